/**
 * The labels, the unit and the kind of a tree, computed as the compiler computes its type.
 * What the compiler refuses is reported here too, in the same words, for definitions that it could not see.
 */
import { open, targetLabels } from '../model/label.ts'
import type { Node, RawExpr, VectorSelector } from './ast.ts'
import { aggregated } from './infer-aggregate.ts'
import { combined } from './infer-binary.ts'
import { called } from './infer-call.ts'
import { needsSeries } from './messages.ts'
import { once } from './once.ts'
import { type Report, type Shape, scalarOf, usable } from './shape.ts'

export type { Shape } from './shape.ts'

/** What the tree is; where it is not what the compiler lets through, `report` is told. */
export const infer = (node: Node, report?: Report): Shape => (report ? inferred(node, report) : silently(node))

const ignore: Report = () => {}
const silently = once((node: Node) => inferred(node, ignore))

function inferred(node: Node, report: Report): Shape {
  const infer = (child: Node): Shape => (report === ignore ? silently(child) : inferred(child, report))
  modified(node, report)
  switch (node.type) {
    case 'NumberLiteral':
    case 'VariableLiteral':
      return scalarOf(node.unit)
    case 'StringLiteral':
      return scalarOf('string')
    case 'UnaryExpr':
      return negated(node, infer(node.expr), report)
    case 'VectorSelector':
      return selected(node)
    case 'MatrixSelector':
      return infer(node.vector)
    case 'SubqueryExpr':
      return infer(node.expr)
    case 'Call':
      return called(node, node.args.map(infer), report)
    case 'AggregateExpr':
      if (node.param) infer(node.param)
      return aggregated(node, infer(node.expr), report)
    case 'BinaryExpr':
      return combined(node, infer(node.lhs), infer(node.rhs), report)
    case 'RawExpr':
      return promised(node)
  }
}

/** What `select`, `offset` and `at` leave on a node that is no selector, where the compiler did not see it. */
function modified(node: Node, report: Report): void {
  if (node.type === 'VectorSelector' || node.type === 'SubqueryExpr') return
  for (const [key, func] of modifiers) if (key in node) report(needsSeries(func), node)
}

const modifiers = [
  ['matchers', 'select'],
  ['offset', 'offset'],
  ['at', 'at'],
] as const

function selected({ series }: VectorSelector): Shape {
  if (!series) return { labels: { ...targetLabels }, unit: 'none', kind: 'gauge', gone: {} }
  return { labels: series.labels, unit: series.unit, kind: series.kind, gone: {} }
}

function negated(node: Node, shape: Shape, report: Report): Shape {
  usable(shape, 'operator -', node, report, 'scalar', 'histogram')
  return shape.kind === 'scalar' || shape.kind === 'histogram' ? shape : { ...shape, kind: 'vector' }
}

function promised({ labels, unit, kind }: RawExpr): Shape {
  return { labels: Object.fromEntries(labels.map((name) => [name, open({ atMost: 1 })])), unit, kind, gone: {} }
}
