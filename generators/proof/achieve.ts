/** The states in which a condition holds, or does not, found by turning knobs; the most natural first. */
import { isSetOp, type Node, type VectorSelector, walk } from '../../schemas/promql/ast.ts'
import type { System } from '../load/system.ts'
import type { Bench, State } from './bench.ts'
import { allSelectors, isScraped } from './choose.ts'
import { type Comparison, isCompared } from './condition.ts'
import { reach } from './reach.ts'
import { at, gone, type Knob, quick, type Setting } from './settings.ts'
import { type Nearness, targetsOf } from './target.ts'
import { gridOf, sidesOf, type Turn, turn, turnedTo } from './turn.ts'
import { selects } from './world.ts'

export interface Aim {
  readonly holds: boolean
  readonly nearness: Nearness
}

export function* achieve(bench: Bench, node: Node, aim: Aim, state: State): Generator<State> {
  if (node.type === 'BinaryExpr' && isSetOp(node.op)) yield* achieveBoth(bench, node, aim, state)
  else if (isCompared(node)) yield* achieveComparison(bench, node, aim, state)
  else yield* achievePresence(bench, node, aim, state)
}

function* achieveBoth(bench: Bench, node: Node & { type: 'BinaryExpr' }, aim: Aim, state: State): Generator<State> {
  // what must not hold for it is not near to it either
  const other: Aim = node.op === 'unless' ? { holds: !aim.holds, nearness: aim.holds ? 'far' : aim.nearness } : aim
  const first = achieve(bench, node.lhs, aim, state)
  // of alternatives one is enough, and of what must hold together one may fail
  if (node.op === 'or' ? aim.holds : !aim.holds) {
    yield* first
    yield* achieve(bench, node.rhs, other, state)
    return
  }
  for (const next of first) yield* achieve(bench, node.rhs, other, next)
}

const isTrue = (bench: Bench, node: Node, state: State): boolean => bench.value(node, state).length > 0

function* achievePresence(bench: Bench, node: Node, { holds }: Aim, state: State): Generator<State> {
  if (isTrue(bench, node, state) === holds) yield state
  for (const places of placesOf(bench, node)) {
    for (const setting of [gone, ...places.map((i) => at((bench.knobs[i] as Knob).usual))]) {
      const next = state.map((one, i) => (places.includes(i) ? setting : one))
      if (isTrue(bench, node, next) === holds) yield next
    }
  }
  for (const inner of innerConditions(node)) yield* achieve(bench, inner, { holds, nearness: 'near' }, state)
}

/** Conditions that decide whether there is anything at all, such as the one in `count(x > 0)`. */
function innerConditions(node: Node): readonly Node[] {
  if (node.type === 'AggregateExpr') return [node.expr]
  return node.type === 'Call' && node.args[0]
    ? [node.args[0]].filter((arg) => arg.type !== 'NumberLiteral' && arg.type !== 'MatrixSelector')
    : []
}

function* achieveComparison(bench: Bench, node: Comparison, aim: Aim, state: State): Generator<State> {
  const satisfied = isTrue(bench, node, state) === aim.holds
  if (satisfied && aim.nearness === 'far') yield state
  yield* turnedStates(bench, node, aim, state)
  if (satisfied && aim.nearness === 'near') yield state
  yield* crowdedStates(bench, node, aim, state)
  for (const places of placesOf(bench, node)) {
    const usual = places.map((i) => at((bench.knobs[i] as Knob).usual))
    for (const setting of [at(0), at(1), ...usual, gone]) {
      const next = state.map((one, i) => (places.includes(i) && fits(bench.knobs[i] as Knob, setting) ? setting : one))
      if (isTrue(bench, node, next) === aim.holds && isFair(bench, node, next)) yield next
    }
  }
  yield* steppedStates(bench, node, aim, state)
  yield* extremeStates(bench, node, aim, state)
}

/** With so many of the same one way and the others another, for what is counted or summed up; the nearest to the limit. */
function* crowdedStates(bench: Bench, node: Comparison, aim: Aim, state: State): Generator<State> {
  for (const places of placesOf(bench, node).filter(({ length }) => length > 2)) {
    const usual = at((bench.knobs[places[0] as number] as Knob).usual)
    for (const [some, rest] of [
      [usual, gone],
      [at(1), at(0)],
      [at(0), at(1)],
    ] as const) {
      for (let many = places.length; many >= 0; many -= 1) {
        const next = state.map((one, i) => (places.includes(i) ? (places.indexOf(i) < many ? some : rest) : one))
        const more = state.map((one, i) => (places.includes(i) ? (places.indexOf(i) < many - 1 ? some : rest) : one))
        const turns = many === 0 || isTrue(bench, node, more) !== aim.holds
        if (turns && isTrue(bench, node, next) === aim.holds) yield next
      }
    }
  }
}

