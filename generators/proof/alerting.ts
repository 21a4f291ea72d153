/**
 * What an alert does at each evaluation: pending, firing, or nothing.
 * https://github.com/prometheus/prometheus/blob/main/rules/alerting.go
 */
import type { AlertData } from '../../schemas/model/alert.ts'
import type { Labels } from './labels.ts'
import type { Vector } from './value.ts'

export interface Active {
  readonly labels: Labels
  readonly value: number
}

export interface Moment {
  readonly at: number
  readonly pending: readonly Active[]
  readonly firing: readonly Active[]
}

interface Following {
  value: number
  since: number
  firing: boolean
  endedAt?: number
}

/** What the alert does at each evaluation of what its expression comes to. */
export function follow(evaluations: readonly Evaluation[], data: Waits): Moment[] {
  const active = new Map<Labels, Following>()
  return evaluations.map(({ at, results }) => {
    step(active, results, data, at)
    const list = (firing: boolean) =>
      [...active].filter(([, one]) => one.firing === firing).map(([labels, { value }]) => ({ labels, value }))
    return { at, pending: list(false), firing: list(true) }
  })
}

export interface Evaluation {
  readonly at: number
  readonly results: Vector
}

type Waits = Pick<AlertData, 'for' | 'keepFiringFor'>

/** What one evaluation makes of the alerts that are active. */
function step(active: Map<Labels, Following>, results: Vector, data: Waits, at: number): void {
  const now = new Map(results.map(({ labels, value }) => [labels, value]))
  for (const [labels, value] of now) {
    const known = active.get(labels) ?? { value, since: at, firing: false }
    known.value = value
    delete known.endedAt
    if (at - known.since >= (data.for ?? 0)) known.firing = true
    active.set(labels, known)
  }
  for (const [labels, one] of active) {
    if (!now.has(labels) && !keepsFiring(one, data.keepFiringFor, at)) active.delete(labels)
  }
}

function keepsFiring(one: Following, keepFiringFor: number | undefined, at: number): boolean {
  if (!one.firing || keepFiringFor === undefined) return false
  one.endedAt ??= at
  return at - one.endedAt < keepFiringFor
}
