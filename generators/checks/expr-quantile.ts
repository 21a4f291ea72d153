import { type Node, walk } from '../../schemas/promql/ast.ts'
import { type Check, foundIn, ofExpressions } from './check.ts'

export const exprQuantile: Check = {
  id: 'expr/quantile',
  doc: `A quantile is between 0 and 1: the 95th percentile is 0.95. Beyond, Prometheus gives +Inf or -Inf, which is above or below every
threshold. Source: https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile`,
  run: ofExpressions((expression) =>
    walk(expression.expr).flatMap((node) =>
      quantilesOf(node)
        .filter((q) => !(q >= 0 && q <= 1))
        .map((q) => foundIn(expression, node, `${q} is no quantile; the 95th percentile is 0.95`)),
    ),
  ),
}

function quantilesOf(node: Node): number[] {
  const numbers = (nodes: readonly (Node | undefined)[]) =>
    nodes.flatMap((arg) => (arg?.type === 'NumberLiteral' ? [arg.val] : []))
  if (node.type === 'AggregateExpr') return node.op === 'quantile' ? numbers([node.param]) : []
  if (node.type !== 'Call') return []
  if (node.func === 'histogram_quantiles') return numbers(node.args.slice(2))
  return node.func === 'histogram_quantile' || node.func === 'quantile_over_time' ? numbers(node.args.slice(0, 1)) : []
}
