/** When to look at an alert in its story, and what is seen then: the same on every release of Prometheus. */

import type { ResolvedAlert, System } from '../load/system.ts'
import { type Active, follow, type Moment } from './alerting.ts'
import { reach, usesTime } from './reach.ts'
import { type PhaseKind, type Story, stepsOf, type Timed, timed, tracksOf } from './timeline.ts'
import { Unsupported } from './value.ts'
import type { World } from './world.ts'

export interface Sight {
  /** Milliseconds. */
  readonly at: number
  readonly phase: PhaseKind
  readonly why: string
  readonly state: 'silent' | 'pending' | 'firing'
  readonly alerts: readonly Active[]
  /** Whether the values are the same whatever release it is. */
  readonly exact: boolean
}

/** Throws Unsupported, with what happens instead, where the alert does not do in its story what it is there for. */
export function sightsOf(
  alert: ResolvedAlert,
  story: Story,
  system: System,
  evaluationInterval: number,
): readonly Sight[] {
  const phases = timed(story)
  const until = phases.at(-1)?.until ?? 0
  const tracks = tracksOf(story)
  const unchanged = settledIn(story, alert, system, evaluationInterval)
  const read = (leftOpen: boolean): Moment[] => {
    const world: World = {
      leftOpen,
      series: story.series,
      tracks,
      recorded: system.recorded,
      evaluationInterval,
      since: 0,
    }
    return follow(alert.expr, alert.data, world, until, unchanged)
  }
  const closed = read(false)
  // without a window there is nothing to be read in two ways
  const readings = [closed, reach(alert.expr, system) === 0 ? closed : read(true)]
  return phases.flatMap((phase) => sightsIn(phase, readings, evaluationInterval, alert))
}

/** Whether every window is full of the same already, so that nothing changes until the next step. */
function settledIn(
  story: Story,
  { expr }: ResolvedAlert,
  system: System,
  evaluationInterval: number,
): (at: number) => boolean {
  const settle = reach(expr, system) + 2 * Math.max(story.every, evaluationInterval)
  const starts = stepsOf(story).map(({ from }) => from)
  if (usesTime(expr, system)) return () => false
  return (at) => at > (starts.findLast((from) => from <= at) ?? 0) + settle
}

function sightsIn(
  { phase, from, until }: Timed,
  readings: readonly (readonly Moment[])[],
  every: number,
  { data }: ResolvedAlert,
): Sight[] {
  const at = (t: number): readonly Moment[] => readings.map((moments) => moments[Math.round(t / every)] as Moment)
  const sight = (t: number, state: Sight['state']): Sight => {
    const [one, other] = at(t) as [Moment, Moment]
    const list = ({ pending, firing }: Moment) => (state === 'pending' ? pending : firing)
    return { at: t, phase: phase.kind, why: phase.why, state, alerts: list(one), exact: alike(list(one), list(other)) }
  }
  const end = until - every
  if (phase.kind !== 'beyond') {
    if (at(end).some(({ pending, firing }) => pending.length + firing.length > 0))
      throw new Unsupported(
        `the alert ${data.name} is not silent when it is ${phase.kind}${phase.why && `, as ${phase.why}`}`,
      )
    const kept =
      phase.kind === 'recovered' && data.keepFiringFor !== undefined ? keptAt(readings, from, every) : undefined
    return [...(kept === undefined ? [] : [sight(kept, 'firing')]), sight(end, 'silent')]
  }
  const starts = readings.map(
    (moments) => moments.find(({ at: t, firing }) => t >= from && t < until && firing.length > 0)?.at,
  )
  if (starts.some((start) => start === undefined))
    throw new Unsupported(`the alert ${data.name} does not fire beyond its threshold`)
  const [first, last] = [Math.min(...(starts as number[])), Math.max(...(starts as number[]))]
  const before = first - every
  const waits =
    data.for !== undefined && at(before).every(({ pending, firing }) => pending.length > 0 && firing.length === 0)
  const still = at(end).every(({ firing }) => firing.length > 0)
  const fired = sight(last, 'firing')
  return [
    ...(waits ? [sight(before, 'pending')] : []),
    fired,
    // with what it says in the end, where that is not yet sure
    ...(still && !fired.exact ? [sight(end, 'firing')] : []),
  ]
}

/** The last moment at which it fires still, on every release. */
function keptAt(readings: readonly (readonly Moment[])[], from: number, every: number): number | undefined {
  const ends = readings.map(
    (moments) => moments.find(({ at, firing }) => at >= from && firing.length === 0)?.at ?? from,
  )
  const last = Math.min(...ends) - every
  return last >= from ? last : undefined
}

const alike = (a: readonly Active[], b: readonly Active[]): boolean =>
  a.length === b.length &&
  a.every(({ labels, value }) => b.some((other) => other.labels === labels && close(other.value, value)))

const close = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b))
