/** What one child of a metric consists of: the samples that belong together, since they tell of the same observations. */
import type { MetricData } from '../../schemas/model/metric.ts'
import type { Labels } from './labels.ts'

/** One sample of a child: what is added to the metric's name, and the label that it has beside those of the child. */
export interface Part {
  readonly suffix: '' | '_bucket' | '_count' | '_sum'
  readonly label?: readonly [name: string, value: string]
}

const count: Part = { suffix: '_count' }
const sum: Part = { suffix: '_sum' }

export function partsOf(metric: MetricData): readonly Part[] {
  switch (metric.type) {
    case 'histogram':
      return [...[...metric.buckets, Infinity].map(bucket), sum, count]
    case 'summary':
      return [...metric.quantiles.map((at): Part => ({ suffix: '', label: ['quantile', String(at)] })), sum, count]
    case 'state':
      return (metric.labels[metric.name]?.values ?? []).map(
        (value): Part => ({ suffix: '', label: [metric.name, value] }),
      )
    default:
      return [{ suffix: '' }]
  }
}

const bucket = (at: number): Part => ({ suffix: '_bucket', label: ['le', at === Infinity ? '+Inf' : String(at)] })

/** How a part is told from the others of its child: bounds are the same number however they are written, `1` or `1.0`. */
export function keyOf(suffix: string, label: Part['label']): string {
  if (!label) return suffix
  const number = Number(label[1].replace('+Inf', 'Infinity'))
  const isBound = label[0] === 'le' || label[0] === 'quantile'
  return `${suffix} ${isBound ? number : label[1]}`
}

export const keyOfPart = ({ suffix, label }: Part): string => keyOf(suffix, label)

/** What a series' name adds to the metric's; undefined for a series that is none of its own. */
export function suffixOf(metric: MetricData, series: string): Part['suffix'] | undefined {
  return partsOf(metric).find(({ suffix }) => series === metric.name + suffix)?.suffix
}

/** The labels of a sample: those of its child, and the one of its part. */
export const labelled = (labels: Labels, { label }: Part): Labels =>
  label ? { ...labels, [label[0]]: label[1] } : labels

/** Whether samples of the part only grow. */
export function grows(metric: MetricData, { suffix }: Part): boolean {
  if (metric.type === 'untyped') return metric.like === 'counter' && metric.unit !== 'timestamp'
  return (metric.type === 'counter' && metric.unit !== 'timestamp') || suffix !== ''
}
