/** What people read: the metrics, the alerts, and a runbook for each alert. Rendered by Handlebars from `templates/`. */
import { formatDuration } from '../../../schemas/model/duration.ts'
import { seriesBound } from '../../../schemas/model/metric-rules.ts'
import { print, printLine } from '../../../schemas/promql/print.ts'
import { formatLine, formatQuantity } from '../../facts/quantity.ts'
import type { ResolvedAlert, ResolvedMetric, ResolvedTarget, System } from '../../load/system.ts'
import { relativePath } from '../../problem.ts'
import { type Output, type OutputFile, origin } from '../file.ts'
import { reason } from '../rules/index.ts'
import { render } from './render.ts'
import { stackContext } from './stack.ts'

export const docs: Output = (system) => [
  page(system, 'docs/metrics.md', 'metrics', metricsContext(system), [
    ...system.metrics.map((metric) => metric.data.file),
  ]),
  page(system, 'docs/alerts.md', 'alerts', alertsContext(system), [...system.alerts.map((alert) => alert.data.file)]),
  ...system.alerts.map((alert) =>
    page(system, `docs/runbooks/${alert.data.name}.md`, 'runbook', runbookContext(system, alert), [alert.data.file]),
  ),
  ...(system.data.stack
    ? [page(system, 'docs/stack.md', 'stack', stackContext(system), [system.data.stack.data.file])]
    : []),
]

function page(system: System, path: string, template: string, context: object, files: readonly string[]): OutputFile {
  const text = render(template, { origin: origin(system, ...files), title: system.data.title, ...context })
  return { path: `${system.name}/${path}`, text }
}

function metricsContext(system: System): object {
  const jobs = [...new Set(system.metrics.map(groupOf))]
  const groups = jobs.map((name) => ({
    name,
    metrics: system.metrics.filter((metric) => groupOf(metric) === name).map((metric) => metricRow(metric, system)),
  }))
  return {
    total: system.metrics.length,
    groups: groups.sort(
      (a, b) => Number(a.name === 'every target') - Number(b.name === 'every target') || (a.name < b.name ? -1 : 1),
    ),
    targets: system.targets.map(({ data, interval, seriesBound: bound }) => ({
      job: data.name,
      address: addressOf(data),
      interval: formatDuration(interval),
      series: thousands.format(bound),
    })),
    recordings: system.recordings.map(({ data, expr, shape }) => ({
      name: data.name,
      help: data.help,
      unit: shape.unit,
      expr: print(expr),
    })),
  }
}

/** `1,200` */
const thousands = new Intl.NumberFormat('en-US')

const addressOf = ({ probe, hosts, scheme, port, path }: ResolvedTarget['data']): string =>
  probe
    ? `${probe.urls.join(', ')} (module ${probe.module.data.name} of ${hosts[0]}:${port})`
    : hosts.map((host) => `${scheme}://${host}:${port}${path}`).join(', ')

const groupOf = ({ jobs, data }: ResolvedMetric): string =>
  data.addedBy === 'rules' ? 'rules' : data.addedBy ? 'every target' : jobs.join(', ')

function metricRow({ data }: ResolvedMetric, { targets }: System): object {
  return {
    name: data.name,
    type: data.type,
    unit: data.unit,
    help: data.help,
    labels: Object.entries(data.labels).map(([name, domain]) => ({
      name,
      values: domain.kind === 'enumerated' ? abridged(domain.values) : `at most ${domain.atMost}`,
    })),
    series: thousands.format(seriesBound(data)),
    buckets:
      data.type === 'histogram'
        ? data.buckets.map((bucket) => formatQuantity(bucket, data.unit)).join(', ')
        : undefined,
    allowed: Object.values(data.allow ?? {}).join('; '),
    needs: data.needs,
    exposedAs: targets.flatMap((target) => namesOf(data.name, target.data)),
  }
}

/** The names under which a target exposes a metric, where they are others. */
const namesOf = (name: string, { renames }: ResolvedTarget['data']): string[] =>
  Object.keys(renames).filter((exposed) => renames[exposed]?.data.name === name)

const abridged = (values: readonly string[]): string =>
  values.length > 8 ? `${values.slice(0, 6).join(', ')} … (${values.length})` : values.join(', ')

function alertsContext(system: System): object {
  return {
    total: system.alerts.length,
    groups: system.groups
      .filter((group) => group.rules.some((rule) => rule.kind === 'alert'))
      .map((group) => ({
        file: `prometheus/rules/${group.data.writtenTo}.yml`,
        name: group.data.name,
        alerts: group.rules.filter((rule): rule is ResolvedAlert => rule.kind === 'alert').map(alertRow),
      })),
    thresholds: system.thresholds.map((threshold) => ({
      name: threshold.name,
      line: formatLine(threshold),
      why: threshold.why,
      alerts: system.alerts.filter((alert) => alert.thresholds.includes(threshold)).map(({ data }) => data.name),
    })),
  }
}

function alertRow({ data, expr, thresholds }: ResolvedAlert): object {
  return {
    name: data.name,
    severity: data.severity,
    owner: data.owner,
    for: data.for === undefined ? 'at once' : formatDuration(data.for),
    summary: data.summary,
    expr: printLine(expr),
    thresholds: thresholds.map(formatLine).join(', '),
  }
}

function runbookContext(system: System, alert: ResolvedAlert): object {
  const { data, expr, thresholds, shape } = alert
  return {
    name: data.name,
    severity: data.severity,
    owner: data.owner,
    summary: data.summary,
    runbook: data.runbook,
    system: system.name,
    compose: [...data.runbook.diagnose, ...data.runbook.mitigate].some((step) => step.includes('docker compose')),
    links: Object.entries(data.links ?? {}).map(([name, url]) => ({ name, url })),
    expr: print(expr),
    for: data.for === undefined ? undefined : formatDuration(data.for),
    labels: Object.keys(shape.labels).sort(),
    thresholds: thresholds.map(reason),
    file: relativePath(system.root, data.file),
  }
}
