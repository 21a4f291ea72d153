/** States that last: what a state timeline draws of a series, and annotations of a condition. */
import type { Point } from './series.ts'

export interface Span {
  readonly from: number
  readonly to: number
  readonly value: number
}

/** Points of one value that follow each other, each of which lasts for a step. */
export function spansOf(points: readonly Point[], step: number): Span[] {
  const spans: Span[] = []
  for (const [time, value] of points) {
    const last = spans.at(-1)
    const follows = last !== undefined && time - last.to < step / 2
    if (follows && last.value === value) spans[spans.length - 1] = { ...last, to: time + step }
    else spans.push({ from: time, to: time + step, value })
  }
  return spans
}

interface Interval {
  readonly from: number
  readonly to: number
}

/** The times in which any of them lasted. */
export function united(spans: readonly Interval[]): Interval[] {
  const whole: Interval[] = []
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    const last = whole.at(-1)
    if (last && from <= last.to) whole[whole.length - 1] = { from: last.from, to: Math.max(last.to, to) }
    else whole.push({ from, to })
  }
  return whole
}
