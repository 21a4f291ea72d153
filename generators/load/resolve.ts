/** From definitions that are known to be well-formed to a system: expressions resolved, every metric with its jobs. */
import type { Metric, Rule } from 'plimsoll'
import { type MetricData, seriesOfMetric } from '../../schemas/model/metric.ts'
import { seriesBound } from '../../schemas/model/metric-rules.ts'
import type { SystemData } from '../../schemas/model/system.ts'
import { annotationContext } from '../../schemas/model/template.ts'
import type { ThresholdData } from '../../schemas/model/threshold.ts'
import { type Node, walk } from '../../schemas/promql/ast.ts'
import { infer } from '../../schemas/promql/infer.ts'
import type { Series } from '../../schemas/promql/series.ts'
import type {
  ResolvedAlert,
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
  const thresholds = data.thresholds.map((threshold) => threshold.data)
  const groups = data.rules.map((group) => ({
    data: group.data,
    rules: group.data.rules.map((rule) =>
      resolveRule(rule, thresholds, (node, name, file) => parseRaw(node, series, name, file)),
    ),
  }))
  const rules: readonly ResolvedRule[] = groups.flatMap((group) => group.rules)
  return Object.freeze({
    name: data.name,
    root,
    data,
    targets: data.targets.map((target) => resolveTarget(target.data, data)),
    metrics: metricsOf(data, always),
    groups,
    alerts: rules.filter((rule): rule is ResolvedAlert => rule.kind === 'alert'),
    recordings: rules.filter((rule): rule is ResolvedRecording => rule.kind === 'recording'),
    thresholds,
    series,
  })
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
  for (const metric of always) byName.set(metric.data.name, { data: metric.data, jobs: new Set(jobs) })
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
    [...walk(expr)].flatMap((node) => (node.type === 'NumberLiteral' && node.threshold ? [node.threshold] : [])),
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
