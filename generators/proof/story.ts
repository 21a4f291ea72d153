/** The story of an alert: healthy, just within, just beyond until it fires, recovered; for each alternative again. */

import type { ResolvedAlert, System } from '../load/system.ts'
import { type State, same } from './bench.ts'
import type { Level } from './level.ts'
import { reach } from './reach.ts'
import type { Scenario } from './scenario.ts'
import type { Knob } from './settings.ts'
import { levelsOf, type Setting } from './settings.ts'
import type { Phase, PhaseKind, Story } from './timeline.ts'

/** How long each kind of phase lasts, in milliseconds. */
export type Lengths = Readonly<Record<PhaseKind, number>>

/** Long enough for every window to be full of it, and for the alert to wait; both on evaluations and on samples. */
export function lengthsOf({ expr, data }: ResolvedAlert, system: System, every: number, evaluation: number): Lengths {
  const grid = commonMultiple(every, evaluation)
  const settle = reach(expr, system) + 2 * grid
  const on = (ms: number): number => Math.ceil(ms / grid) * grid
  const [pending, kept] = [data.for ?? 0, data.keepFiringFor ?? 0]
  return {
    healthy: on(settle + 2 * evaluation),
    within: on(settle + pending + 2 * evaluation),
    beyond: on(settle + pending + 4 * evaluation),
    recovered: on(settle + kept + 4 * evaluation),
  }
}

export function commonMultiple(a: number, b: number): number {
  const divisor = (x: number, y: number): number => (y === 0 ? x : divisor(y, x % y))
  return (a / divisor(a, b)) * b
}

export function storyOf({ bench, healthy, alternatives }: Scenario, lengths: Lengths): Story {
  const { knobs, universe } = bench
  const phase = (kind: PhaseKind, why: string, state: State): Phase => ({
    kind,
    why,
    steps: [{ lasts: lengths[kind], levels: allLevels(knobs, state) }],
  })
  const phases = alternatives.flatMap(({ beyond, within }) => [
    // what is nearest to a flag that is down is one that is up
    ...within.flatMap(({ state, because }) => (same(state, healthy) ? [] : [phase('within', because, state)])),
    phase('beyond', '', beyond),
    phase('recovered', '', healthy),
  ])
  return { series: universe.series, every: universe.every, phases: [phase('healthy', '', healthy), ...phases] }
}

/** The level of each series. */
export function allLevels(knobs: readonly Knob[], state: State): readonly Level[] {
  const levels: Level[] = []
  knobs.forEach((knob, i) => {
    levelsOf(knob, state[i] as Setting).forEach((level, j) => {
      levels[knob.series[j] as number] = level
    })
  })
  return levels
}
