/**
 * Series that an alert must not heed, added to its scenario until small mistakes in its expression are noticed: others that a
 * matcher keeps out, and others that a label keeps apart.
 */
import { type Node, walk } from '../../schemas/promql/ast.ts'
import { once } from '../../schemas/promql/once.ts'
import type { ResolvedAlert } from '../load/system.ts'
import { achieve } from './achieve.ts'
import { type Bench, benchOf, type State } from './bench.ts'
import { isCompared } from './condition.ts'
import { type Mutant, mutantsOf } from './mutants.ts'
import { type Other, othersOf } from './others.ts'
import { becauseOf, type Scenario, type Within } from './scenario.ts'
import { gone, type Setting } from './settings.ts'
import { extended } from './universe.ts'
import { Unsupported, type Vector } from './value.ts'

/** The same scenario with what it takes to notice more mistakes. */
export function strengthened(scenario: Scenario, alert: ResolvedAlert): Scenario {
  const telling = /\$value/.test(alert.description)
  let best = scenario
  for (const grow of [withOthers, withStates, withOthers]) {
    for (const mutant of mutantsOf(alert.expr)) {
      if (notices(best, alert, mutant, telling)) continue
      for (const one of grow(best, mutant, alert)) {
        if (!notices(one, alert, mutant, telling)) continue
        best = one
        break
      }
    }
  }
  return best
}

/** With one more state: near to one of the comparisons in the expression, or without one of the series. */
function* withStates(scenario: Scenario, mutant: Mutant, alert: ResolvedAlert): Generator<Scenario> {
  for (const also of neighbours(scenario, alert.expr)) {
    if (differs(scenario.bench, alert, mutant, also.state, false)) yield withState(scenario, also, alert)
  }
}

const neighbours = ({ bench, healthy, alternatives }: Scenario, expr: Node): readonly Within[] =>
  [...alternatives.map(({ beyond }) => beyond), healthy].flatMap(neighboursIn(bench)(expr))

const neighboursIn = once((bench: Bench) =>
  once((expr: Node) => once((from: State): readonly Within[] => [...neighboursOf(bench, expr, from)])),
)

function* neighboursOf(bench: Bench, expr: Node, from: State): Generator<Within> {
  for (const node of walk(expr).filter(isCompared)) {
    for (const holds of [true, false]) {
      const states = achieve(bench, node, { holds, nearness: 'near' }, from)
      // the most natural ones
      for (let n = 0; n < 3; n += 1) {
        const { value: state } = states.next()
        if (state) yield { state, because: becauseOf({ node, holds: !holds }) }
      }
    }
  }
  yield* withoutEach(bench, expr, from)
}

/** Without one series each, and with whatever takes its place. */
function* withoutEach(bench: Bench, expr: Node, from: State): Generator<Within> {
  for (const [i, { series }] of bench.knobs.entries()) {
    const name = bench.universe.series[series[0] as number]?.name
    const without = from.map((one, j) => (i === j ? gone : one))
    const because = `${name} is not there`
    yield { state: without, because }
    // something else may take its place
    for (const state of achieve(bench, expr, { holds: true, nearness: 'near' }, without)) {
      if (state[i] !== gone) continue
      yield { state, because }
      break
    }
  }
}

function withState(scenario: Scenario, also: Within, { expr }: ResolvedAlert): Scenario {
  const { bench, alternatives } = scenario
  const [main, ...rest] = alternatives
  if (bench.value(expr, also.state).length > 0)
    return { ...scenario, alternatives: [...alternatives, { beyond: also.state, within: [] }] }
  return main ? { ...scenario, alternatives: [{ ...main, within: [...main.within, also] }, ...rest] } : scenario
}

/** Whether the alert and its mutant differ in any of the states. */
const notices = (scenario: Scenario, alert: ResolvedAlert, mutant: Mutant, telling: boolean): boolean =>
  statesOf(scenario).some((state) => differs(scenario.bench, alert, mutant, state, telling))

function differs(bench: Bench, { expr }: ResolvedAlert, { node }: Mutant, state: State, telling: boolean): boolean {
  try {
    return !alike(bench.value(expr, state), bench.value(node, state), telling)
  } catch (error) {
    if (!(error instanceof Unsupported)) throw error
    // Prometheus would refuse to evaluate it, and so nothing fires
    return bench.value(expr, state).length > 0
  }
}

/** Whether the alert does not heed what was added. */
const isSame = (before: Scenario, after: Scenario, { expr }: ResolvedAlert): boolean =>
  statesOf(before).every((state, i) => {
    try {
      return alike(before.bench.value(expr, state), after.bench.value(expr, statesOf(after)[i] as State), true)
    } catch (error) {
      if (error instanceof Unsupported) return false
      throw error
    }
  })

const statesOf = ({ healthy, alternatives }: Scenario): State[] => [
  healthy,
  ...alternatives.flatMap(({ beyond, within }) => [beyond, ...within.map(({ state }) => state)]),
]

const alike = (a: Vector, b: Vector, values: boolean): boolean =>
  a.length === b.length &&
  a.every(({ labels, value }) =>
    b.some((other) => other.labels === labels && (!values || Math.abs(other.value - value) <= 1e-3 * Math.abs(value))),
  )

/** With one more series, or a set of them, that stay where they are and change nothing. */
function* withOthers(scenario: Scenario, mutant: Mutant, alert: ResolvedAlert): Generator<Scenario> {
  const { bench, healthy, alternatives } = scenario
  for (const others of othersOf(bench, mutant)) {
    const wanted = others.map((other) => other.wanted)
    const grown = benchOf(bench.system, extended(bench.universe, wanted, bench.system))
    // what is there already is no other
    if (grown.knobs.length < bench.knobs.length + others.length) continue
    const settings = (state: State): Setting[] => others.map(({ like }) => state[like] as Setting)
    // as bad as it gets, as good as it is, and extremes
    for (const kind of [
      ...alternatives.map(({ beyond }) => settings(beyond)),
      settings(healthy),
      ...extremes(others),
    ]) {
      const one = grownScenario(scenario, grown, kind)
      if (isSame(scenario, one, alert)) yield one
    }
  }
}

const extremes = (others: readonly Other[]): Setting[][] =>
  [0, 1, 1e6].map((x) => others.map(({ knob }) => ({ there: true, x: Math.min(knob.high, Math.max(knob.low, x)) })))

function grownScenario({ healthy, usual, alternatives }: Scenario, bench: Bench, more: readonly Setting[]): Scenario {
  const grow = (state: State): State => [...state, ...more]
  return {
    bench,
    healthy: grow(healthy),
    usual: grow(usual),
    alternatives: alternatives.map(({ beyond, within }) => ({
      beyond: grow(beyond),
      within: within.map(({ state, because }) => ({ state: grow(state), because })),
    })),
  }
}
