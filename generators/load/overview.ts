/** The dashboard `alerts`, which every system gets: what fires, since when, and what each alert watches beside its line. */
import {
  count,
  dashboard,
  hours,
  max,
  not,
  or,
  panel,
  type Query,
  query,
  type Row,
  row,
  select,
  vector,
} from 'plimsoll'
import type { DashboardData } from '../../schemas/model/dashboard.ts'
import type { Panel } from '../../schemas/model/panel.ts'
import type { Node } from '../../schemas/promql/ast.ts'
import { type Expr, expression } from '../../schemas/promql/expr.ts'
import { infer } from '../../schemas/promql/infer.ts'
import type { Series } from '../../schemas/promql/series.ts'
import type { ResolvedAlert, ResolvedGroup } from './system.ts'
import { watchesOf } from './watch.ts'

export const overviewName = 'alerts'

interface Told {
  readonly alertname: string
  readonly alertstate: 'pending' | 'firing'
  readonly severity: 'critical' | 'warning' | 'info' | 'none'
}

/** Undefined where there is no alert, or where nothing defines the series that Prometheus keeps of them. */
export function alertsOverview(
  system: { readonly title: string; readonly file: string },
  groups: readonly ResolvedGroup[],
  series: ReadonlyMap<string, Series>,
): DashboardData | undefined {
  const told = series.get('ALERTS')
  const rows = groups.flatMap((group) => rowOf(group, system.file))
  if (!told || rows.length === 0) return undefined
  const alerts: Expr<Told, 'boolean', 'gauge'> = expression({
    type: 'VectorSelector',
    name: told.name,
    matchers: [],
    series: told,
  })
  const { data } = dashboard(overviewName, {
    title: `${system.title}: alerts`,
    description: 'What fires now, what fired before, and how far everything that is watched is from its threshold.',
    variables: [],
    range: hours(24),
    rows: [nowRow(alerts), ...rows],
  })
  return written(data, system.file)
}

/** It was written where the system was, and not here. */
function written(data: DashboardData, file: string): DashboardData {
  const at = (one: Panel): Panel => (one.data.file === data.file ? { data: { ...one.data, file } } : one)
  return { ...data, file, rows: data.rows.map((one) => ({ ...one, panels: one.panels.map(at) })) }
}

function nowRow(alerts: Expr<Told, 'boolean', 'gauge'>): Row {
  const firing = (severity: 'critical' | 'warning' | 'info') =>
    or(count(select(alerts, { alertstate: 'firing', severity })), vector(0))
  const real = select(alerts, { severity: not('none') })
  const tile = (title: string, severity: 'critical' | 'warning' | 'info', description: string, color: string) =>
    panel.stat(title, {
      description,
      show: firing(severity),
      width: 6,
      height: 4,
      decimals: 0,
      values: { 0: { text: '0', color: 'green' } },
      color,
    })
  return row('Now', [
    tile('Critical', 'critical', 'Alerts that fire and page somebody now.', 'red'),
    tile('Warning', 'warning', 'Alerts that fire and wait for working hours.', 'orange'),
    tile('Info', 'info', 'Alerts that fire and notify nobody by themselves.', 'blue'),
    panel.stat('Pending', {
      description: 'Alerts whose condition holds, though not for long enough yet.',
      show: or(count(select(real, { alertstate: 'pending' })), vector(0)),
      width: 6,
      height: 4,
      decimals: 0,
      color: 'text',
    }),
    panel.table('Alerts that are pending or firing', {
      description: 'One row for each alert and each set of labels that it is about. Empty when all is well.',
      show: real,
      width: 24,
      height: 8,
      columns: { alertname: 'Alert', alertstate: 'State', severity: 'Severity', team: 'Team' },
    }),
    panel.stateTimeline('When alerts fired', {
      description: 'A bar for each alert, as long as it fired.',
      show: query(max(select(real, { alertstate: 'firing' }), { by: ['alertname'] }), {
        legend: ({ labels }) => `${labels.alertname}`,
      }),
      values: { 1: { text: 'firing', color: 'red' } },
      width: 24,
      height: 8,
    }),
  ])
}

/** A panel for each alert of a group: what it watches, with the threshold as a line. */
function rowOf({ data, rules }: ResolvedGroup, file: string): Row[] {
  const alerts = rules.filter((rule): rule is ResolvedAlert => rule.kind === 'alert' && rule.data.severity !== 'none')
  return alerts.length === 0 ? [] : [row(`Alerts: ${data.name}`, alerts.map(panelOf(file)))]
}

const panelOf =
  (file: string) =>
  (alert: ResolvedAlert): Panel => {
    const { name, summary } = alert.data
    const { data } = panel.timeSeries(name, {
      description: summary,
      key: `alert-${name.toLowerCase()}`,
      show: watchedBy(alert),
    })
    return { data: { ...data, file, about: name } }
  }

/** What is compared with a threshold, or else the condition itself, which is nothing while all is well. */
function watchedBy({ expr, thresholds }: ResolvedAlert): Query[] {
  const watches = watchesOf(expr)
  const named = watches.filter(({ limit }) => thresholds.some(({ name }) => name === limit.threshold))
  const chosen = named.length > 0 ? named : watches
  if (chosen.length === 0) return [query(or(typed(expr), vector(0), { on: [] }))]
  const units = [...new Set(chosen.map(({ watched }) => infer(watched).unit))]
  return chosen
    .map(({ watched }) => ({ watched, axis: units.indexOf(infer(watched).unit) }))
    .filter(({ axis }) => axis < 2)
    .map(({ watched, axis }) => query(typed(watched), axis === 1 ? { axis: 'right' } : {}))
}

const typed = (node: Node) => expression<object, string, 'vector'>(node)
