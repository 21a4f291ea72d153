/** A story in time: phases one after the other, as samples. */
import type { Level } from './level.ts'
import { type Piece, pieceOf, type Track } from './track.ts'
import type { Named } from './world.ts'

export type PhaseKind = 'healthy' | 'within' | 'beyond' | 'recovered'

/** For how long each series stays at a level. */
export interface Step {
  readonly lasts: number
  /** In the order of the story's series. */
  readonly levels: readonly Level[]
}

export interface Phase {
  readonly kind: PhaseKind
  /** What is the matter, for people. */
  readonly why: string
  readonly steps: readonly Step[]
}

export interface Story {
  readonly series: readonly Named[]
  /** Milliseconds between samples. */
  readonly every: number
  readonly phases: readonly Phase[]
}

export interface Timed {
  readonly phase: Phase
  readonly from: number
  /** When the next begins. */
  readonly until: number
}

/** Each step with when it is. */
export function stepsOf({
  phases,
}: Pick<Story, 'phases'>): readonly (Step & { readonly from: number; readonly until: number })[] {
  let from = 0
  return phases
    .flatMap(({ steps }) => steps)
    .map((step) => {
      const timed = { ...step, from, until: from + step.lasts }
      from = timed.until
      return timed
    })
}

/** Each phase with when it is. */
export function timed({ phases }: Pick<Story, 'phases'>): readonly Timed[] {
  let from = 0
  return phases.map((phase) => {
    const start = from
    from += phase.steps.reduce((sum, { lasts }) => sum + lasts, 0)
    return { phase, from: start, until: from }
  })
}

/**
 * What each series does, from the first sample in each step; the last goes on for a little, so that it can be looked at when
 * it is over.
 */
export function tracksOf({ series, every, phases }: Story): readonly Track[] {
  const on = (ms: number): number => Math.ceil(ms / every) * every
  const steps = stepsOf({ phases })
  return series.map((_, i) => {
    const pieces: Piece[] = []
    for (const [n, { levels, from, until }] of steps.entries()) {
      const [start, end] = [on(from), on(until) + (n === steps.length - 1 ? every : 0)]
      const before = pieces.at(-1)
      const goesOn = before?.to === start - every
      const last = goesOn ? before.value + ((before.to - before.from) / every) * before.step : 0
      if (start < end) pieces.push(...pieceOf(levels[i] as Level, start, end, every, last))
    }
    return { every, pieces }
  })
}
