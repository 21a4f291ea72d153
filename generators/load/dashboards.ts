/** From dashboards as they are defined to dashboards with ids, resolved queries, and the thresholds that watch them. */
import type { Panel } from 'plimsoll'
import type { DashboardData } from '../../schemas/model/dashboard.ts'
import type { PanelData } from '../../schemas/model/panel.ts'
import type { LegendContext, QueryData } from '../../schemas/model/query.ts'
import type { ThresholdData } from '../../schemas/model/threshold.ts'
import type { Node } from '../../schemas/promql/ast.ts'
import { infer } from '../../schemas/promql/infer.ts'
import { idsOf, keyOf, uidOf } from './ids.ts'
import type { ResolvedAlert, ResolvedDashboard, ResolvedPanel, ResolvedQuery, WatchedLine } from './system.ts'
import { isLoose, looseMeasure, measure, ordered, type Recorded, watchesOf } from './watch.ts'

/** What resolving needs to know of the rest of the system. */
export interface Surroundings {
  readonly system: string
  /** What the alerts watch; worked out once for all panels. */
  readonly watching: readonly Watching[]
  readonly recorded: Recorded
  readonly parse: (node: Node, name: string, file: string) => Node
}

export function resolveDashboard(data: DashboardData, around: Surroundings): ResolvedDashboard {
  const ids = idsOf([
    ...data.rows.map(({ title }) => rowKey(title)),
    ...data.rows.flatMap((row) => row.panels.map(panelKey)),
  ])
  const rows = data.rows.map((row) => ({
    id: ids.get(rowKey(row.title)) ?? 0,
    title: row.title,
    collapsed: row.collapsed,
    panels: row.panels.map((panel) => resolvePanel(panel.data, ids.get(panelKey(panel)) ?? 0, data, around)),
  }))
  const panels = rows.flatMap((row) => row.panels)
  return {
    data,
    uid: uidOf(around.system, data.name),
    rows,
    panels,
    queries: panels.flatMap(({ queries }) => queries),
  }
}

const rowKey = (title: string): string => `row/${keyOf(title)}`
export const panelKey = ({ data }: Panel): string => data.key ?? keyOf(data.title)

function resolvePanel(data: PanelData, id: number, dashboard: DashboardData, around: Surroundings): ResolvedPanel {
  const where = { name: `${dashboard.name}: ${data.title}`, file: data.file }
  const queries = data.queries.map((query) => resolveQuery(query, where, around))
  const watching = watchersOf(queries, around)
  return {
    data,
    id,
    queries,
    watchedBy: [...new Set([...(data.about ? [data.about] : []), ...watching.map(({ alert }) => alert.data.name)])],
    lines: linesOf(data, watching, queries),
  }
}

export function resolveQuery(
  { expr, legend, ...options }: QueryData,
  { name, file }: ResolvedQuery['data'],
  around: Surroundings,
): ResolvedQuery {
  const data = { name, file }
  const parsed = around.parse(expr, data.name, data.file)
  const shape = infer(parsed)
  const unknownLabels: string[] = []
  const context = legendContext(Object.keys(shape.labels), (label) => unknownLabels.push(label))
  const text = typeof legend === 'function' ? legend(context) : legend
  unknownLabels.push(...labelsIn(text ?? '').filter((label) => !Object.hasOwn(shape.labels, label)))
  return {
    kind: 'query',
    data,
    options,
    expr: parsed,
    shape,
    ...(text !== undefined && { legend: text }),
    unknownLabels: [...new Set(unknownLabels)],
  }
}

/** The labels that a legend in Grafana's syntax names; the metric's own name is none. */
const labelsIn = (legend: string): string[] =>
  [...legend.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].flatMap(([, label = '__name__']) =>
    label === '__name__' ? [] : [label],
  )

/** A label that the expression lacks is remembered, for the checks to report. */
export function legendContext(
  labels: readonly string[],
  unknown: (label: string) => void,
): LegendContext<Record<string, string>> {
  const known = new Set(labels)
  return {
    labels: new Proxy({} as LegendContext<Record<string, string>>['labels'], {
      get: (_, name) => {
        if (typeof name !== 'string') return undefined
        if (!known.has(name)) unknown(name)
        return `{{${name}}}`
      },
    }),
  }
}

interface Watching {
  readonly alert: ResolvedAlert
  readonly measured: string
  readonly loosely: string
  readonly threshold?: ThresholdData | undefined
}

export const watchingOf = (alerts: readonly ResolvedAlert[], recorded: Recorded): Watching[] =>
  alerts.flatMap((alert) =>
    watchesOf(alert.expr).map(({ watched, limit }) => ({
      alert,
      measured: measure(watched, recorded),
      loosely: looseMeasure(watched, recorded),
      threshold: alert.thresholds.find(({ name }) => name === limit.threshold),
    })),
  )

/** The alerts that watch one of the queries, each with its threshold where that has a name. */
function watchersOf(queries: readonly ResolvedQuery[], { watching, recorded }: Surroundings): Watching[] {
  const shown = queries.map(({ expr }) => ordered(expr))
  const exactly = new Set(shown.map((expr) => measure(expr, recorded)))
  const whatever = new Set(shown.filter(isLoose).map((expr) => looseMeasure(expr, recorded)))
  return watching.filter(({ measured, loosely }) => exactly.has(measured) || whatever.has(loosely))
}

/** Their thresholds, and those that the panel names itself; each once. They are lines of the left axis, in its unit. */
function linesOf(panel: PanelData, watching: readonly Watching[], queries: readonly ResolvedQuery[]): WatchedLine[] {
  const units = queries.filter(({ options }) => options.axis !== 'right').map(({ shape }) => shape.unit)
  const theirs = watching.flatMap(({ alert, threshold }) =>
    threshold && units.includes(threshold.unit) ? [{ severity: alert.data.severity, threshold }] : [],
  )
  const named = (panel.limits ?? []).map(({ data }) => ({ severity: 'warning' as const, threshold: data }))
  return [...theirs, ...named].filter(
    ({ threshold }, i, all) => all.findIndex((other) => other.threshold.name === threshold.name) === i,
  )
}
