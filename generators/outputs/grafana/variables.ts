/** The variables of a dashboard: the data source, then labels, each narrowed by those before it. */
import { type Node, selectorsOf, type VectorSelector } from '../../../schemas/promql/ast.ts'
import { printLine } from '../../../schemas/promql/print.ts'
import { inOrder, isScraped } from '../../facts/filters.ts'
import { jobsOf } from '../../facts/jobs.ts'
import type { System } from '../../load/system.ts'
import { filtered } from './expression.ts'
import { datasource, type Variable } from './sdk.ts'

/** The labels to choose from: those that are filtered by, and with them job and instance where something scraped is shown. */
export function variableLabels(filters: readonly string[], exprs: readonly Node[], system: System): string[] {
  const scraped = exprs.flatMap(selectorsOf).some((selector) => isScraped(selector, system))
  const named = [...new Set([...filters, ...(scraped ? ['job', 'instance'] : [])])]
  return inOrder(named.filter((label) => sourceOf(label, [], exprs, system) !== undefined))
}

export function variables(
  labels: readonly string[],
  fixed: readonly string[],
  exprs: readonly Node[],
  system: System,
): Variable[] {
  return [
    dataSource,
    ...labels.map((label, i) =>
      fixed.includes(label)
        ? fixedChoice(label, valuesOf(label, exprs, system))
        : choice(label, queryOf(label, labels.slice(0, i), exprs, system)),
    ),
  ]
}

const dataSource: Variable = {
  name: 'datasource',
  type: 'datasource',
  label: 'Data source',
  query: 'prometheus',
  current: { selected: true, text: 'Prometheus', value: 'prometheus' },
  hide: 0,
  includeAll: false,
  multi: false,
  options: [],
  refresh: 1,
  regex: '',
}

/** Several values, or all of them. */
const several = {
  current: { selected: true, text: ['All'], value: ['$__all'] },
  allValue: '.+',
  hide: 0,
  includeAll: true,
  multi: true,
  options: [],
} as const

const choice = (label: string, query: string): Variable => ({
  name: label,
  type: 'query',
  label: titled(label),
  datasource,
  definition: query,
  query,
  ...several,
  // when the time range changes, so that values of that time are there to choose from
  refresh: 2,
  regex: '',
  sort: 1,
})

/** A comma separates values, unless there is a backslash before it. */
const fixedChoice = (label: string, values: readonly string[]): Variable => ({
  name: label,
  type: 'custom',
  label: titled(label),
  query: values.map((value) => value.replaceAll(',', '\\,')).join(','),
  ...several,
})

/** All values that a label can have on a dashboard. */
const valuesOf = (label: string, exprs: readonly Node[], system: System): string[] => [
  ...new Set(
    exprs
      .flatMap(selectorsOf)
      .map(({ name }) => system.series.get(name)?.labels[label])
      .flatMap((domain) => (domain?.kind === 'enumerated' ? domain.values : [])),
  ),
]

/** `task_type` as `Task type`. */
const titled = (label: string): string => {
  const words = label.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** `label_values(up{job=~"$job"}, instance)`. */
function queryOf(label: string, before: readonly string[], exprs: readonly Node[], system: System): string {
  const source = sourceOf(label, before, exprs, system)
  const selector = source && filtered({ ...source, matchers: limited(source, exprs, system) }, before, system)
  return `label_values(${selector ? `${printLine(selector)}, ` : ''}${label})`
}

/** A series that has the label, and as many as possible of those before it. */
function sourceOf(
  label: string,
  before: readonly string[],
  exprs: readonly Node[],
  system: System,
): VectorSelector | undefined {
  const up = system.series.get('up')
  if (up && [label, ...before].every((name) => Object.hasOwn(up.labels, name)))
    return { type: 'VectorSelector', name: 'up', matchers: [], series: up }
  const has = (selector: VectorSelector, name: string) =>
    Object.hasOwn(system.series.get(selector.name)?.labels ?? {}, name)
  const having = exprs.flatMap(selectorsOf).filter((selector) => has(selector, label))
  const common = (selector: VectorSelector) => before.filter((name) => has(selector, name)).length
  const [best] = having.toSorted((a, b) => common(b) - common(a))
  return best && { type: 'VectorSelector', name: best.name, matchers: [], ...(best.series && { series: best.series }) }
}

/** Of `up`, which every target has, just those jobs that the dashboard shows something of. */
function limited(source: VectorSelector, exprs: readonly Node[], system: System): VectorSelector['matchers'] {
  if (source.name !== 'up') return []
  const jobs = [...new Set(exprs.flatMap(selectorsOf).flatMap((selector) => jobsOf(system, selector)))].sort()
  return jobs.length === 0 || jobs.length === system.targets.length
    ? []
    : [{ name: 'job', op: '=~', value: jobs.join('|') }]
}
