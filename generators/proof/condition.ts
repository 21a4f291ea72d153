/** What a condition is made of: its alternatives, and in each what must hold and what must not. */
import { type BinaryExpr, type ComparisonOp, isComparison, type Node } from '../../schemas/promql/ast.ts'

export type Comparison = BinaryExpr & { readonly op: ComparisonOp }

export const isCompared = (node: Node): node is Comparison =>
  node.type === 'BinaryExpr' && isComparison(node.op) && !node.returnBool

/** A part of a condition that decides alone, and whether it must hold. */
export interface Part {
  readonly node: Node
  readonly holds: boolean
}

/** The sides of `or`: each is enough. */
export function alternatives(node: Node): readonly Node[] {
  return node.type === 'BinaryExpr' && node.op === 'or'
    ? [...alternatives(node.lhs), ...alternatives(node.rhs)]
    : [node]
}

/** What `and` and `unless` join; what stands behind `unless` must not hold. */
export function partsOf(node: Node): readonly Part[] {
  if (node.type !== 'BinaryExpr' || (node.op !== 'and' && node.op !== 'unless')) return [{ node, holds: true }]
  const right = node.op === 'and' ? partsOf(node.rhs) : [{ node: node.rhs, holds: false }]
  return [...partsOf(node.lhs), ...right]
}
