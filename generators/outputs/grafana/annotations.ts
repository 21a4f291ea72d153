/** Marks on a dashboard's time axis: alerts that fired, and processes that were started anew. */
import { printLine } from '../../../schemas/promql/print.ts'
import { escapeRegex } from '../../../schemas/promql/select.ts'
import { scrapedIn } from '../../facts/filters.ts'
import { jobsOf } from '../../facts/jobs.ts'
import type { ResolvedDashboard, ResolvedQuery, System } from '../../load/system.ts'
import { filtered, overRateInterval } from './expression.ts'
import { datasource } from './sdk.ts'

export function annotations(dashboard: ResolvedDashboard, variables: readonly string[], system: System): object[] {
  const { restarts } = system
  return [
    ...(system.series.has('ALERTS') && system.alerts.length > 0
      ? [
          mark('Alerts', 'red', firing(dashboard, system), {
            titleFormat: '{{alertname}}',
            textFormat: '{{severity}}, {{team}}',
            tagKeys: 'alertname,severity,team',
          }),
        ]
      : []),
    ...(restarts
      ? [
          mark('Restarts', 'blue', printLine(filtered(overRateInterval(restarts.expr), variables, system)), {
            titleFormat: 'Started anew',
            textFormat: '{{job}} {{instance}}',
            tagKeys: 'job',
          }),
        ]
      : []),
  ]
}

const mark = (name: string, iconColor: string, expr: string, words: object): object => ({
  name,
  datasource,
  enable: true,
  hide: false,
  iconColor,
  expr,
  step: '60s',
  useValueForTime: false,
  ...words,
})

/** The metrics that expressions come down to, each with the jobs that they look at. */
const readBy = (expressions: readonly Pick<ResolvedQuery, 'expr'>[], system: System): ReadonlySet<string> =>
  new Set(
    expressions
      .flatMap(({ expr }) => scrapedIn(expr, system))
      .flatMap((selector) => jobsOf(system, selector).map((job) => `${selector.series?.of} ${job}`)),
  )

/** Of the alerts that watch what the dashboard shows, or read a metric that it shows; of all where none does. */
function firing(dashboard: ResolvedDashboard, system: System): string {
  const shows = readBy(dashboard.queries, system)
  const reading = system.alerts.filter((alert) => [...readBy([alert], system)].some((read) => shows.has(read)))
  const watching = dashboard.panels.flatMap(({ watchedBy }) => watchedBy)
  const told = reading.filter(({ data }) => data.severity !== 'none').map(({ data }) => data.name)
  const shown = [...new Set([...watching, ...told])].sort()
  const real = system.alerts.some(({ data }) => data.severity === 'none') ? ',severity!="none"' : ''
  const names = shown.length > 0 ? `,alertname=~"${shown.map(escapeRegex).join('|')}"` : real
  return `ALERTS{alertstate="firing"${names}}`
}
