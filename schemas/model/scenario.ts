/** Scenarios by hand, for alerts whose expression cannot be inverted: what the series do in health, just within, and just beyond. */
import { z } from 'zod'
import type { VectorSelector } from '../promql/ast.ts'
import type { Expr, Kind, LabelsOf } from '../promql/expr.ts'
import { duration, labelName } from './fields.ts'
import type { Duration } from './quantity.ts'

const levelSchema = z.strictObject({
  /** As PromQL names it. */
  series: z.string().min(1, 'a level is of a metric, such as level(queueLength, {}, 100)'),
  labels: z.record(labelName, z.string()),
  value: z.union([z.number().refine(Number.isFinite, 'a level is a finite number'), z.literal('absent')]),
})
const stepSchema = z.strictObject({
  lasts: duration,
  levels: z.array(levelSchema).min(1, 'a step says what at least one series does'),
})
export const scenarioSchema = z.strictObject({
  healthy: z.array(levelSchema).min(1, 'health is a level of each series that the alert needs'),
  within: z.array(stepSchema).min(1, 'at least one step'),
  beyond: z.array(stepSchema).min(1, 'at least one step'),
})
export type ScenarioData = z.infer<typeof scenarioSchema>

/** Where a series stays. */
export type SeriesLevel = z.infer<typeof levelSchema>

/** For how long some series stay at other levels than in health. */
export interface ScenarioStep {
  readonly lasts: Duration
  readonly levels: readonly SeriesLevel[]
}

/** What is proven of an alert: silent in health and within, firing beyond, resolved when it is healthy again. */
export interface Scenario {
  readonly healthy: readonly SeriesLevel[]
  readonly within: readonly ScenarioStep[]
  readonly beyond: readonly ScenarioStep[]
}

/**
 * A series of a metric at a level: the value of a gauge, the growth of a counter per second, the age of a timestamp in seconds,
 * or `'absent'`. `level(queueLength, { queue_name: 'celery' }, 110)`; labels that are left out get a usual value.
 */
export function level<E extends Expr<object, string, Kind>>(
  metric: E,
  labels: { readonly [N in keyof LabelsOf<E>]?: LabelsOf<E>[N] },
  value: number | 'absent',
): SeriesLevel {
  return Object.freeze({
    series: (metric.node as VectorSelector).name,
    labels: { ...labels } as SeriesLevel['labels'],
    value,
  })
}

/** Steps with their lengths in milliseconds. */
export const stepData = ({ lasts, levels }: ScenarioStep): ScenarioData['within'][number] => ({
  lasts: lasts.node.val * 1000,
  levels: [...levels],
})
