/** What a range of samples has in it, as straight runs: all that functions of ranges ask for. */

export interface Point {
  /** Milliseconds. */
  readonly t: number
  readonly v: number
}

/** Samples one after the other that differ by the same step. */
export interface Run {
  readonly n: number
  readonly first: Point
  readonly last: Point
  readonly step: number
}

/** At least one run. */
export type Window = readonly Run[]

/** A window of samples that were computed one by one, such as those of a subquery. */
export const pointsWindow = (points: readonly Point[]): Window =>
  points.map((point) => ({ n: 1, first: point, last: point, step: 0 }))

export const firstOf = (window: Window): Point => (window[0] as Run).first
export const lastOf = (window: Window): Point => (window.at(-1) as Run).last

export function countOf(window: Window): number {
  let n = 0
  for (const run of window) n += run.n
  return n
}

export const sumOf = (window: Window): number =>
  window.reduce((sum, { n, first, last }) => sum + (n * (first.v + last.v)) / 2, 0)

export const minOf = (window: Window): number =>
  window.reduce((least, { first, last }) => Math.min(least, first.v, last.v), Infinity)

export const maxOf = (window: Window): number =>
  window.reduce((most, { first, last }) => Math.max(most, first.v, last.v), -Infinity)

/** How often a value is less than the one before. */
export const resetsOf = (window: Window): number => moves(window, (before, after) => after < before)

export const changesOf = (window: Window): number => moves(window, (before, after) => after !== before)

function moves(window: Window, counts: (before: number, after: number) => boolean): number {
  return window.reduce((sum, { n, step, first }, i) => {
    const before = window[i - 1]?.last.v
    return sum + (counts(0, step) ? n - 1 : 0) + (before !== undefined && counts(before, first.v) ? 1 : 0)
  }, 0)
}

/** What counters had counted when they were reset. */
function lostOf(window: Window): number {
  let lost = 0
  for (let i = 1; i < window.length; i += 1) {
    const before = (window[i - 1] as Run).last.v
    if ((window[i] as Run).first.v < before) lost += before
  }
  return lost
}

export const pointsOf = (window: Window): readonly Point[] =>
  window.flatMap(({ n, first, last, step }) => {
    const every = n > 1 ? (last.t - first.t) / (n - 1) : 0
    return Array.from({ length: n }, (_, k) => ({ t: first.t + k * every, v: first.v + k * step }))
  })

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
  const [count, first, last] = [countOf(window), firstOf(window), lastOf(window)]
  if (count < 2) return undefined
  const gain = last.v - first.v + (counter ? lostOf(window) : 0)
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
