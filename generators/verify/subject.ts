/** What is verified: a system, or some of its jobs. */

import type { MetricData } from '../../schemas/model/metric.ts'
import { type Metric, seriesOfMetric } from '../../schemas/model/metric.ts'
import { print, printLine } from '../../schemas/promql/print.ts'
import type { Series } from '../../schemas/promql/series.ts'
import { instead } from '../checks/nearest.ts'
import { sourcesOf } from '../facts/alert-labels.ts'
import type { ResolvedRule, ResolvedTarget, System } from '../load/system.ts'
import { UsageError } from '../write/error.ts'

export interface Subject {
  readonly system: System
  /** Those of the jobs that are verified. */
  readonly targets: readonly ResolvedTarget[]
  /** Whether these are all jobs of the system. */
  readonly whole: boolean
  /** PromQL in one form, however it is laid out: Prometheus prints an expression in another way than we do. */
  readonly canonical: (promql: string) => string
}

/** Throws a UsageError for a job that the system does not have. */
export async function subjectOf(system: System, jobs?: readonly string[]): Promise<Subject> {
  const known = system.targets.map(({ data }) => data.name)
  const unknown = (jobs ?? []).filter((job) => !known.includes(job)).join(', ')
  if (unknown !== '') throw new UsageError(`${system.name} has no job named ${unknown}; ${instead(unknown, known)}`)
  const { parse } = await import('../../schemas/promql/parse/parse.ts')
  return Object.freeze({
    system,
    targets: system.targets.filter(({ data }) => jobs?.includes(data.name) ?? true),
    whole: jobs === undefined,
    canonical: (promql: string) => {
      const { node } = parse(promql)
      return node ? printLine(node) : promql
    },
  })
}

export const jobsOf = ({ targets }: Subject): string[] => targets.map(({ data }) => data.name)

/** A series that a target is defined to expose, as it is stored. */
export interface Exposed {
  readonly metric: MetricData
  readonly series: Series
}

/** Every series of a target's metrics that the job of a query finds: labels of its own may hide the job's. */
export const exposedBy = ({ data }: ResolvedTarget): Exposed[] =>
  data.exposes
    .filter((metric) => !(data.honorLabels && Object.hasOwn(metric.data.labels, 'job')))
    .flatMap((metric: Metric) => seriesOfMetric(metric).map((series) => ({ metric: metric.data, series })))

/** The expression as it is written to the rule file. */
export const textOf = (rule: ResolvedRule): string => print(rule.expr)

/** Whether a rule is about what is verified: of some jobs, only what comes from them. */
export function concerns({ system, whole, targets }: Subject, rule: ResolvedRule): boolean {
  return whole || (sourcesOf(system, rule)?.some((job) => targets.some(({ data }) => data.name === job)) ?? false)
}
