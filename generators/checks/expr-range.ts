import { alike } from '../../schemas/model/unit.ts'
import { type BinaryExpr, isComparison, type Node, type VectorSelector, walk } from '../../schemas/promql/ast.ts'
import { infer } from '../../schemas/promql/infer.ts'
import { isPart } from '../facts/share.ts'
import type { System } from '../load/system.ts'
import { type Check, foundIn, ofExpressions } from './check.ts'

export const exprRange: Check = {
  id: 'expr/range',
  doc: `A comparison with a value outside of what a gauge can have is always true or never: a ratio above 1, a boolean of 2, a
percentage written as 90 where ratios are 0 to 1. The range is the one that the metric declares; booleans are 0 or 1.`,
  run: ofExpressions((expression, system) =>
    walk(expression.expr).flatMap((node) => {
      if (node.type !== 'BinaryExpr' || !isComparison(node.op) || node.rhs.type !== 'NumberLiteral') return []
      const range = unitsGo(node) ? rangeOf(followed(node.lhs, system)) : undefined
      const verdict = range && verdictOf(node.op, node.rhs.val, range)
      return range && verdict ? [foundIn(expression, node, `is ${verdict} true: the value is ${rangeText(range)}`)] : []
    }),
  ),
}

/** What a recording rule records, in place of its name. */
function followed(node: Node, system: System): Node {
  const recorded =
    node.type === 'VectorSelector' ? system.recordings.find(({ data }) => data.name === node.name) : undefined
  return recorded?.expr ?? node
}

/** Where units differ, that is the problem, and a comparison of the numbers says nothing. */
export const unitsGo = ({ lhs, rhs }: BinaryExpr): boolean =>
  (rhs.type === 'NumberLiteral' && rhs.unit === 'number') || alike(infer(lhs).unit, infer(rhs).unit) !== undefined

const rangeText = ([low, high]: readonly [number, number]): string =>
  high === Infinity ? `at least ${low}` : `between ${low} and ${high}`

/** What a selector, or its average, minimum or maximum, can be. */
function rangeOf(node: Node): readonly [number, number] | undefined {
  if (node.type === 'AggregateExpr' && ['avg', 'min', 'max', 'topk', 'bottomk'].includes(node.op))
    return rangeOf(node.expr)
  if (node.type === 'Call' && /^(avg|min|max|last|first)_over_time$/.test(node.func))
    return rangeOf(node.args[0] as Node)
  if (node.type === 'MatrixSelector') return rangeOf(node.vector)
  if (node.type === 'BinaryExpr') return isPart(node) ? [0, 1] : undefined
  if (node.type !== 'VectorSelector') return undefined
  return node.series?.range ?? impliedRange(node)
}

/** A boolean is 0 or 1, and so is a ratio that a target exposes and declares no other range for. */
function impliedRange(node: VectorSelector): readonly [number, number] | undefined {
  const { unit } = infer(node)
  return unit === 'boolean' || (unit === 'ratio' && node.series?.kind === 'gauge' && !node.series.recorded)
    ? [0, 1]
    : undefined
}

function verdictOf(op: string, value: number, [low, high]: readonly [number, number]): 'always' | 'never' | undefined {
  const verdicts: Record<string, readonly [always: boolean, never: boolean]> = {
    '>': [value < low, value >= high],
    '>=': [value <= low, value > high],
    '<': [value > high, value <= low],
    '<=': [value >= high, value < low],
    '==': [low === high && value === low, value < low || value > high],
    '!=': [value < low || value > high, low === high && value === low],
  }
  const [always, never] = verdicts[op] ?? [false, false]
  return always ? 'always' : never ? 'never' : undefined
}
