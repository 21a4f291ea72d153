/** When to look at an alert in its story, and what is seen then: the same on every release of Prometheus. */
import type { ResolvedAlert, System } from '../load/system.ts'
import type { Active, Moment } from './alerting.ts'
import { readingsOf } from './readings.ts'
import { type PhaseKind, type Story, type Timed, timed } from './timeline.ts'
import { Unsupported } from './value.ts'

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
export function sightsOf(alert: ResolvedAlert, story: Story, system: System, pace: number): readonly Sight[] {
  const readings = readingsOf(alert, story, system, pace)
  return timed(story).flatMap((phase) => {
    const seen: Seen = { phase, readings, pace, alert }
    return phase.phase.kind === 'beyond' ? firingSights(seen) : silentSights(seen)
  })
}

/** A phase, with what the alert does as it is read. */
interface Seen {
  readonly phase: Timed
  readonly readings: readonly (readonly Moment[])[]
  readonly pace: number
  readonly alert: ResolvedAlert
}

const momentsAt = ({ readings, pace }: Seen, at: number): readonly Moment[] =>
  readings.map((moments) => moments[Math.round(at / pace)] as Moment)

function sight(seen: Seen, at: number, state: Sight['state']): Sight {
  const { kind, why } = seen.phase.phase
  const [one, other] = momentsAt(seen, at).map(({ pending, firing }) => (state === 'pending' ? pending : firing)) as [
    readonly Active[],
    readonly Active[],
  ]
  return { at, phase: kind, why, state, alerts: one, exact: alike(one, other) }
}

function silentSights(seen: Seen): Sight[] {
  const { phase, readings, pace, alert } = seen
  const { kind, why } = phase.phase
  const kept =
    kind === 'recovered' && alert.data.keepFiringFor !== undefined ? keptAt(readings, phase.from, pace) : undefined
  const ends = stepEnds(phase, pace)
  if (ends.some((end) => momentsAt(seen, end).some(({ pending, firing }) => pending.length + firing.length > 0)))
    throw new Unsupported(`it is not silent when it is ${kind}${why && `, as ${why}`}`)
  return [
    ...(kept === undefined ? [] : [sight(seen, kept, 'firing')]),
    ...ends.map((end) => sight(seen, end, 'silent')),
  ]
}

/** The last evaluation of each step. */
function stepEnds({ phase, from }: Timed, pace: number): number[] {
  let end = from
  return phase.steps.map(({ lasts }) => {
    end += lasts
    return (Math.ceil(end / pace) - 1) * pace
  })
}

function firingSights(seen: Seen): Sight[] {
  const { phase, readings, pace, alert } = seen
  const starts = readings.map(
    (moments) => moments.find(({ at, firing }) => at >= phase.from && at < phase.until && firing.length > 0)?.at,
  )
  if (starts.some((start) => start === undefined)) throw new Unsupported(unfired(seen))
  const [first, last] = [Math.min(...(starts as number[])), Math.max(...(starts as number[]))]
  const before = first - pace
  const waits =
    alert.data.for !== undefined &&
    momentsAt(seen, before).every(({ pending, firing }) => pending.length > 0 && firing.length === 0)
  const fired = sight(seen, last, 'firing')
  const ends = stepEnds(phase, pace).filter(
    (end) => end > last && momentsAt(seen, end).every(({ firing }) => firing.length > 0),
  )
  return [
    ...(waits ? [sight(seen, before, 'pending')] : []),
    fired,
    // with what it says in the end, where that is not yet sure, or another
    ...(fired.exact && phase.phase.steps.length === 1 ? [] : ends.map((end) => sight(seen, end, 'firing'))),
  ]
}

function unfired({ readings, phase }: Seen): string {
  const isPending = readings.some((moments) =>
    moments.some(({ at, pending }) => at >= phase.from && pending.length > 0),
  )
  if (isPending) return 'it is pending beyond its threshold, but not for long enough to fire'
  const reads = phase.phase.steps.some(({ levels }) => levels.length > 0)
  return reads ? 'it does not fire beyond its threshold' : 'it reads no series, and does not fire at midnight'
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
