/** What a range of samples has in it, as straight runs: all that functions of ranges ask for. */
import type { Reading } from './track.ts'

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

/** The least or the greatest, which are at the ends of runs. */
export const extremeOf = (window: Window, pick: (a: number, b: number) => number): number =>
  window.flatMap(({ first, last }) => [first.v, last.v]).reduce(pick)

/** How often a value is less than the one before. */
export const resetsOf = (window: Window): number => moves(window, (before, after) => after < before)

export const changesOf = (window: Window): number => moves(window, (before, after) => !Object.is(after, before))

function moves(window: Window, counts: (before: number, after: number) => boolean): number {
  return window.reduce((sum, { n, step, first }, i) => {
    const before = window[i - 1]?.last.v
    return sum + (counts(0, step) ? n - 1 : 0) + (before !== undefined && counts(before, first.v) ? 1 : 0)
  }, 0)
}

/** What counters had counted when they were reset. */
function lostOf(window: Window): number {
  let lost = 0
  for (const [i, { n, first, last, step }] of window.entries()) {
    const before = window[i - 1]?.last.v ?? -Infinity
    if (first.v < before) lost += before
    // what goes down is reset each time
    if (step < 0) lost += ((n - 1) * (first.v + last.v - step)) / 2
  }
  return lost
}

export const pointsOf = (window: Window): readonly Point[] =>
  window.flatMap(({ n, first, last, step }) => {
    const every = n > 1 ? (last.t - first.t) / (n - 1) : 0
    return Array.from({ length: n }, (_, k) => ({ t: first.t + k * every, v: first.v + k * step }))
  })

/** When a range begins and ends, in milliseconds, and how it is cut. */
export interface Span extends Reading {
  readonly start: number
  readonly end: number
}

/**
 * What a counter or a gauge has gained in a range, as far as the samples reach and a little beyond.
 * https://github.com/prometheus/prometheus/blob/main/promql/functions.go, extrapolatedRate
 */
export function gained(window: Window, { start, end, leftOpen }: Span, counter: boolean): number | undefined {
  const [count, first, last] = [countOf(window), firstOf(window), lastOf(window)]
  if (count < 2) return undefined
  const gain = last.v - first.v + (counter ? lostOf(window) : 0)
  const sampled = (last.t - first.t) / 1000
  const between = sampled / (count - 1)
  const near = between * 1.1
  const toEnd = (end - last.t) / 1000
  const reached = (gap: number): number => (gap < near ? gap : between / 2)
  const toStart = (first.t - start) / 1000
  // a counter was not below zero; older releases look at that first
  const toZero = counter && gain > 0 && first.v >= 0 ? sampled * (first.v / gain) : Infinity
  const before = leftOpen ? Math.min(reached(toStart), toZero) : reached(Math.min(toStart, toZero))
  return gain * ((sampled + before + reached(toEnd)) / sampled)
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
