/** What a range of samples has in it, which is all that functions of ranges ask for. */

export interface Point {
  /** Milliseconds. */
  readonly t: number
  readonly v: number
}

/** What takes its time is computed when it is asked for. */
export interface Window {
  readonly count: number
  readonly first: Point
  readonly last: Point
  /** What counters had counted when they were reset. */
  readonly lost: number
  readonly min: () => number
  readonly max: () => number
  readonly sum: () => number
  /** How often a value is less than the one before. */
  readonly resets: () => number
  readonly changes: () => number
  readonly points: () => readonly Point[]
}

/** A window of samples that were computed one by one, such as those of a subquery. */
export function pointsWindow(points: readonly Point[]): Window | undefined {
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) return undefined
  const values = points.map(({ v }) => v)
  const pairs = values.slice(1).map((v, i) => [values[i] as number, v] as const)
  return {
    count: points.length,
    first,
    last,
    lost: pairs.reduce((lost, [a, b]) => lost + (b < a ? a : 0), 0),
    min: () => Math.min(...values),
    max: () => Math.max(...values),
    sum: () => values.reduce((a, b) => a + b, 0),
    resets: () => pairs.filter(([a, b]) => b < a).length,
    changes: () => pairs.filter(([a, b]) => a !== b).length,
    points: () => points,
  }
}

/** When a range begins and ends, in milliseconds. */
export interface Span {
  readonly start: number
  readonly end: number
}

/**
 * What a counter or a gauge has gained in a range, as far as the samples reach and a little beyond.
 * https://github.com/prometheus/prometheus/blob/main/promql/functions.go, extrapolatedRate
 */
export function gained(window: Window, { start, end }: Span, counter: boolean): number | undefined {
  const { count, first, last, lost } = window
  if (count < 2) return undefined
  const gain = last.v - first.v + (counter ? lost : 0)
  const sampled = (last.t - first.t) / 1000
  const between = sampled / (count - 1)
  const near = between * 1.1
  const toEnd = (end - last.t) / 1000
  let toStart = (first.t - start) / 1000
  if (toStart >= near) toStart = between / 2
  // a counter was not below zero
  if (counter && gain > 0 && first.v >= 0) toStart = Math.min(toStart, sampled * (first.v / gain))
  return gain * ((sampled + toStart + (toEnd < near ? toEnd : between / 2)) / sampled)
}

/** The slope per second and the value at `at`, by least squares. */
export function regression(points: readonly Point[], at: number): { readonly slope: number; readonly value: number } {
  const n = points.length
  const xs = points.map(({ t }) => (t - at) / 1000)
  const [x, y] = [xs.reduce((a, b) => a + b, 0) / n, points.reduce((a, { v }) => a + v, 0) / n]
  const covariance = points.reduce((sum, { v }, i) => sum + ((xs[i] as number) - x) * (v - y), 0)
  const variance = xs.reduce((sum, one) => sum + (one - x) ** 2, 0)
  const slope = variance === 0 ? 0 : covariance / variance
  return { slope, value: y - slope * x }
}
