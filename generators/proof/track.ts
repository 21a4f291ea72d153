/**
 * A series over time, in straight pieces: `a+bxn` of promtool's unit tests, with the same samples.
 * https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/#series
 */
import type { Level } from './level.ts'
import type { Run, Window } from './window.ts'

/** Samples from one time to another, both inclusive, that differ by the same step. Times are in milliseconds. */
export interface Piece {
  readonly from: number
  readonly to: number
  readonly value: number
  readonly step: number
}

export interface Track {
  /** Milliseconds between samples. */
  readonly every: number
  /** In order; between two that do not touch, and after the last, the series is marked as stale. */
  readonly pieces: readonly Piece[]
}

/** How an instant is looked up and a range is cut; Prometheus 3 leaves out a sample at the very beginning of either. */
export interface Reading {
  readonly leftOpen: boolean
}

/** Prometheus' default for `--query.lookback-delta`. */
const lookback = 5 * 60_000

/** Longer than any window, so that a steady series has no beginning. */
const ages = 400 * 86_400_000

/** A series that has always been, and stays, at a level. */
export function steady(level: Level, every: number): Track {
  return { every, pieces: pieceOf(level, -Math.round(ages / every) * every, ages, every, 0) }
}

/** What a level adds to a track between two times, the latter exclusive; a counter goes on from `before`. */
export function pieceOf(level: Level, from: number, until: number, every: number, before: number): readonly Piece[] {
  const to = from + (Math.ceil((until - from) / every) - 1) * every
  switch (level.kind) {
    case 'absent':
      return []
    case 'value':
      return [{ from, to, value: level.value, step: 0 }]
    case 'age':
      return [{ from, to, value: from / 1000 - level.seconds, step: every / 1000 }]
    case 'rate': {
      const step = (level.perSecond * every) / 1000
      return [{ from, to, value: before + step, step }]
    }
  }
}

/** Whether a sample is too old to be found. */
export const isLost = (age: number, { leftOpen }: Reading): boolean => age > lookback || (leftOpen && age === lookback)

/** The newest sample at a time, if it is not stale. */
export function instantOf({ pieces, every }: Track, at: number, reading: Reading): number | undefined {
  const piece = pieces.findLast(({ from }) => from <= at)
  if (!piece || at >= piece.to + every) return undefined
  const i = Math.floor((Math.min(at, piece.to) - piece.from) / every)
  return isLost(at - (piece.from + i * every), reading) ? undefined : piece.value + i * piece.step
}

/** The samples between two times; undefined where there is none. */
export function windowOf({ pieces, every }: Track, start: number, end: number, reading: Reading): Window | undefined {
  const runs: Run[] = []
  for (const piece of pieces) {
    const run = piece.to >= start && piece.from <= end ? runOf(piece, every, start, end, reading) : undefined
    if (run) runs.push(run)
  }
  return runs.length === 0 ? undefined : runs
}

function runOf(
  { from, to, value, step }: Piece,
  every: number,
  start: number,
  end: number,
  { leftOpen }: Reading,
): Run | undefined {
  const before = Math.max(0, start - from)
  const i = leftOpen && start >= from ? Math.floor(before / every) + 1 : Math.ceil(before / every)
  const j = Math.floor((Math.min(end, to) - from) / every)
  if (j < i) return undefined
  const first = { t: from + i * every, v: value + i * step }
  return { n: j - i + 1, first, last: { t: from + j * every, v: value + j * step }, step }
}
