import { type BinaryExpr, children, type Node } from '../../schemas/promql/ast.ts'
import { printLine } from '../../schemas/promql/print.ts'
import type { Series } from '../../schemas/promql/series.ts'
import { type Check, foundIn, ofExpressions } from './check.ts'

export const exprZero: Check = {
  id: 'expr/zero',
  doc: `Some gauges report 0 where there is no limit (redis_memory_max_bytes, container_spec_memory_limit_bytes). Dividing by them
gives +Inf, which is above every threshold: the alert fires where nothing is wrong. Guard the divisor with gt(divisor, 0).`,
  run: ofExpressions((expression) =>
    divisors(expression.expr, []).map(({ node, series }) =>
      foundIn(
        expression,
        node,
        `${series.name} is 0 where ${series.zeroMeans}, and dividing by it gives +Inf; guard it with gt(…, 0)`,
      ),
    ),
  ),
}

interface Divisor {
  readonly node: Node
  readonly series: Series
}

/** Divisors that can be zero; `guarded` are the selectors that something around them keeps from it. */
function divisors(node: Node, guarded: readonly string[]): Divisor[] {
  const inner = node.type === 'BinaryExpr' ? [...guarded, ...guardsOf(node)] : guarded
  const below = children(node).flatMap((child) => divisors(child, inner))
  if (node.type !== 'BinaryExpr' || (node.op !== '/' && node.op !== '%')) return below
  const series = zeroIn(node.rhs, inner)
  return series ? [{ node: node.rhs, series }, ...below] : below
}

/** A series whose zero has a meaning, where nothing keeps the zero out. */
function zeroIn(node: Node, guarded: readonly string[]): Series | undefined {
  if (node.type === 'VectorSelector') {
    return node.series?.zeroMeans === undefined || guarded.includes(printLine(node)) ? undefined : node.series
  }
  if (node.type === 'AggregateExpr')
    return /^(count|count_values|group)$/.test(node.op) ? undefined : zeroIn(node.expr, guarded)
  if (node.type !== 'BinaryExpr') return undefined
  const inner = [...guarded, ...guardsOf(node)]
  if (node.op === '*') return zeroIn(node.lhs, inner) ?? zeroIn(node.rhs, inner)
  return node.op === '/' || node.op === 'and' || node.op === 'unless' ? zeroIn(node.lhs, inner) : undefined
}

/** `… and x > 0` and `… unless x == 0` keep the zeros of x out. */
function guardsOf({ op, rhs }: BinaryExpr): string[] {
  if (
    (op !== 'and' && op !== 'unless') ||
    rhs.type !== 'BinaryExpr' ||
    rhs.rhs.type !== 'NumberLiteral' ||
    rhs.rhs.val !== 0
  )
    return []
  const keeps = op === 'and' ? rhs.op === '>' || rhs.op === '!=' : rhs.op === '==' || rhs.op === '<='
  return keeps ? [printLine(rhs.lhs)] : []
}
