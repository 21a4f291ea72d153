/** The text that a target would expose: one sample of each series of a metric. */
import { exposedType } from '../../generators/simulate/exposition.ts'
import type { MetricData } from '../../schemas/model/metric.ts'

const quoted = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`
const sample = (name: string, labels: Readonly<Record<string, string>>, value: number): string => {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}=${quoted(text)}`)
  return `${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}`
}

/** https://prometheus.io/docs/instrumenting/exposition_formats/ */
export function exposition(metric: MetricData): string {
  const labels = Object.fromEntries(
    Object.entries(metric.labels).map(([name, domain]) => [name, domain.values[0] ?? 'x']),
  )
  const head = [
    `# HELP ${metric.name} ${metric.help.replaceAll('\\', '\\\\')}`,
    `# TYPE ${metric.name} ${exposedType[metric.type]}`,
  ]
  return [...head, ...samples(metric, labels)].join('\n')
}

function samples(metric: MetricData, labels: Readonly<Record<string, string>>): string[] {
  const { name } = metric
  const ends = [sample(`${name}_sum`, labels, 1), sample(`${name}_count`, labels, 1)]
  if (metric.type === 'histogram') {
    return [
      ...[...metric.buckets.map(String), '+Inf'].map((le) => sample(`${name}_bucket`, { ...labels, le }, 1)),
      ...ends,
    ]
  }
  if (metric.type === 'summary')
    return [...metric.quantiles.map((q) => sample(name, { ...labels, quantile: String(q) }, 1)), ...ends]
  return [sample(name, labels, 1)]
}
