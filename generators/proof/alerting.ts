/**
 * What an alert does at each evaluation: pending, firing, or nothing.
 * https://github.com/prometheus/prometheus/blob/main/rules/alerting.go
 */
import type { AlertData } from '../../schemas/model/alert.ts'
import type { Node } from '../../schemas/promql/ast.ts'
import { evaluate } from './evaluate.ts'
import { type Labels, noLabels } from './labels.ts'
import type { Vector } from './value.ts'
import type { World } from './world.ts'

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

/** From the first evaluation to `until`; where nothing changes any more, `unchanged` says so, and the result stays as it was. */
export function follow(
  expr: Node,
  data: Waits,
  world: World,
  until: number,
  unchanged: (at: number) => boolean,
): Moment[] {
  let results: Vector = []
  const active = new Map<Labels, Following>()
  const moments: Moment[] = []
  for (let at = 0; at <= until; at += world.evaluationInterval) {
    if (!unchanged(at)) results = resultsOf(evaluate(expr, world, at))
    step(active, results, data, at)
    const list = (firing: boolean) =>
      [...active].filter(([, one]) => one.firing === firing).map(([labels, { value }]) => ({ labels, value }))
    moments.push({ at, pending: list(false), firing: list(true) })
  }
  return moments
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

const resultsOf = (value: number | string | Vector): Vector =>
  typeof value === 'number' ? [{ labels: noLabels, value }] : typeof value === 'string' ? [] : value

function keepsFiring(one: Following, keepFiringFor: number | undefined, at: number): boolean {
  if (!one.firing || keepFiringFor === undefined) return false
  one.endedAt ??= at
  return at - one.endedAt < keepFiringFor
}
