import type { MetricData } from '../../schemas/model/metric.ts'
import type { ResolvedTarget } from '../load/system.ts'
import { type Check, type Found, found } from './check.ts'

export const targetRelabelling: Check = {
  id: 'target/relabelling',
  doc: `What is thrown away or renamed after a scrape agrees with what the target exposes: a metric that is defined is not dropped, nor a
label of it, and a name is renamed to a metric that the target exposes and not from one. Otherwise queries select nothing, and nobody
sees why. Source: https://prometheus.io/docs/prometheus/latest/configuration/configuration/#metric_relabel_configs`,
  run: ({ targets }) => targets.flatMap((target) => [...drops(target), ...renames(target)]),
}

const anchored = (patterns: readonly string[]): RegExp => new RegExp(`^(?:${patterns.join('|')})$`)
const exposedLabels = ({ labels }: MetricData): string[] =>
  Object.keys(labels).filter((label) => !labels[label]?.attached)

function drops({ data, metrics }: ResolvedTarget): Found[] {
  const [dropsMetric, dropsLabel] = [anchored(data.dropMetrics), anchored(data.dropLabels)]
  return metrics.flatMap((metric) => [
    ...(data.dropMetrics.length > 0 && dropsMetric.test(metric.name)
      ? [found(data, `drops ${metric.name}, which it exposes; keep it, or take it out of exposes`)]
      : []),
    ...exposedLabels(metric).flatMap((label) => [
      ...(data.dropLabels.length > 0 && dropsLabel.test(label)
        ? [found(data, `drops the label ${label}, which ${metric.name} has; keep it, or take it out of the metric`)]
        : []),
      ...(data.dropSeriesWith.includes(label)
        ? [
            found(
              data,
              `drops all series of ${metric.name}, since it has the label ${label}; take it out of the metric`,
            ),
          ]
        : []),
    ]),
  ])
}

function renames({ data, metrics }: ResolvedTarget): Found[] {
  const names = new Set(metrics.map(({ name }) => name))
  return Object.entries(data.renames).flatMap(([exposed, { data: metric }]) => [
    ...(names.has(metric.name)
      ? []
      : [found(data, `renames ${exposed} to ${metric.name}, which it does not expose; add that to exposes`)]),
    ...(names.has(exposed)
      ? [found(data, `renames ${exposed}, which it exposes under that name; do one of both`)]
      : []),
  ])
}
