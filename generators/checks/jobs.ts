/** From which jobs the series of a selector can come. */
import type { VectorSelector } from '../../schemas/promql/ast.ts'
import type { System } from '../load/system.ts'
import { matches } from './regex.ts'

/** The jobs that expose the metric, less those that a matcher on job excludes; none for what is recorded or unknown. */
export function jobsOf(system: System, { name, matchers }: VectorSelector): readonly string[] {
  const metric = system.series.get(name)?.of
  const jobs = system.metrics.find(({ data }) => data.name === metric)?.jobs ?? []
  const said = matchers.filter((matcher) => matcher.name === 'job' && !matcher.variable)
  return jobs.filter((job) => said.every(({ op, value }) => matches(op, value, job)))
}
