/** What series are called: by the labels that their expression really has, and that tell them apart. */
import { selectorsOf } from '../../schemas/promql/ast.ts'
import type { ResolvedPanel, ResolvedQuery, System } from '../load/system.ts'
import { scrapedIn, varies } from './filters.ts'

/** The legend of each query of a panel, in Grafana's syntax. */
export function legendsOf(panel: ResolvedPanel, system: System): string[] {
  return panel.queries.map((query) => query.legend ?? automatic(query, panel, system))
}

function automatic(query: ResolvedQuery, panel: ResolvedPanel, system: System): string {
  const labels = telling(query, system)
  const name = panel.queries.length > 1 ? nameOf(query) : labels.length === 0 ? panel.data.title : ''
  return [name, ...labels.map((label) => `{{${label}}}`)].filter((word) => word !== '').join(' ')
}

/** The labels in which series of a query can differ. */
export function telling({ expr, shape }: ResolvedQuery, system: System): string[] {
  const selectors = scrapedIn(expr, system)
  return Object.keys(shape.labels).filter((label) => {
    const having = selectors.filter(({ series }) => series && Object.hasOwn(series.labels, label))
    return having.length === 0 || having.some((selector) => varies(label, selector, system))
  })
}

/** The series that a query is about, where it has no name of its own. */
const nameOf = ({ expr }: ResolvedQuery): string => selectorsOf(expr)[0]?.name ?? ''
