/** https://prometheus.io/docs/prometheus/latest/querying/operators/#aggregation-operators */
import type { AggregateExpr, AggregateOp } from '../../schemas/promql/ast.ts'
import { type Labels, project } from './labels.ts'
import { type Sample, unsupported, type Vector } from './value.ts'

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)
const isNumber = (value: number): boolean => !Number.isNaN(value)

/** What is no number counts only where there is nothing else. */
export const least = (a: number, b: number): number => (a < b || !isNumber(b) ? a : b)
export const most = (a: number, b: number): number => (a > b || !isNumber(b) ? a : b)

/** Of one value it is nothing, whatever that is. */
function variance([first = 0, ...more]: readonly number[]): number {
  let [n, mean, squares] = [1, first, 0]
  for (const v of more) {
    n += 1
    const off = v - mean
    mean += off / n
    squares += off * (v - mean)
  }
  return squares / n
}

const folds: Partial<Record<AggregateOp, (values: readonly number[], param: number) => number>> = {
  sum,
  min: (values) => values.reduce(least),
  max: (values) => values.reduce(most),
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
  if (node.op === 'topk' || node.op === 'bottomk')
    return [...groups.values()].flatMap((group) => some(node, group, param))
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

/** The highest or lowest; which of those that are equal is a matter of chance. */
function some(node: AggregateExpr, group: readonly Sample[], param: number): Vector {
  const sign = node.op === 'topk' ? -1 : 1
  const rank = ({ value }: Sample): number => (isNumber(value) ? sign * value : Infinity)
  const [k, ranked] = [Math.max(0, Math.trunc(param)), group.toSorted((a, b) => ascending(rank(a), rank(b)))]
  const [last, next] = [ranked[k - 1], ranked[k]]
  if (last && next && rank(last) === rank(next)) throw unsupported(node)
  return ranked.slice(0, k)
}

/** What is no number first. */
const ascending = (a: number, b: number): number => (a === b ? 0 : a < b || !isNumber(a) ? -1 : 1)

/** The quantile of some values, between the two that are nearest. */
export function quantileOf(q: number, values: readonly number[]): number {
  if (values.length === 0 || Number.isNaN(q)) return Number.NaN
  if (q < 0) return -Infinity
  if (q > 1) return Infinity
  const sorted = values.toSorted(ascending)
  const rank = q * (sorted.length - 1)
  const below = Math.floor(rank)
  const [low, high] = [sorted[below] as number, sorted[Math.min(below + 1, sorted.length - 1)] as number]
  return low * (1 - (rank - below)) + high * (rank - below)
}
