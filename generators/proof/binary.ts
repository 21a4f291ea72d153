/** https://prometheus.io/docs/prometheus/latest/querying/operators/#binary-operators */
import {
  type ArithmeticOp,
  type BinaryExpr,
  type ComparisonOp,
  isComparison,
  isSetOp,
} from '../../schemas/promql/ast.ts'
import { type Labels, noLabels, project, withLabels } from './labels.ts'
import { distinct, nameless, type Sample, Unsupported, unsupported, type Value, type Vector } from './value.ts'

const arithmetic: Readonly<Record<ArithmeticOp, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  // JavaScript knows no power of one or of minus one that is not known to be a number
  '^': (a, b) => (a === 1 || (a === -1 && Math.abs(b) === Infinity) ? 1 : a ** b),
  atan2: Math.atan2,
}

const comparison: Readonly<Record<ComparisonOp, (a: number, b: number) => boolean>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
}

export const holds = (op: ComparisonOp, a: number, b: number): boolean => comparison[op](a, b)

export function binary(node: BinaryExpr, lhs: Value, rhs: Value): Value {
  if (typeof lhs === 'string' || typeof rhs === 'string') throw unsupported(node)
  nameless(node.matching?.labels ?? [], node)
  if (typeof lhs === 'number' && typeof rhs === 'number') return compute(node, lhs, rhs) ?? Number.NaN
  if (typeof lhs === 'number') return withNumber(node, rhs as Vector, (value) => compute(node, lhs, value))
  if (typeof rhs === 'number') return withNumber(node, lhs, (value) => compute(node, value, rhs))
  return isSetOp(node.op) ? setOperation(node, lhs, rhs) : matched(node, lhs, rhs)
}

/** Undefined where a comparison filters it out. */
function compute({ op, returnBool }: BinaryExpr, a: number, b: number): number | undefined {
  if (!isComparison(op)) return arithmetic[op as ArithmeticOp](a, b)
  const is = holds(op, a, b)
  return returnBool ? Number(is) : is ? a : undefined
}

/** A comparison without bool keeps what is in the vector, on whichever side it is. */
function withNumber(node: BinaryExpr, vector: Vector, of: (value: number) => number | undefined): Vector {
  const filters = isComparison(node.op) && !node.returnBool
  const results = vector.flatMap((sample): Sample[] => {
    const value = of(sample.value)
    if (value === undefined) return []
    return [filters ? sample : { labels: sample.labels, value }]
  })
  return distinct(results, node)
}

const signature = ({ matching }: BinaryExpr, labels: Labels): Labels =>
  matching ? project(labels, matching.labels, matching.on) : labels

function setOperation(node: BinaryExpr, lhs: Vector, rhs: Vector): Vector {
  const [left, right] = [lhs, rhs].map((side) => new Set(side.map(({ labels }) => signature(node, labels))))
  switch (node.op) {
    case 'and':
      return lhs.filter(({ labels }) => right?.has(signature(node, labels)))
    case 'unless':
      return lhs.filter(({ labels }) => !right?.has(signature(node, labels)))
    default:
      return [...lhs, ...rhs.filter(({ labels }) => !left?.has(signature(node, labels)))]
  }
}

/** Two values that are compared or computed with, and the labels of what comes out. */
export interface Pair {
  readonly labels: Labels
  readonly a: number
  readonly b: number
}

/** The values on both sides that meet. */
export function pairsOf(node: BinaryExpr, lhs: Value, rhs: Value): readonly Pair[] {
  if (typeof lhs === 'string' || typeof rhs === 'string') throw unsupported(node)
  if (typeof lhs === 'number')
    return typeof rhs === 'number'
      ? [{ labels: noLabels, a: lhs, b: rhs }]
      : rhs.map(({ labels, value }) => ({ labels, a: lhs, b: value }))
  if (typeof rhs === 'number') return lhs.map(({ labels, value }) => ({ labels, a: value, b: rhs }))
  const swap = node.matching?.card === 'one-to-many'
  const [many, one] = swap ? [rhs, lhs] : [lhs, rhs]
  const ones = new Map<Labels, Sample>()
  for (const sample of one) {
    const key = signature(node, sample.labels)
    if (ones.has(key)) throw new Unsupported(`${node.op} finds more than one series to match`)
    ones.set(key, sample)
  }
  return many.flatMap((sample) => {
    const other = ones.get(signature(node, sample.labels))
    if (!other) return []
    const labels = resultLabels(node, sample.labels, other.labels)
    return [swap ? { labels, a: other.value, b: sample.value } : { labels, a: sample.value, b: other.value }]
  })
}

function matched(node: BinaryExpr, lhs: Vector, rhs: Vector): Vector {
  const results = pairsOf(node, lhs, rhs).flatMap(({ labels, a, b }): Sample[] => {
    const value = compute(node, a, b)
    return value === undefined ? [] : [{ labels, value }]
  })
  return distinct(results, node)
}

function resultLabels({ matching }: BinaryExpr, many: Labels, one: Labels): Labels {
  if (!matching) return many
  if (matching.card === 'one-to-one')
    return matching.on && matching.labels.length === 0 ? noLabels : project(many, matching.labels, matching.on)
  return withLabels(many, Object.fromEntries(matching.include.map((name) => [name, one.map[name] ?? ''])))
}
