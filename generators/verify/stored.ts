/** What a target has in the storage, by name: what is defined, and what is beside it. */
import type { MetricData } from '../../schemas/model/metric.ts'
import type { ResolvedTarget } from '../load/system.ts'
import type { Metadata } from './answers.ts'
import type { Learnt } from './learn.ts'
import { exposedBy } from './subject.ts'

/** https://prometheus.io/docs/concepts/jobs_instances/ and what `extra_scrape_metrics` adds */
const addedByPrometheus =
  /^(?:up|scrape_(?:duration_seconds|samples_scraped|samples_post_metric_relabeling|series_added|timeout_seconds|sample_limit|body_size_bytes))$/

/** What rules leave behind, with the job that they read it from. https://prometheus.io/docs/practices/rules/ */
export const isOfRules = (name: string): boolean =>
  name.includes(':') || name === 'ALERTS' || name === 'ALERTS_FOR_STATE'

/** A metric that is not defined, with all of its series. */
export interface Beside {
  readonly name: string
  readonly type?: string
  /** The most that one instance has. */
  readonly series: number
}

/** What one instance exposes beside what is defined, the largest first; a histogram is one, as far as metadata tells. */
export function besideOf(target: ResolvedTarget, learnt: Learnt): Beside[] {
  const known = new Set(exposedBy(target).map(({ series }) => series.name))
  const described = new Map((learnt.metadata.get(target.data.name) ?? []).map((one) => [one.metric, one]))
  const found = new Map<string, Beside>()
  for (const [name, n] of learnt.most?.get(target.data.name) ?? []) {
    if (known.has(name) || addedByPrometheus.test(name) || isOfRules(name)) continue
    const family = familyOf(name, described)
    const before = found.get(family.name)
    found.set(family.name, { ...family, series: (before?.series ?? 0) + n })
  }
  return [...found.values()].sort((a, b) => b.series - a.series || (a.name < b.name ? -1 : 1))
}

const parts = /_(?:bucket|count|sum|total|created|info)$/

function familyOf(name: string, described: ReadonlyMap<string, Metadata>): { name: string; type?: string } {
  const whole = described.has(name) ? name : name.replace(parts, '')
  const type = described.get(whole)?.type
  return type === undefined ? { name } : { name: /_(?:bucket|count|sum)$/.test(name) ? whole : name, type }
}

/** The series without which a metric is not there. */
export function tellingOf(metric: MetricData): readonly string[] {
  if (metric.type === 'summary') return [`${metric.name}_count`]
  if (metric.type !== 'histogram') return [metric.name]
  return metric.native ? [`${metric.name}_bucket`, metric.name] : [`${metric.name}_bucket`]
}

/** Whether a job has a series of a metric, as far as it is known. */
export const isStored = (metric: MetricData, job: string, { total }: Learnt): boolean =>
  tellingOf(metric).some((name) => (total?.get(job)?.get(name) ?? 0) > 0)

/** Metrics of a target that queries by its job find. */
export const metricsOf = (target: ResolvedTarget): MetricData[] => [
  ...new Set(exposedBy(target).map(({ metric }) => metric)),
]
