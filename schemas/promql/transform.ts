/** A copy of a tree with some nodes replaced. */
import type { MatrixSelector, Node, VectorSelector } from './ast.ts'

/** Replaces bottom up: `change` sees nodes whose children are changed already. Unchanged subtrees are shared. */
export function transform(node: Node, change: (node: Node) => Node): Node {
  return change(withChildren(node, (child) => transform(child, change)))
}

/** A copy with its children replaced; the node itself where none is another. */
export function withChildren(node: Node, each: (child: Node) => Node): Node {
  switch (node.type) {
    case 'AggregateExpr': {
      const [expr, param] = [each(node.expr), node.param && each(node.param)]
      return expr === node.expr && param === node.param ? node : { ...node, expr, ...(param && { param }) }
    }
    case 'BinaryExpr': {
      const [lhs, rhs] = [each(node.lhs), each(node.rhs)]
      return lhs === node.lhs && rhs === node.rhs ? node : { ...node, lhs, rhs }
    }
    case 'Call': {
      const args = node.args.map(each)
      return args.every((arg, i) => arg === node.args[i]) ? node : { ...node, args }
    }
    case 'MatrixSelector': {
      const vector = each(node.vector) as VectorSelector
      return vector === node.vector ? node : ({ ...node, vector } satisfies MatrixSelector)
    }
    case 'SubqueryExpr':
    case 'UnaryExpr': {
      const expr = each(node.expr)
      return expr === node.expr ? node : { ...node, expr }
    }
    case 'NumberLiteral':
    case 'StringLiteral':
    case 'VariableLiteral':
    case 'VectorSelector':
    case 'RawExpr':
      return node
  }
}
