import { type Node, walk } from '../../schemas/promql/ast.ts'
import type { Series } from '../../schemas/promql/series.ts'
import { type Check, foundIn, ofRules } from './check.ts'

export const exprZero: Check = {
  id: 'expr/zero',
  doc: `Some gauges report 0 where there is no limit (redis_memory_max_bytes, container_spec_memory_limit_bytes). Dividing by them
gives +Inf, which is above every threshold: the alert fires where nothing is wrong. Guard the divisor with gt(divisor, 0).`,
  run: ofRules((rule) =>
    [...walk(rule.expr)].flatMap((node) => {
      if (node.type !== 'BinaryExpr' || (node.op !== '/' && node.op !== '%')) return []
      const series = unguarded(node.rhs)
      return series
        ? [
            foundIn(
              rule,
              node.rhs,
              `${series.name} is 0 where ${series.zeroMeans}, and dividing by it gives +Inf; guard it with gt(…, 0)`,
            ),
          ]
        : []
    }),
  ),
}

/** A series whose zero has a meaning, where nothing keeps the zero out. */
function unguarded(node: Node): Series | undefined {
  if (node.type === 'VectorSelector') return node.series?.zeroMeans === undefined ? undefined : node.series
  if (node.type === 'AggregateExpr') return unguarded(node.expr)
  if (node.type === 'BinaryExpr' && ['*', '/', 'and', 'unless'].includes(node.op)) return unguarded(node.lhs)
  return undefined
}
