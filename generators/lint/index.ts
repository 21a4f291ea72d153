/** A lint of Grafana dashboards as JSON, whoever wrote it. A new rule is a line here, beside others of its subject. */
import { type Board, boardOf, type Context } from './board.ts'
import { datasource, source } from './datasource.ts'
import { editable, form, identity, refresh, time, version } from './head.ts'
import { isFields, show } from './json.ts'
import { layout } from './layout.ts'
import { legend } from './legend.ts'
import { links, placement, target, unique } from './links.ts'
import { bounds, buckets, calculation, thresholds } from './options.ts'
import { overrides } from './overrides.ts'
import { ids, plugin, refId, targets, title } from './panels.ts'
import { counter, promql, type, window } from './promql.ts'
import type { DashboardRule, Finding, FolderRule, Said } from './rule.ts'
import { filter, series } from './selectors.ts'
import { unit } from './units.ts'
import { instance, job, order, reload, template, undefinedVariable, unused } from './variables.ts'

export type { Context } from './board.ts'
export type { Finding } from './rule.ts'

const ofOne: readonly DashboardRule[] = [
  bounds,
  buckets,
  calculation,
  counter,
  datasource,
  editable,
  filter,
  form,
  identity,
  ids,
  instance,
  job,
  layout,
  legend,
  links,
  order,
  overrides,
  placement,
  plugin,
  promql,
  refId,
  refresh,
  reload,
  series,
  source,
  targets,
  template,
  thresholds,
  time,
  title,
  type,
  undefinedVariable,
  unit,
  unused,
  version,
  window,
]
const ofMany: readonly FolderRule[] = [target, unique]

/** Every rule with its paragraph, by id; what `explain` knows of them. */
export const dashboardRules: readonly Pick<DashboardRule, 'id' | 'doc'>[] = [...ofOne, ...ofMany]
  .map(({ id, doc }) => ({ id, doc }))
  .sort((a, b) => (a.id < b.id ? -1 : 1))

/** Everything that is wrong with one dashboard, which may be any JSON at all. */
export function lintDashboard(dashboard: unknown, context: Context): Finding[] {
  return isFields(dashboard) ? lintBoard(boardOf(dashboard, context)) : [notOne(dashboard)]
}

/** The same for dashboards that are provisioned into one folder, and what is wrong between them. */
export function lintFolder(dashboards: readonly unknown[], context: Context): Finding[] {
  const boards = dashboards.filter(isFields).map((dashboard) => boardOf(dashboard, context))
  return [
    ...dashboards.filter((dashboard) => !isFields(dashboard)).map(notOne),
    ...boards.flatMap((board) => [
      ...lintBoard(board),
      ...ofMany.flatMap(({ id, run }) => findings(id, board, run(board, boards))),
    ]),
  ]
}

const lintBoard = (board: Board): Finding[] => ofOne.flatMap(({ id, run }) => findings(id, board, run(board)))

const findings = (id: string, { title: dashboard }: Board, said: readonly Said[]): Finding[] =>
  said.map((one) => ({ id, dashboard, ...one }))

const notOne = (dashboard: unknown): Finding => ({
  id: form.id,
  dashboard: '',
  where: 'dashboard',
  message: `is ${show(dashboard)}; write an object`,
})
