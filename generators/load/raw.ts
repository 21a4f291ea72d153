/** Text in expressions: parsed with Prometheus' grammar, its names looked up, its promise compared. Loaded only where there is any. */
import { isComparison, type Node, type RawExpr } from '../../schemas/promql/ast.ts'
import { infer } from '../../schemas/promql/infer.ts'
import { transform } from '../../schemas/promql/transform.ts'
import type { Problem } from '../problem.ts'
import type { ParseRaw } from './resolve.ts'

export async function rawParser(
  system: string,
): Promise<{ readonly parse: ParseRaw; readonly problems: readonly Problem[] }> {
  const { parse, caret } = await import('../../schemas/promql/parse/parse.ts')
  const problems: Problem[] = []
  const parseRaw: ParseRaw = (root, series, name, file) =>
    transform(root, (node) => {
      if (node.type !== 'RawExpr') return node
      const report = (message: string, excerpt?: string) =>
        problems.push({ id: 'expr/text', system, file, name, message, ...(excerpt && { excerpt }) })
      const parsed = parse(node.text)
      for (const { message, from, to } of parsed.problems) report(message, caret(node.text, from, to))
      if (!parsed.node) return node
      const resolved = transform(parsed.node, (inner) => {
        const known = inner.type === 'VectorSelector' ? series.get(inner.name) : undefined
        return known && inner.type === 'VectorSelector' ? { ...inner, series: known } : measured(inner, node)
      })
      for (const message of broken(node, resolved)) report(message)
      return resolved
    })
  return { parse: parseRaw, problems }
}

/** A number in text has the unit of the quantity that was put there, or else of what it is compared with. */
function measured(node: Node, { literals }: RawExpr): Node {
  if (node.type === 'NumberLiteral') return literals.find(({ val }) => val === node.val) ?? node
  if (node.type !== 'BinaryExpr' || !(isComparison(node.op) || node.op === '+' || node.op === '-')) return node
  const bare = (side: Node, other: Node): Node =>
    side.type === 'NumberLiteral' && side.unit === 'number' ? { ...side, unit: infer(other).unit } : side
  return { ...node, lhs: bare(node.lhs, node.rhs), rhs: bare(node.rhs, node.lhs) }
}

/** Where the text does not give what it promises. */
function broken(promise: RawExpr, node: Node): string[] {
  const shape = infer(node)
  const [has, says] = [Object.keys(shape.labels).sort().join(', '), [...promise.labels].sort().join(', ')]
  return [
    ...(has === says ? [] : [`promql\`…\` promises the labels [${says}], but gives [${has}]; correct the promise`]),
    ...(shape.unit === promise.unit || shape.unit === 'number'
      ? []
      : [`promql\`…\` promises the unit ${promise.unit}, but gives ${shape.unit}; correct the promise`]),
    ...(promise.kind === 'condition' && shape.kind !== 'condition'
      ? ['promql`…` promises a condition, but has no comparison that filters']
      : []),
  ]
}
