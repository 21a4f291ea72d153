/** From definitions that are known to be well-formed to a system: expressions resolved, every metric with its jobs. */
import type { Metric, Rule } from 'plimsoll'
import type { DashboardData } from '../../schemas/model/dashboard.ts'
import { type MetricData, seriesOfMetric } from '../../schemas/model/metric.ts'
import { seriesBound } from '../../schemas/model/metric-rules.ts'
import type { SystemData } from '../../schemas/model/system.ts'
import { annotationContext } from '../../schemas/model/template.ts'
import type { ThresholdData } from '../../schemas/model/threshold.ts'
import { type Node, walk } from '../../schemas/promql/ast.ts'
import { infer } from '../../schemas/promql/infer.ts'
import type { Series } from '../../schemas/promql/series.ts'
import { resolveDashboard, resolveQuery, type Surroundings, watchingOf } from './dashboards.ts'
import { alertsOverview } from './overview.ts'
import { restartsOf } from './restarts.ts'
import type {
  ResolvedAlert,
  ResolvedGroup,
  ResolvedMetric,
  ResolvedRecording,
  ResolvedRule,
  ResolvedTarget,
  System,
} from './system.ts'

/** Turns text in a tree into nodes; the loader hands in one that parses, or the identity where there is no text. */
export type ParseRaw = (node: Node, series: ReadonlyMap<string, Series>, name: string, file: string) => Node

export function resolve(data: SystemData, always: readonly Metric[], root: string, parseRaw: ParseRaw): System {
  const series = seriesOf(data, always)
  const metrics = metricsOf(data, always)
  const thresholds = data.thresholds.map((threshold) => threshold.data)
  const groups = data.rules.map((group) => ({
    data: group.data,
    rules: group.data.rules.map((rule) =>
      resolveRule(rule, thresholds, (node, name, file) => parseRaw(node, series, name, file)),
    ),
  }))
  const rules: readonly ResolvedRule[] = groups.flatMap((group) => group.rules)
  const alerts = rules.filter((rule): rule is ResolvedAlert => rule.kind === 'alert')
  const recordings = rules.filter((rule): rule is ResolvedRecording => rule.kind === 'recording')
  const restarts = restartsOf(data, series)
  const recorded = new Map(recordings.map((recording) => [recording.data.name, recording.expr]))
  const around: Surroundings = {
    system: data.name,
    watching: watchingOf(alerts, recorded),
    recorded,
    parse: (node, name, file) => parseRaw(node, series, name, file),
  }
  return Object.freeze({
    name: data.name,
    root,
    data,
    targets: data.targets.map((target) => resolveTarget(target.data, data)),
    metrics,
    jobs: new Map(metrics.map((metric) => [metric.data.name, metric.jobs])),
    groups,
    alerts,
    recordings,
    recorded,
    thresholds,
    dashboards: dashboardsOf(data, groups, series).map((dashboard) => resolveDashboard(dashboard, around)),
    ...(restarts && { restarts: resolveQuery({ expr: restarts }, { name: 'restarts', file: data.file }, around) }),
    series,
  })
}

/** Those of the definitions, and the overview of all alerts. */
function dashboardsOf(
  data: SystemData,
  groups: readonly ResolvedGroup[],
  series: ReadonlyMap<string, Series>,
): DashboardData[] {
  const overview = alertsOverview(data, groups, series)
  return [...data.dashboards.map((dashboard) => dashboard.data), ...(overview ? [overview] : [])]
}

function seriesOf(data: SystemData, always: readonly Metric[]): Map<string, Series> {
  const exposed = [...always, ...data.targets.flatMap((target) => target.data.exposes)].flatMap(seriesOfMetric)
  const recorded = data.rules
    .flatMap((group) => group.data.rules)
    .flatMap((rule) =>
      rule.kind === 'recording' && rule.node.type === 'VectorSelector' && rule.node.series ? [rule.node.series] : [],
    )
  return new Map([...exposed, ...recorded].map((series) => [series.name, series]))
}

function metricsOf(data: SystemData, always: readonly Metric[]): ResolvedMetric[] {
  const jobs = data.targets.map((target) => target.data.name)
  const byName = new Map<string, { data: MetricData; jobs: Set<string> }>()
  for (const metric of always)
    byName.set(metric.data.name, { data: metric.data, jobs: new Set(metric.data.addedBy === 'rules' ? [] : jobs) })
  for (const target of data.targets) {
    for (const { data: metric } of target.data.exposes) {
      const known = byName.get(metric.name) ?? { data: metric, jobs: new Set() }
      known.jobs.add(target.data.name)
      byName.set(metric.name, known)
    }
  }
  return [...byName.values()]
    .map((metric) => ({ data: metric.data, jobs: [...metric.jobs] }))
    .sort((a, b) => (a.data.name < b.data.name ? -1 : 1))
}

function resolveTarget(data: System['targets'][number]['data'], system: SystemData): ResolvedTarget {
  const metrics = data.exposes.map((metric) => metric.data)
  const interval = data.interval ?? system.scrapeInterval
  return {
    data,
    metrics,
    interval,
    timeout: data.timeout ?? Math.min(system.scrapeTimeout, interval),
    seriesBound: metrics.reduce((n, metric) => n + seriesBound(metric), 0),
  }
}

function resolveRule(
  rule: Rule,
  thresholds: readonly ThresholdData[],
  parseRaw: (node: Node, name: string, file: string) => Node,
): ResolvedRule {
  const { data } = rule
  const expr = parseRaw(data.expr, data.name, data.file)
  const shape = infer(expr)
  if (rule.kind === 'recording') return { kind: 'recording', data: rule.data, expr, shape }
  const unknownLabels: string[] = []
  const labels = { ...rule.data.labels, severity: rule.data.severity, team: rule.data.owner }
  const context = annotationContext([...Object.keys(shape.labels), ...Object.keys(labels)], shape.unit, (label) =>
    unknownLabels.push(label),
  )
  const used = new Set(
    walk(expr).flatMap((node) => (node.type === 'NumberLiteral' && node.threshold ? [node.threshold] : [])),
  )
  return {
    kind: 'alert',
    data: rule.data,
    expr,
    shape,
    labels,
    description: rule.data.description(context),
    unknownLabels: [...new Set(unknownLabels)],
    thresholds: thresholds.filter(({ name }) => used.has(name)),
  }
}
