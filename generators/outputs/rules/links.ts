/** Where people read on from an alert: its runbook, and the panel that shows what it watches. */
import { overviewName } from '../../load/overview.ts'
import type { ResolvedDashboard, ResolvedPanel, System } from '../../load/system.ts'
import { dashboardsOf } from '../grafana/drawn.ts'

/** `…/runbooks/ApiErrorsHigh.md`; undefined where the system does not say where runbooks are published. */
export const runbookUrl = ({ data }: System, alert: string): string | undefined =>
  data.runbooks === undefined ? undefined : `${withoutSlash(data.runbooks)}/${alert}.md`

/**
 * `http://localhost:3000/d/pybase-overview?viewPanel=123`; undefined where the system has no Grafana. Releases that name panels
 * `panel-123` find them by the number too. What the alert is about is chosen already: `&var-task_type={{ $labels.task_type | urlquery }}`.
 */
export function dashboardUrl(system: System, alert: string): string | undefined {
  const { grafana } = system.data
  const found = grafana === undefined ? undefined : panelOf(system, alert)
  if (!found || grafana === undefined) return undefined
  const { dashboard, panel } = found
  return `${withoutSlash(grafana)}/d/${dashboard.uid}?viewPanel=${panel.id}${choices(system, dashboard, alert)}`
}

function choices(system: System, dashboard: ResolvedDashboard, name: string): string {
  const labels = system.alerts.find(({ data }) => data.name === name)?.shape.labels ?? {}
  const variables = dashboardsOf(system).find((drawn) => drawn.dashboard === dashboard)?.variables ?? []
  return variables
    .filter((label) => Object.hasOwn(labels, label))
    .map((label) => `&var-${label}={{ $labels.${label} | urlquery }}`)
    .join('')
}

interface Place {
  readonly dashboard: ResolvedDashboard
  readonly panel: ResolvedPanel
}

/** The first panel that shows what the alert watches; the overview has one of each, and is asked last. */
export function panelOf(system: System, alert: string): Place | undefined {
  const shows = ({ watchedBy }: ResolvedPanel): boolean => watchedBy.includes(alert)
  const places = system.dashboards.flatMap((dashboard) => dashboard.panels.map((panel) => ({ dashboard, panel })))
  const [overview, others] = [true, false].map((is) =>
    places.filter(({ dashboard }) => (dashboard.data.name === overviewName) === is),
  ) as [Place[], Place[]]
  return [...others, ...overview].find(({ panel }) => shows(panel))
}

const withoutSlash = (url: string): string => url.replace(/\/$/, '')
