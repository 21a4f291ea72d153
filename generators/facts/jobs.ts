/** From which jobs the series of a selector can come. */
import type { VectorSelector } from '../../schemas/promql/ast.ts'
import { matches } from '../../schemas/promql/matches.ts'
import type { System } from '../load/system.ts'

/** The jobs that expose the metric, less those that a matcher on job excludes; none for what is recorded or unknown. */
export function jobsOf(system: System, { name, matchers }: VectorSelector): readonly string[] {
  const metric = system.series.get(name)?.of
  const jobs = (metric === undefined ? undefined : system.jobs.get(metric)) ?? []
  const said = matchers.filter((matcher) => matcher.name === 'job' && !matcher.variable)
  return said.length === 0 ? jobs : jobs.filter((job) => said.every(({ op, value }) => matches(op, value, job)))
}

/** How far apart the samples of a selector are: the longest interval of the jobs that it can come from. */
export function intervalOf(system: System, selector: VectorSelector): number {
  const series = system.series.get(selector.name)
  if (series?.recorded) {
    const group = system.groups.find(({ rules }) => rules.some(({ data }) => data.name === selector.name))
    return group?.data.interval ?? system.data.evaluationInterval
  }
  const jobs = jobsOf(system, selector)
  return Math.max(0, ...system.targets.filter(({ data }) => jobs.includes(data.name)).map(({ interval }) => interval))
}