/** With one knob at values far apart, for what goes by steps, such as a count or what is rounded. */
function* steppedStates(bench: Bench, node: Comparison, aim: Aim, state: State): Generator<State> {
  if (reach(node, bench.system) > 0) return
  for (const it of turnsOf(bench, node, state)) {
    for (const x of gridOf(it)) {
      const next = turnedTo(it, x)
      if (isTrue(bench, node, next) === aim.holds) yield next
    }
  }
}

/** With one knob turned so that the left side is where it should be. */
function* turnedStates(bench: Bench, node: Comparison, aim: Aim, state: State): Generator<State> {
  const sides = sidesOf(bench, node, state)
  const count = sides ? targetsOf(node.op, sides.b, aim.holds, aim.nearness).length : 2
  for (let nth = 0; nth < count; nth += 1) {
    for (const it of turnsOf(bench, node, state)) {
      const target = (limit: number): number => targetsOf(node.op, limit, aim.holds, aim.nearness)[nth] ?? Number.NaN
      const next = turn(it, target, aim.holds)
      if (next && isTrue(bench, node, next) === aim.holds && isFair(bench, node, next)) yield next
    }
  }
}

/** At the limit, where nothing is beyond it: a quantile is never more than the last bucket. */
function* extremeStates(bench: Bench, node: Comparison, aim: Aim, state: State): Generator<State> {
  for (const it of turnsOf(bench, node, state)) {
    // all that is observed, but no more of it than there is
    const next = it.high === 1 ? turnedTo(it, 1) : state
    if (next !== state && isTrue(bench, node, next) === aim.holds) yield next
  }
}

const fits = ({ low, high }: Knob, setting: Setting): boolean =>
  !setting.there || (setting.x >= low && setting.x <= high)

/** Whether it is off the limit, or at it with a value that is there as it is and not computed. */
function isFair(bench: Bench, node: Comparison, state: State): boolean {
  const sides = sidesOf(bench, node, state)
  if (!sides || node.op === '==' || node.op === '!=' || Math.abs(sides.a - sides.b) > 1e-6 * Math.abs(sides.b))
    return true
  return sides.b === 0 || state.some((one, i) => one.there && one.x === sides.a && bench.knobs[i]?.kind === 'value')
}

/** The knobs of each selector below, each set once, in the order in which they are read; wholes, which something is divided by, last. */
function placesOf(bench: Bench, node: Node): readonly (readonly number[])[] {
  const { series } = bench.universe
  const setsOf = (selectors: readonly VectorSelector[]): string[] =>
    selectors
      .filter((selector) => isScraped(selector, bench.system))
      .map((selector) =>
        bench.knobs
          .flatMap((knob, i) =>
            knob.series.some((place) => selects(selector, series[place] as (typeof series)[number])) ? [i] : [],
          )
          .join(),
      )
      .filter((set) => set !== '')
  const wholes = new Set(setsOf(divisors(node, bench.system)))
  const all = [...new Set(setsOf(allSelectors(node, bench.system)))]
  return [...all.filter((set) => !wholes.has(set)), ...all.filter((set) => wholes.has(set))].map((set) =>
    set.split(',').map(Number),
  )
}

/** The selectors of what stands behind a division. */
function divisors(node: Node, system: System): readonly VectorSelector[] {
  return walk(node).flatMap((part) => {
    if (part.type === 'BinaryExpr' && part.op === '/') return allSelectors(part.rhs, system)
    const expr = part.type === 'VectorSelector' ? system.recorded.get(part.name) : undefined
    return expr ? divisors(expr, system) : []
  })
}

function* turnsOf(bench: Bench, node: Comparison, state: State): Generator<Turn> {
  for (const places of placesOf(bench, node)) {
    const knob = bench.knobs[places[0] as number] as Knob
    const now = state[places[0] as number] as Setting
    const common = { bench, node, state, places }
    const x = now.there ? now.x : knob.usual
    if (knob.kind === 'histogram') {
      for (let bucket = quick(knob.bounds) + 1; bucket <= knob.bounds.length; bucket += 1)
        yield { ...common, setting: (share) => ({ there: true, x, bucket, share }), low: 0, high: 1, from: 0.1 }
    }
    yield {
      ...common,
      setting: (value) => (now.there ? { ...now, x: value } : at(value)),
      low: knob.low,
      high: knob.high,
      from: x || knob.usual,
    }
  }
  yield* scaled(bench, node, state)
}

/** Everything that is counted, more or less of it at once, so that shares stay as they are. */
function* scaled(bench: Bench, node: Comparison, state: State): Generator<Turn> {
  const places = bench.knobs.flatMap(({ kind }, i) =>
    (kind === 'rate' || kind === 'histogram') && state[i]?.there ? [i] : [],
  )
  if (places.length < 2) return
  const setting = (factor: number, i: number): Setting => {
    const now = state[i] as Setting
    return now.there ? { ...now, x: now.x * factor } : now
  }
  yield { bench, node, state, places, setting, low: 0, high: 1e3, from: 1 }
}
