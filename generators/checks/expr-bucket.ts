import { type BinaryExpr, isComparison, type Node, selectorsOf, walk } from '../../schemas/promql/ast.ts'
import { matches } from '../../schemas/promql/matches.ts'
import { formatFloat } from '../../schemas/promql/number.ts'
import { formatQuantity } from '../facts/quantity.ts'
import type { Expression, System } from '../load/system.ts'
import { type Check, type Found, foundIn, ofExpressions } from './check.ts'
import { unitsGo } from './expr-range.ts'

export const exprBucket: Check = {
  id: 'expr/bucket',
  doc: `A quantile of a classic histogram never exceeds its last finite bucket, so that an alert on "more than the last bucket" can
never fire; and a matcher on le must name a bucket that the histogram has. Count the observations above a bucket instead:
all of them less those up to it. Source: https://prometheus.io/docs/practices/histograms/#errors-of-quantile-estimation`,
  run: ofExpressions((expression, system) =>
    walk(expression.expr).flatMap((node) => [
      ...quantileProblem(expression, node, system),
      ...boundProblem(expression, node),
    ]),
  ),
}

function quantileProblem(expression: Expression, node: Node, system: System): Found[] {
  if (node.type !== 'BinaryExpr' || !isComparison(node.op) || node.rhs.type !== 'NumberLiteral') return []
  if (!unitsGo(node)) return []
  const last = lastBucket(node.lhs, system)
  if (last === undefined || !neverTrue(node, last.bound)) return []
  const [limit, unit] = [formatQuantity(node.rhs.val, last.unit), formatQuantity(last.bound, last.unit)]
  return [
    foundIn(
      expression,
      node,
      `never fires: the last bucket ends at ${unit}, and no quantile goes beyond it, so it is never ${node.op} ${limit}; count what is above a bucket, with upTo()`,
    ),
  ]
}

const neverTrue = ({ op, rhs }: BinaryExpr, last: number): boolean => {
  const limit = rhs.type === 'NumberLiteral' ? rhs.val : Number.NaN
  return (op === '>' && limit >= last) || ((op === '>=' || op === '==') && limit > last)
}

/** Follows a recording rule to the quantile that it records. */
function lastBucket(
  node: Node,
  system: System,
  seen: readonly string[] = [],
): { readonly bound: number; readonly unit: string } | undefined {
  if (node.type === 'VectorSelector') {
    const recorded = system.recordings.find(({ data }) => data.name === node.name)
    return recorded && !seen.includes(node.name) ? lastBucket(recorded.expr, system, [...seen, node.name]) : undefined
  }
  if (node.type === 'AggregateExpr' && (node.op === 'max' || node.op === 'min' || node.op === 'avg'))
    return lastBucket(node.expr, system, seen)
  if (node.type !== 'Call' || node.func !== 'histogram_quantile') return undefined
  const series = selectorsOf(node).find(({ series }) => series?.buckets)?.series
  const bound = series?.buckets?.at(-1)
  return bound === undefined ? undefined : { bound, unit: series?.labels.le?.bounds ?? 'none' }
}

function boundProblem(expression: Expression, node: Node): Found[] {
  if (node.type !== 'VectorSelector' || !node.series?.buckets) return []
  const { buckets, of } = node.series
  const bounds = [...buckets.flatMap(spellings), '+Inf']
  const wrong = node.matchers.find(
    ({ name, op, value, variable }) => name === 'le' && !variable && !bounds.some((bound) => matches(op, value, bound)),
  )
  return wrong
    ? [foundIn(expression, node, `${of} has no bucket that ends there; its buckets end at ${buckets.join(', ')}`)]
    : []
}

/** `1` by Node, `1.0` by Python and Prometheus 3, `1e+06` by Go. */
const spellings = (bound: number): string[] => [
  String(bound),
  Number.isInteger(bound) ? `${bound}.0` : String(bound),
  formatFloat(bound),
]
