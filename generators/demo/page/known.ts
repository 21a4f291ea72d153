/** What the page knows of its system before it asks anybody. */
import { posix } from 'node:path'
import type { System } from '../../load/system.ts'
import { docs } from '../../outputs/docs/index.ts'
import type { DashboardFile } from './index.ts'
import type { ToldAlert, ToldSystem } from './told.ts'

/** What the page calls a dashboard: its file, without its ending. */
export const slugOf = (path: string): string => posix.basename(path, '.json')

/** The runbooks as they are written to `out/`, by alert. */
export const runbooksOf = (system: System): ReadonlyMap<string, string> =>
  new Map(
    docs(system).flatMap(({ path, text }) => {
      const alert = /\/docs\/runbooks\/(\w+)\.md$/.exec(path)?.[1]
      return alert === undefined ? [] : [[alert, text] as const]
    }),
  )

/** The dashboards in the order of the definitions, and the alerts with where each is written about and drawn. */
export function toldOf(
  system: System,
  dashboards: readonly DashboardFile[],
  books: ReadonlyMap<string, string>,
): ToldSystem {
  const order = system.dashboards.map(({ data }) => data.name)
  return {
    name: system.name,
    title: system.data.title,
    scrapeInterval: system.data.scrapeInterval / 1000,
    dashboards: dashboards
      .map(({ path, json }) => ({ slug: slugOf(path), title: (json as { readonly title: string }).title }))
      .toSorted((a, b) => order.indexOf(a.slug) - order.indexOf(b.slug)),
    alerts: system.alerts.map(({ data: { name, severity, summary } }) => {
      const shown = firstPanelFor(name, system)
      return { name, severity, summary, runbook: books.has(name), ...(shown && { shown }) }
    }),
  }
}

function firstPanelFor(alert: string, { dashboards }: System): ToldAlert['shown'] {
  const watched = dashboards.flatMap(({ data: { name }, panels }) =>
    panels.filter(({ watchedBy }) => watchedBy.includes(alert)).map(({ id }) => ({ slug: name, panel: id })),
  )
  return watched[0]
}
