/** Whether a quotient is a share of a whole, between 0 and 1. */
import { type BinaryExpr, type Node, selectorsOf, type VectorSelector, walk } from '../../schemas/promql/ast.ts'
import { printLine } from '../../schemas/promql/print.ts'
import { transform } from '../../schemas/promql/transform.ts'

/** A part of a whole: the same sum on both sides, but for matchers that only the part has. */
export function isPart({ op, lhs: left, rhs }: BinaryExpr): boolean {
  const lhs = orNothing(left, rhs)
  return (
    op === '/' &&
    walk(rhs).every(addsUp) &&
    printLine(unmatched(lhs)) === printLine(unmatched(rhs)) &&
    selectorsOf(rhs).every((whole, i) => includes(selectorsOf(lhs)[i], whole))
  )
}

/** Whether more series can only make it more: an average of some can be above that of all. */
function addsUp(node: Node): boolean {
  if (node.type === 'AggregateExpr') return node.op === 'sum' || node.op === 'count'
  if (node.type === 'Call') return /^(rate|irate|increase)$/.test(node.func)
  if (node.type === 'VectorSelector') return node.series?.kind === 'counter' || (node.series?.range?.[0] ?? -1) >= 0
  return node.type === 'MatrixSelector'
}

const unmatched = (node: Node): Node =>
  transform(node, (part) => (part.type === 'VectorSelector' ? { ...part, matchers: [] } : part))

function includes(part: VectorSelector | undefined, whole: VectorSelector): boolean {
  const said = new Set(part?.matchers.map(({ name, op, value }) => name + op + value))
  return whole.matchers.every(({ name, op, value }) => said.has(name + op + value))
}

/** Of `part or 0 * whole` the part, which is that or nothing. */
function orNothing(node: Node, whole: Node): Node {
  if (node.type !== 'BinaryExpr' || node.op !== 'or' || node.rhs.type !== 'BinaryExpr') return node
  const { op, lhs, rhs } = node.rhs
  const zero = op === '*' && lhs.type === 'NumberLiteral' && lhs.val === 0
  return zero && printLine(rhs) === printLine(whole) ? node.lhs : node
}
