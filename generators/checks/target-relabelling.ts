import type { Metric } from 'plimsoll'
import { seriesOfMetric } from '../../schemas/model/metric.ts'
import type { TargetData } from '../../schemas/model/target.ts'
import { anyMatches, exposedAs } from '../facts/exposed.ts'
import type { ResolvedTarget } from '../load/system.ts'
import { type Check, type Found, found } from './check.ts'

export const targetRelabelling: Check = {
  id: 'target/relabelling',
  doc: `What is thrown away or renamed after a scrape agrees with what the target exposes: no series of a metric that is defined is dropped,
nor a label of it, and a name is renamed to a metric that the target exposes and not from a series of one. Otherwise queries select
nothing, and nobody sees why.
Source: https://prometheus.io/docs/prometheus/latest/configuration/configuration/#metric_relabel_configs`,
  run: ({ targets }) => targets.flatMap((target) => [...drops(target), ...renames(target)]),
}

/** The names of a metric's series as they are scraped, before any is renamed. */
function scraped(metric: Metric, target: TargetData): string[] {
  const suffixes = seriesOfMetric(metric).map((series) => series.name.slice(metric.data.name.length))
  return exposedAs(metric.data, target).flatMap((exposed) => suffixes.map((suffix) => exposed + suffix))
}

/** Labels without which a series is another, or none. */
const always = ['__name__', 'job', 'instance']

function drops({ data }: ResolvedTarget): Found[] {
  const { dropLabels, dropSeriesWith } = data
  const attached = [...always, ...Object.keys(data.labels)]
  return [
    ...attached
      .filter((label) => anyMatches(dropLabels, label))
      .map((label) => found(data, `drops the label ${label}, which every series has; keep it`)),
    ...attached
      .filter((label) => dropSeriesWith.includes(label))
      .map((label) =>
        found(data, `drops every series, since all have the label ${label}; take it out of dropSeriesWith`),
      ),
    ...data.exposes.flatMap((metric) => dropped(metric, data)),
  ]
}

function dropped(metric: Metric, data: TargetData): Found[] {
  const { name } = metric.data
  const series = scraped(metric, data).find((one) => anyMatches(data.dropMetrics, one))
  const labels = [...new Set(seriesOfMetric(metric).flatMap((one) => Object.keys(one.labels)))].filter(
    (label) => !always.includes(label) && !Object.hasOwn(data.labels, label),
  )
  return [
    ...(series === undefined
      ? []
      : [found(data, `drops ${series}, which it exposes; keep it, or take it out of exposes`)]),
    ...labels
      .filter((label) => anyMatches(data.dropLabels, label))
      .map((label) =>
        found(data, `drops the label ${label}, which ${name} has; keep it, or take it out of the metric`),
      ),
    ...labels
      .filter((label) => data.dropSeriesWith.includes(label))
      .map((label) =>
        found(data, `drops all series of ${name}, since it has the label ${label}; take it out of the metric`),
      ),
  ]
}

function renames({ data }: ResolvedTarget): Found[] {
  const names = new Set(data.exposes.map((metric) => metric.data.name))
  const taken = new Set(
    data.exposes.flatMap((metric) => [metric.data.name, ...seriesOfMetric(metric).map(({ name }) => name)]),
  )
  return Object.entries(data.renames).flatMap(([exposed, { data: metric }]) => [
    ...(names.has(metric.name)
      ? []
      : [found(data, `renames ${exposed} to ${metric.name}, which it does not expose; add that to exposes`)]),
    ...(taken.has(exposed)
      ? [found(data, `renames ${exposed}, which it exposes under that name; do one of both`)]
      : []),
  ])
}
