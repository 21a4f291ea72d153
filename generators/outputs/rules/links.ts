/** Where people read on from an alert: its runbook, and the panel that shows what it watches. */

import { overviewName } from '../../load/overview.ts'
import type { ResolvedDashboard, ResolvedPanel, System } from '../../load/system.ts'

/** `…/runbooks/ApiErrorsHigh.md`; undefined where the system does not say where runbooks are published. */
export const runbookUrl = ({ data }: System, alert: string): string | undefined =>
  data.runbooks === undefined ? undefined : `${withoutSlash(data.runbooks)}/${alert}.md`

/**
 * `http://localhost:3000/d/pybase-overview?viewPanel=123`; undefined where the system has no Grafana. Releases that name panels
 * `panel-123` find them by the number too.
 */
export function dashboardUrl(system: System, alert: string): string | undefined {
  const { grafana } = system.data
  const found = grafana === undefined ? undefined : panelOf(system, alert)
  if (!found || grafana === undefined) return undefined
  return `${withoutSlash(grafana)}/d/${found.dashboard.uid}?viewPanel=${found.panel.id}`
}

interface Place {
  readonly dashboard: ResolvedDashboard
  readonly panel: ResolvedPanel
}

/** The first panel that shows what the alert watches; the overview has one of each, and is asked last. */
export function panelOf(system: System, alert: string): Place | undefined {
  const shows = ({ data, watchedBy }: ResolvedPanel): boolean =>
    watchedBy.includes(alert) || data.key === `alert-${alert.toLowerCase()}`
  const places = system.dashboards.flatMap((dashboard) => dashboard.panels.map((panel) => ({ dashboard, panel })))
  const [overview, others] = [true, false].map((is) =>
    places.filter(({ dashboard }) => (dashboard.data.name === overviewName) === is),
  ) as [Place[], Place[]]
  return [...others, ...overview].find(({ panel }) => shows(panel))
}

const withoutSlash = (url: string): string => url.replace(/\/$/, '')
