/** Turning one knob until a comparison comes to where it should: by false position, since most of PromQL is straight or nearly so. */
import type { Bench, State } from './bench.ts'
import { holds, type Pair, pairsOf } from './binary.ts'
import type { Comparison } from './condition.ts'
import type { Setting } from './settings.ts'

/** The two sides where the comparison is nearest to holding; undefined where there is nothing to compare. */
export function sidesOf(bench: Bench, node: Comparison, state: State): Pair | undefined {
  const side = (part: Comparison['lhs']) => (part.type === 'NumberLiteral' ? part.val : bench.value(part, state))
  const pairs = pairsOf(node, side(node.lhs), side(node.rhs)).filter(({ a, b }) => !Number.isNaN(a) && !Number.isNaN(b))
  const far = ({ a, b }: Pair): number => {
    if (node.op === '>' || node.op === '>=') return b - a
    if (node.op === '<' || node.op === '<=') return a - b
    return node.op === '==' ? Math.abs(a - b) : -Math.abs(a - b)
  }
  return pairs.reduce<Pair | undefined>((best, pair) => (best && far(best) <= far(pair) ? best : pair), undefined)
}

export interface Turn {
  readonly bench: Bench
  readonly node: Comparison
  readonly state: State
  /** The knobs that are turned together. */
  readonly places: readonly number[]
  /** What a knob is set to at `x`. */
  readonly setting: (x: number, place: number) => Setting
  readonly low: number
  readonly high: number
  readonly from: number
}

export const turnedTo = ({ state, places, setting }: Turn, x: number): State =>
  state.map((one, i) => (places.includes(i) ? setting(x, i) : one))

/** The state in which the left side is at the target, or so near that nothing else is between; the roundest. */
export function turn(it: Turn, target: (limit: number) => number, wanted: boolean): State | undefined {
  const tried = new Map<number, Pair | undefined>()
  const sides = (x: number): Pair | undefined => {
    if (!tried.has(x)) tried.set(x, sidesOf(it.bench, it.node, turnedTo(it, x)))
    return tried.get(x)
  }
  const error = (x: number): number | undefined => {
    const found = sides(x)
    return found && found.a - target(found.b)
  }
  const x = root(error, it.from, gridOf(it))
  const there = x === undefined ? undefined : sides(x)
  if (x === undefined || !there) return undefined
  // what should be at the limit is at it, and nothing near it
  const room = Math.abs(there.b - target(there.b)) * 0.4 + 1e-12
  const near = (y: number): boolean => {
    const found = sides(y)
    if (!found || holds(it.node.op, found.a, found.b) !== wanted) return false
    return Math.abs(found.a - target(found.b)) <= room
  }
  const round = [...roundings(x), x].find((y) => y >= it.low && y <= it.high && near(y))
  return round === undefined ? undefined : turnedTo(it, round)
}

/** Where a knob may be looked at: from nothing to a lot, by way of where it is. */
export function gridOf({ low, high, from }: Turn): number[] {
  const base = from > 0 ? from : 1
  // a flag is up or down
  if (high - low === 1 && (from === low || from === high)) return [low, high]
  const steps = [1e-6, 1e-4, 0.01, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 4, 10, 100, 1e4, 1e6, 1e9].map((k) => base * k)
  return [...new Set([low, ...steps, high])].filter((x) => x >= low && x <= high).sort((a, b) => a - b)
}

/** Where a function is zero, or changes its sign, by false position (the Illinois algorithm). */
function root(f: (x: number) => number | undefined, from: number, grid: readonly number[]): number | undefined {
  const [low, now, high] = [grid[0] as number, from, grid.at(-1) as number].map(f)
  if (now === 0) return from
  // it does not depend on it, or not enough
  if (low !== undefined && high !== undefined && now !== undefined && low < 0 === high < 0 && low < 0 === now < 0)
    return undefined
  let before: { x: number; y: number } | undefined
  for (const x of grid) {
    const y = f(x)
    if (y === undefined || Number.isNaN(y)) {
      before = undefined
      continue
    }
    if (Math.abs(y) < 1e-12) return x
    if (before && before.y < 0 !== y < 0) return between(f, before, { x, y })
    before = { x, y }
  }
  return undefined
}

function between(
  f: (x: number) => number | undefined,
  one: { x: number; y: number },
  other: { x: number; y: number },
): number | undefined {
  let [a, b] = [one, other]
  for (let i = 0; i < 60; i += 1) {
    const x = (a.x * b.y - b.x * a.y) / (b.y - a.y)
    const y = f(x)
    if (y === undefined || Number.isNaN(y)) return undefined
    if (Math.abs(y) <= 1e-9 * Math.abs(b.y - a.y) + 1e-12 || Math.abs(b.x - a.x) < 1e-12 * Math.abs(b.x)) return x
    if (y < 0 === b.y < 0) a = { x: a.x, y: a.y / 2 }
    else a = b
    b = { x, y }
  }
  return b.x
}

/** A number and those near it with fewer digits, the roundest first. */
export function roundings(x: number): number[] {
  if (x === 0) return [0]
  const magnitude = Math.floor(Math.log10(Math.abs(x)))
  return [1, 2, 3, 4, 5].flatMap((digits) => {
    const unit = 10 ** (magnitude - digits + 1)
    return [Math.round(x / unit), Math.floor(x / unit), Math.ceil(x / unit)].map((n) =>
      Number((n * unit).toPrecision(digits + 1)),
    )
  })
}
