/** catalog.json: everything resolved, for machines. Its form is `schemas/files/catalog.schema.json`. */
import { formatDuration } from '../../../schemas/model/duration.ts'
import type { MetricData } from '../../../schemas/model/metric.ts'
import { seriesBound } from '../../../schemas/model/metric-rules.ts'
import { selectorsOf } from '../../../schemas/promql/ast.ts'
import { printLine } from '../../../schemas/promql/print.ts'
import { addressesOf } from '../../facts/addresses.ts'
import type {
  ResolvedAlert,
  ResolvedMetric,
  ResolvedRecording,
  ResolvedRule,
  ResolvedTarget,
  System,
} from '../../load/system.ts'
import { relativePath } from '../../problem.ts'
import { jsonFile, type Output } from '../file.ts'
import { type Drawn, dashboardsOf } from '../grafana/drawn.ts'
import { limits } from '../prometheus/limits.ts'

export const catalog: Output = (system) => {
  const { data } = system
  const source = (file: string) => relativePath(system.root, file)
  return [
    jsonFile({
      path: `${system.name}/catalog.json`,
      schema: 'catalog',
      value: {
        system: {
          name: data.name,
          title: data.title,
          description: data.description,
          prometheus: data.prometheus,
          retention: formatDuration(data.retention),
          external_labels: data.externalLabels,
          source: source(data.file),
        },
        targets: system.targets.map((target) => targetEntry(system, target, source)),
        metrics: system.metrics.map((metric) => metricEntry(metric, source)),
        thresholds: system.thresholds.map(({ file, ...threshold }) => ({ ...threshold, source: source(file) })),
        recording_rules: system.groups.flatMap((group) =>
          group.rules.flatMap((rule) =>
            rule.kind === 'recording' ? [recordingEntry(rule, group.data.name, source)] : [],
          ),
        ),
        alerts: system.groups.flatMap((group) =>
          group.rules.flatMap((rule) => (rule.kind === 'alert' ? [alertEntry(rule, group.data.name, source)] : [])),
        ),
        dashboards: dashboardsOf(system).map((one) => dashboardEntry(one, source)),
      },
    }),
  ]
}

type Source = (file: string) => string

function targetEntry(system: System, target: ResolvedTarget, source: Source): object {
  const { data, metrics, interval, timeout, seriesBound: bound } = target
  return {
    job: data.name,
    addresses: addressesOf(data, system.data.addressing),
    scheme: data.scheme,
    path: data.path,
    interval: formatDuration(interval),
    timeout: formatDuration(timeout),
    labels: data.labels,
    ...renamesOf(data),
    ...limits(target),
    series: bound,
    metrics: metrics.map(({ name }) => name).sort(),
    source: source(data.file),
  }
}

const renamesOf = ({ renames }: ResolvedTarget['data']): object =>
  Object.keys(renames).length > 0
    ? { renames: Object.entries(renames).map(([exposed, { data }]) => ({ exposed, metric: data.name })) }
    : {}

function metricEntry({ data, jobs }: ResolvedMetric, source: Source): object {
  return {
    name: data.name,
    type: data.type,
    unit: data.unit,
    help: data.help,
    labels: Object.entries(data.labels).map(([name, domain]) => ({ name, ...bound(domain) })),
    ...(data.type === 'histogram' && { buckets: data.buckets }),
    ...(data.type === 'summary' && { quantiles: data.quantiles }),
    ...(data.type === 'gauge' && data.range && { range: data.range }),
    jobs,
    series: seriesBound(data),
    ...(data.allow && { allowed: data.allow }),
    ...(data.needs && { needs: data.needs }),
    source: source(data.file),
  }
}

const bound = (domain: MetricData['labels'][string]): object =>
  domain.kind === 'enumerated'
    ? { values: domain.values }
    : { atMost: domain.atMost, ...(domain.why && { why: domain.why }) }

const uses = ({ expr }: ResolvedRule): string[] => [...new Set(selectorsOf(expr).map(({ name }) => name))].sort()

/** What alerts and recording rules have in common, before and after what is their own. */
const head = ({ data, expr, shape }: ResolvedRule, group: string): object => ({
  name: data.name,
  group,
  expr: printLine(expr),
  unit: shape.unit,
  labels: Object.keys(shape.labels).sort(),
})
const tail = (rule: ResolvedRule, source: Source): object => ({ uses: uses(rule), source: source(rule.data.file) })

function recordingEntry(rule: ResolvedRecording, group: string, source: Source): object {
  return { ...head(rule, group), help: rule.data.help, ...tail(rule, source) }
}

function alertEntry(rule: ResolvedAlert, group: string, source: Source): object {
  const { data } = rule
  return {
    ...head(rule, group),
    for: formatDuration(data.for ?? 0),
    ...(data.keepFiringFor !== undefined && { keep_firing_for: formatDuration(data.keepFiringFor) }),
    severity: data.severity,
    owner: data.owner,
    summary: data.summary,
    description: rule.description,
    thresholds: rule.thresholds.map(({ name }) => name),
    ...tail(rule, source),
  }
}

function dashboardEntry({ dashboard, variables, drawings }: Drawn, source: Source): object {
  const { data, uid } = dashboard
  return {
    name: data.name,
    uid,
    title: data.title,
    description: data.description,
    variables,
    panels: drawings.map(panelEntry),
    source: source(data.file),
  }
}

function panelEntry({ panel, exprs, legends, refIds, display }: Drawn['drawings'][number]): object {
  return {
    id: panel.id,
    title: panel.data.title,
    type: panel.data.type,
    ...(exprs.length > 0 && { unit: display.unit }),
    alerts: panel.watchedBy,
    thresholds: panel.lines.map(({ threshold }) => threshold.name),
    queries: exprs.map((expr, i) => ({ refId: refIds[i], expr: printLine(expr), legend: legends[i] })),
  }
}
