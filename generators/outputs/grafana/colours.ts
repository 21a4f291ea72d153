/** Colours of series whose names say how good they are; all others take Grafana's palette. */
import type { ResolvedQuery } from '../../load/system.ts'
import type { Override } from './sdk.ts'

const known: Readonly<Record<string, string>> = {
  success: 'green',
  succeeded: 'green',
  ok: 'green',
  hit: 'green',
  up: 'green',
  firing: 'red',
  failure: 'red',
  failed: 'red',
  error: 'red',
  errors: 'red',
  miss: 'orange',
  down: 'red',
  retry: 'orange',
  timeout: 'orange',
  pending: 'orange',
  critical: 'red',
  warning: 'orange',
  info: 'blue',
  p50: 'green',
  p90: 'yellow',
  p95: 'orange',
  p99: 'red',
}

interface Named {
  readonly query: ResolvedQuery
  readonly legend: string
  readonly refId: string
}

/** An override for each series of known meaning, and for each query with a colour of its own. */
export function colouredBy(queries: readonly Named[]): Override[] {
  return queries.flatMap(({ query, legend, refId }) => {
    const own = query.options.color
    if (own !== undefined) return [legend.includes('{{') ? ofQuery(refId, own) : colour(legend, own)]
    return namesOf(query, legend).flatMap((name) => (known[name] === undefined ? [] : [colour(name, known[name])]))
  })
}

/** What the series of a query are called, as far as that is known here: by one label with known values, or by a name. */
function namesOf({ shape }: ResolvedQuery, legend: string): readonly string[] {
  const label = /^\{\{(\w+)\}\}$/.exec(legend)?.[1]
  if (label === undefined) return legend.includes('{{') ? [] : [legend]
  const domain = shape.labels[label]
  return domain?.kind === 'enumerated' ? domain.values : []
}

const colour = (name: string, fixedColor: string): Override => ({
  matcher: { id: 'byName', options: name },
  properties: [{ id: 'color', value: { mode: 'fixed', fixedColor } }],
})

/** All series of a query, in shades of one colour where there are several. */
const ofQuery = (refId: string, fixedColor: string): Override => ({
  matcher: { id: 'byFrameRefID', options: refId },
  properties: [{ id: 'color', value: { mode: 'shades', fixedColor } }],
})
