/** The text that a target exposes. https://prometheus.io/docs/instrumenting/exposition_formats/ */
import { type Metric, Registry } from 'prom-client'
import type { MetricType } from '../../schemas/model/metric.ts'
import type { Labels } from './labels.ts'

export interface Family {
  readonly name: string
  readonly help: string
  readonly type: MetricType
  readonly samples: readonly { readonly name: string; readonly labels: Labels; readonly value: number }[]
}

/** What a type of ours is called there. */
export const exposedType: Readonly<Record<MetricType, string>> = {
  counter: 'counter',
  gauge: 'gauge',
  info: 'gauge',
  state: 'gauge',
  untyped: 'untyped',
  histogram: 'histogram',
  summary: 'summary',
}

export const contentType = Registry.PROMETHEUS_CONTENT_TYPE

export function exposition(families: readonly Family[]): Promise<string> {
  const registry = new Registry()
  for (const family of families) registry.registerMetric(collected(family))
  return registry.metrics()
}

/** A metric whose values are known already; the registry asks for nothing else. */
function collected({ name, help, type, samples }: Family): Metric {
  const values = samples.map(({ name: metricName, labels, value }) => ({ metricName, labels, value }))
  return { name, get: async () => ({ name, help, type: exposedType[type], values }) } as unknown as Metric
}
