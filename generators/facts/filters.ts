/** Which labels a dashboard is filtered by, and whether a selector can be. */
import { type Node, selectorsOf, type VectorSelector } from '../../schemas/promql/ast.ts'
import type { ResolvedDashboard, System } from '../load/system.ts'
import { expanded } from '../load/watch.ts'
import { addressesOf } from './addresses.ts'
import { jobsOf } from './jobs.ts'

/** What a target exposes; not what rules leave behind. */
export function isScraped(selector: VectorSelector, system: System): boolean {
  const series = system.series.get(selector.name)
  return series !== undefined && !series.recorded && Object.hasOwn(series.labels, 'job')
}

/** The selectors that an expression comes down to, of what targets expose. */
export const scrapedIn = (node: Node, system: System): VectorSelector[] =>
  selectorsOf(expanded(node, system.recorded)).filter((selector) => isScraped(selector, system))

/** Labels that belong to the form of a metric. */
const formal = new Set(['le', 'quantile'])

/** Labels in the order in which they depend on each other. */
const first = ['environment', 'job', 'instance']

/** The labels that the definition names, or else those that all expressions share and that have more than one value. */
export function filtersOf(dashboard: ResolvedDashboard, system: System): readonly string[] {
  if (dashboard.data.variables) return dashboard.data.variables
  const selectors = dashboard.queries.flatMap(({ expr }) => scrapedIn(expr, system))
  const [head, ...rest] = selectors
  const shared = Object.keys(head?.series?.labels ?? {}).filter((label) =>
    rest.every(({ series }) => series && Object.hasOwn(series.labels, label)),
  )
  return inOrder(shared.filter((label) => selectors.some((selector) => varies(label, selector, system))))
}

export function inOrder(labels: readonly string[]): string[] {
  return [
    ...first.filter((label) => labels.includes(label)),
    ...labels.filter((label) => !first.includes(label)).sort(),
  ]
}

/** Whether series that a selector selects can differ in a label. */
export function varies(label: string, selector: VectorSelector, system: System): boolean {
  const domain = system.series.get(selector.name)?.labels[label]
  if (!domain || formal.has(label) || selector.matchers.some(({ name, op }) => name === label && op === '='))
    return false
  const jobs = jobsOf(system, selector)
  if (label === 'job') return jobs.length > 1
  if (label === 'instance') return instances(jobs, system) > 1
  return domain.atMost > 1
}

/** How many instances there can be; any number where they are discovered. */
function instances(jobs: readonly string[], system: System): number {
  const { by } = system.data.addressing
  if (by === 'dns' || by === 'file') return Infinity
  return system.targets
    .filter(({ data }) => jobs.includes(data.name))
    .reduce((n, { data }) => n + addressesOf(data, system.data.addressing).length, 0)
}
