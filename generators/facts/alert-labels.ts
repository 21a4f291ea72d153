/** The labels with which an alert arrives at Alertmanager, and the jobs that its series come from. */
import type { LabelMatcher } from '../../schemas/model/route.ts'
import { selectorsOf } from '../../schemas/promql/ast.ts'
import { matches } from '../../schemas/promql/matches.ts'
import type { ResolvedAlert, ResolvedRule, System } from '../load/system.ts'
import { jobsOf } from './jobs.ts'
import type { Verdict } from './routing.ts'

/** Labels that are the same for every firing. */
export function fixedLabels(system: System, { data, labels, shape }: ResolvedAlert): Record<string, string> {
  // a label of the series hides an external one, and the rule's own hides both
  const external = Object.entries(system.data.externalLabels).filter(([name]) => !Object.hasOwn(shape.labels, name))
  return { ...Object.fromEntries(external), ...labels, alertname: data.name }
}

/** Labels of the alert's series that the rule does not set itself. */
export const seriesLabels = ({ shape, labels }: ResolvedAlert): string[] =>
  Object.keys(shape.labels).filter((name) => !Object.hasOwn(labels, name) && name !== 'alertname')

/** The labels of one firing, where those of the series have a value that they can have. */
export function sampleLabels(system: System, alert: ResolvedAlert): Record<string, string> {
  const varying = seriesLabels(alert).map((name) => [name, valuesOf(system, alert, name).values[0] ?? 'x'])
  return { ...Object.fromEntries(varying), ...fixedLabels(system, alert) }
}

/** Whether a matcher holds for the firings of an alert. */
export function judgeOf(system: System, alert: ResolvedAlert): (matcher: LabelMatcher) => Verdict {
  const known = new Map<string, ReturnType<typeof valuesOf>>()
  return ({ name, op, value }) => {
    const { all, values } = known.get(name) ?? valuesOf(system, alert, name)
    known.set(name, { all, values })
    const holding = values.filter((one) => matches(op, value, one))
    if (!all) return 'maybe'
    return holding.length === 0 ? 'no' : holding.length === values.length ? 'yes' : 'maybe'
  }
}

/** Values of a label, and whether these are all that it can have; a label that is not there is an empty one. */
function valuesOf(system: System, alert: ResolvedAlert, name: string): { all: boolean; values: readonly string[] } {
  const domain = seriesLabels(alert).includes(name) ? alert.shape.labels[name] : undefined
  if (!domain) return { all: true, values: [new Map(Object.entries(fixedLabels(system, alert))).get(name) ?? ''] }
  const jobs = name === 'job' ? sourcesOf(system, alert) : undefined
  return jobs ? { all: true, values: jobs } : { all: domain.kind === 'enumerated', values: domain.values }
}

/** The jobs that a rule's series come from, through recording rules as well; undefined where that is not known. */
export function sourcesOf(
  system: System,
  rule: ResolvedRule,
  above: readonly string[] = [],
): readonly string[] | undefined {
  const jobs = new Set<string>()
  for (const selector of selectorsOf(rule.expr)) {
    const recording = system.recordings.find(({ data }) => data.name === selector.name)
    // a rule that reads itself is refused by another check
    if (recording && above.includes(recording.data.name)) return undefined
    const found = recording ? sourcesOf(system, recording, [...above, recording.data.name]) : jobsOf(system, selector)
    if (!found || found.length === 0) return undefined
    for (const job of found) jobs.add(job)
  }
  return jobs.size > 0 ? [...jobs] : undefined
}
