import { nearest } from '../checks/nearest.ts'
import type { Query } from './board.ts'
import { text } from './json.ts'
import { type DashboardRule, say } from './rule.ts'

const placeholder = /\{\{\s*([^{}]*?)\s*\}\}/g

export const legend: DashboardRule = {
  id: 'grafana/legend',
  doc: `A legend, or the title of an annotation, refers to labels that its query still has, as {{endpoint}}. Grafana writes nothing for a label
that an aggregation has removed, and all lines of the panel have one name.`,
  run: ({ queries }) =>
    queries.flatMap((query) => {
      const { shape, where } = query
      if (!shape) return []
      const labels = Object.keys(shape.labels)
      return namedIn(query)
        .filter((label) => !labels.includes(label))
        .map((label) => say(where, `names the label ${label} in its legend; ${hint(label, labels, shape.gone)}`))
    }),
}

const namedIn = ({ raw }: Query): string[] => [
  ...new Set(
    ['legendFormat', 'titleFormat', 'textFormat'].flatMap((field) =>
      [...text(raw[field]).matchAll(placeholder)].map(([, label]) => label ?? ''),
    ),
  ),
]

function hint(label: string, labels: readonly string[], gone: Readonly<Record<string, string>>): string {
  if (Object.hasOwn(gone, label)) return `${gone[label]} has removed it`
  const close = nearest(label, labels)
  if (close !== undefined) return `did you mean ${close}?`
  return labels.length === 0 ? 'the query has no labels' : `the query has ${labels.toSorted().join(', ')}`
}
