/** What a binary operator makes of labels, units and kinds. */
import { alike, baseOf, differenceUnit, product, quotient, sumUnit } from '../model/unit.ts'
import { type BinaryExpr, type BinaryOp, type ComparisonOp, isComparison, isSetOp, type Node } from './ast.ts'
import type { Kind } from './expr.ts'
import { lacksLabel, thresholdUnit, unitsDiffer } from './messages.ts'
import { keep, pick, type Report, type Shape, unknownLabel, usable } from './shape.ts'

/** What arithmetic takes beside vectors. */
const numbers: readonly Kind[] = ['scalar', 'histogram']

/** Of `a op b`, for sides of these shapes. */
export function combined(node: BinaryExpr, left: Shape, right: Shape, report: Report): Shape {
  usable(left, `operator ${node.op}`, node.lhs, report, ...(isComparison(node.op) || isSetOp(node.op) ? [] : numbers))
  usable(right, `operator ${node.op}`, node.rhs, report, ...(isSetOp(node.op) ? [] : numbers))
  matchingProblems(node, left, right, report)
  const unit = unitOfBinary(node, left, right)
  if (unit === undefined) report(unitProblem(node, left.unit, right.unit), node)
  const joined = joinedLabels(node, left, right)
  return { ...joined, unit: unit ?? left.unit, kind: kindOfBinary(node, left, right) }
}

function unitProblem({ op, rhs }: BinaryExpr, left: string, right: string): string {
  const threshold = rhs.type === 'NumberLiteral' && rhs.threshold !== undefined
  return threshold ? thresholdUnit(left, right) : unitsDiffer(op, left, right)
}

function kindOfBinary({ op, returnBool }: BinaryExpr, left: Shape, right: Shape): Kind {
  const conditions = [left, right].filter(({ kind }) => kind === 'condition').length
  if (op === 'or') return conditions === 2 ? 'condition' : 'vector'
  if (isSetOp(op)) return conditions > 0 ? 'condition' : 'vector'
  if (isComparison(op)) return returnBool ? 'vector' : 'condition'
  if (left.kind === 'histogram' || right.kind === 'histogram') return 'histogram'
  return left.kind === 'scalar' && right.kind === 'scalar' ? 'scalar' : 'vector'
}

/** undefined where the two units do not go together. */
function unitOfBinary(node: BinaryExpr, left: Shape, right: Shape): string | undefined {
  const [a, b] = [left.unit, right.unit]
  if (isComparison(node.op)) return comparable(a, b, node.rhs) ? (node.returnBool ? 'boolean' : a) : undefined
  return b === 'conversion' ? baseOf(a)[0] : units[node.op](a, b)
}

const units: Readonly<Record<Exclude<BinaryOp, ComparisonOp>, (a: string, b: string) => string | undefined>> = {
  '+': sumUnit,
  '-': differenceUnit,
  '*': product,
  '/': quotient,
  '%': (a) => a,
  '^': () => 'none',
  atan2: (a, b) => (alike(a, b) === undefined ? undefined : 'none'),
  and: (a) => a,
  unless: (a) => a,
  or: alike,
}

function comparable(a: string, b: string, rhs: Node): boolean {
  const literal = rhs.type === 'NumberLiteral' && rhs.unit === 'number' ? rhs.val : undefined
  return literal === 0 || (a === 'boolean' && literal === 1) || alike(a, b) !== undefined
}

function matchingProblems(node: BinaryExpr, left: Shape, right: Shape, report: Report): void {
  if (left.kind === 'scalar' || right.kind === 'scalar') return
  const { matching, lhs, rhs } = node
  if (matching?.on) {
    missing(matching.labels, 'on', left, lhs, report)
    missing(matching.labels, 'on', right, rhs, report)
  } else if (matching?.card !== 'many-to-one' && matching?.card !== 'one-to-many') unmatched(node, left, right, report)
  if (matching?.card === 'one-to-many') missing(matching.include, 'group_right', left, lhs, report)
  else missing(matching?.include ?? [], 'group_left', right, rhs, report)
}

function missing(labels: readonly string[], where: string, shape: Shape, node: Node, report: Report): void {
  for (const label of labels) if (!Object.hasOwn(shape.labels, label)) report(unknownLabel(label, where, shape), node)
}

/** Without `on`, both sides need the same labels, but for those that are ignored. */
function unmatched({ matching, lhs, rhs }: BinaryExpr, left: Shape, right: Shape, report: Report): void {
  const ignored = matching?.labels ?? []
  const lacking = (from: Shape, to: Shape) =>
    Object.keys(from.labels).find((label) => !Object.hasOwn(to.labels, label) && !ignored.includes(label))
  const [inRight, inLeft] = [lacking(left, right), lacking(right, left)]
  if (inRight !== undefined) report(lacksLabel('right', inRight), rhs)
  else if (inLeft !== undefined) report(lacksLabel('left', inLeft), lhs)
}

function joinedLabels({ op, matching }: BinaryExpr, left: Shape, right: Shape): Pick<Shape, 'labels' | 'gone'> {
  if (left.kind === 'scalar') return right
  if (right.kind === 'scalar' || op === 'and' || op === 'unless') return left
  if (op === 'or') return keep(left, Object.keys(right.labels), 'or')
  if (!matching) return left
  const lent = (one: Shape) => pick(one, matching.include)
  if (matching.card === 'many-to-one') return { ...left, labels: { ...left.labels, ...lent(right) } }
  if (matching.card === 'one-to-many') return { ...right, labels: { ...right.labels, ...lent(left) } }
  const text = `${op} ${matching.on ? 'on' : 'ignoring'} (${matching.labels.join(', ')})`
  return matching.on
    ? keep(left, matching.labels, text)
    : keep(
        left,
        Object.keys(left.labels).filter((label) => !matching.labels.includes(label)),
        text,
      )
}
