/** https://prometheus.io/docs/prometheus/latest/querying/operators/#aggregation-operators */
import type { AggregateExpr, AggregateOp } from '../../schemas/promql/ast.ts'
import { type Labels, project } from './labels.ts'
import { type Sample, unsupported, type Vector } from './value.ts'

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)
const variance = (values: readonly number[]): number => {
  const mean = sum(values) / values.length
  return sum(values.map((v) => (v - mean) ** 2)) / values.length
}

const folds: Partial<Record<AggregateOp, (values: readonly number[], param: number) => number>> = {
  sum,
  min: (values) => Math.min(...values),
  max: (values) => Math.max(...values),
  avg: (values) => sum(values) / values.length,
  count: (values) => values.length,
  group: () => 1,
  stddev: (values) => Math.sqrt(variance(values)),
  stdvar: variance,
  quantile: (values, q) => quantileOf(q, values),
}

export function aggregate(node: AggregateExpr, vector: Vector, param = Number.NaN): Vector {
  const groups = new Map<Labels, Sample[]>()
  for (const sample of vector) {
    const labels = project(sample.labels, node.grouping, !node.without)
    const group = groups.get(labels)
    if (group) group.push(sample)
    else groups.set(labels, [sample])
  }
  if (node.op === 'topk' || node.op === 'bottomk') {
    const sign = node.op === 'topk' ? -1 : 1
    return [...groups.values()].flatMap((group) => group.toSorted((a, b) => sign * (a.value - b.value)).slice(0, param))
  }
  const fold = folds[node.op]
  if (!fold) throw unsupported(node)
  return [...groups].map(([labels, group]) => ({
    labels,
    value: fold(
      group.map(({ value }) => value),
      param,
    ),
  }))
}

/** The quantile of some values, between the two that are nearest. */
export function quantileOf(q: number, values: readonly number[]): number {
  if (values.length === 0 || Number.isNaN(q)) return Number.NaN
  if (q < 0) return -Infinity
  if (q > 1) return Infinity
  const sorted = values.toSorted((a, b) => a - b)
  const rank = q * (sorted.length - 1)
  const below = Math.floor(rank)
  const [low, high] = [sorted[below] as number, sorted[Math.min(below + 1, sorted.length - 1)] as number]
  return low + (high - low) * (rank - below)
}
