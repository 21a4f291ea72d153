/** A copy of a tree with some nodes replaced. */
import type { MatrixSelector, Node, VectorSelector } from './ast.ts'

/** Replaces bottom up: `change` sees nodes whose children are changed already. Unchanged subtrees are shared. */
export function transform(node: Node, change: (node: Node) => Node): Node {
  return change(withChildren(node, (child) => transform(child, change)))
}

/** A copy with its children replaced; the node itself where it has none. */
export function withChildren(node: Node, each: (child: Node) => Node): Node {
  switch (node.type) {
    case 'AggregateExpr':
      return { ...node, expr: each(node.expr), ...(node.param && { param: each(node.param) }) }
    case 'BinaryExpr':
      return { ...node, lhs: each(node.lhs), rhs: each(node.rhs) }
    case 'Call':
      return { ...node, args: node.args.map(each) }
    case 'MatrixSelector':
      return { ...node, vector: each(node.vector) as VectorSelector } satisfies MatrixSelector
    case 'SubqueryExpr':
    case 'UnaryExpr':
      return { ...node, expr: each(node.expr) }
    case 'NumberLiteral':
    case 'StringLiteral':
    case 'VariableLiteral':
    case 'VectorSelector':
    case 'RawExpr':
      return node
  }
}
