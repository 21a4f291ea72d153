/** How far back an expression looks, through recording rules as well: in milliseconds, how long it takes to settle. */
import { children, type Node, walk } from '../../schemas/promql/ast.ts'
import type { System } from '../load/system.ts'
import { dates } from './elementwise.ts'

export function reach(node: Node, { recorded }: Pick<System, 'recorded'>, above: readonly string[] = []): number {
  const below = (inner: Node): number => reach(inner, { recorded }, above)
  switch (node.type) {
    case 'VectorSelector': {
      const expr = above.includes(node.name) ? undefined : recorded.get(node.name)
      return Math.abs(node.offset ?? 0) + (expr ? reach(expr, { recorded }, [...above, node.name]) : 0)
    }
    case 'MatrixSelector':
      return spanOf(node.range) + below(node.vector)
    case 'SubqueryExpr':
      return spanOf(node.range) + Math.abs(node.offset ?? 0) + below(node.expr)
    default:
      return Math.max(0, ...children(node).map(below))
  }
}

const spanOf = (span: number | string): number => (typeof span === 'number' ? span : 0)

/** Whether it is another at another time, though nothing else changes. */
export function usesTime(node: Node, system: System): boolean {
  return walk(node).some((part) => {
    if (part.type === 'Call')
      return part.func === 'time' || part.func === 'timestamp' || Object.hasOwn(dates, part.func)
    const expr = part.type === 'VectorSelector' ? system.recorded.get(part.name) : undefined
    return expr !== undefined && usesTime(expr, system)
  })
}
