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
export function sightsOf(
  alert: ResolvedAlert,
  story: Story,
  system: System,
  evaluationInterval: number,
): readonly Sight[] {
  const readings = readingsOf(alert, story, system, evaluationInterval)
  return timed(story).flatMap((phase) => sightsIn(phase, readings, evaluationInterval, alert))
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
