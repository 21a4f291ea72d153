/**
 * The syntax tree of PromQL: frozen values, named as in Prometheus' own parser
 * (https://github.com/prometheus/prometheus/blob/main/promql/parser/ast.go).
 * There is no ParenExpr: the printer knows where parentheses are needed.
 */
import type { Series } from './series.ts'

export type Node =
  | AggregateExpr
  | BinaryExpr
  | Call
  | MatrixSelector
  | NumberLiteral
  | StringLiteral
  | SubqueryExpr
  | UnaryExpr
  | VectorSelector
  | VariableLiteral
  | RawExpr

export type MatchType = '=' | '!=' | '=~' | '!~'

export interface Matcher {
  readonly name: string
  readonly op: MatchType
  readonly value: string
  /** Set where the value is a Grafana variable, which is printed as it is. */
  readonly variable?: true
}

/** A span of time in milliseconds, or Grafana's name for one. */
export type Span = number | GrafanaSpan
export type GrafanaSpan = '$__rate_interval' | '$__interval' | '$__range'

/** `@ 1609746000`, `@ start()` or `@ end()`; seconds since the epoch. */
export type At = number | 'start' | 'end'

export interface VectorSelector {
  readonly type: 'VectorSelector'
  readonly name: string
  readonly matchers: readonly Matcher[]
  /** Milliseconds; negative looks ahead. */
  readonly offset?: number
  readonly at?: At
  /** What the name stands for; the resolver fills it in for names that were parsed from text. */
  readonly series?: Series
}

export interface MatrixSelector {
  readonly type: 'MatrixSelector'
  readonly vector: VectorSelector
  readonly range: Span
}

export interface SubqueryExpr {
  readonly type: 'SubqueryExpr'
  readonly expr: Node
  readonly range: Span
  /** The resolution; the evaluation interval where there is none. */
  readonly step?: Span
  readonly offset?: number
  readonly at?: At
}

export interface Call {
  readonly type: 'Call'
  readonly func: string
  readonly args: readonly Node[]
}

export interface AggregateExpr {
  readonly type: 'AggregateExpr'
  readonly op: AggregateOp
  readonly expr: Node
  readonly param?: Node
  readonly grouping: readonly string[]
  readonly without: boolean
  /** Set where both by and without were given, which is refused. */
  readonly ambiguous?: true
}

export interface BinaryExpr {
  readonly type: 'BinaryExpr'
  readonly op: BinaryOp
  readonly lhs: Node
  readonly rhs: Node
  readonly matching?: VectorMatching
  readonly returnBool: boolean
}

export interface VectorMatching {
  readonly card: 'one-to-one' | 'many-to-one' | 'one-to-many' | 'many-to-many'
  readonly labels: readonly string[]
  readonly on: boolean
  readonly include: readonly string[]
}

export interface UnaryExpr {
  readonly type: 'UnaryExpr'
  readonly op: '-' | '+'
  readonly expr: Node
}

export interface NumberLiteral {
  readonly type: 'NumberLiteral'
  readonly val: number
  /** `number` for a bare one. */
  readonly unit: string
  /** The name of the threshold that the number comes from. */
  readonly threshold?: string
}

export interface StringLiteral {
  readonly type: 'StringLiteral'
  readonly val: string
}

/** A number that a Grafana variable holds, printed as `$name`. */
export interface VariableLiteral {
  readonly type: 'VariableLiteral'
  readonly name: string
  readonly unit: string
}

/** PromQL as text, with what it promises to be; parsed when the system is loaded. */
export interface RawExpr {
  readonly type: 'RawExpr'
  readonly text: string
  readonly labels: readonly string[]
  readonly unit: string
  readonly kind: 'vector' | 'condition'
  /** Numbers that came from quantities and thresholds, which text alone does not tell. */
  readonly literals: readonly NumberLiteral[]
}

export const aggregateOps = [
  'sum',
  'min',
  'max',
  'avg',
  'group',
  'stddev',
  'stdvar',
  'count',
  'count_values',
  'bottomk',
  'topk',
  'quantile',
  'limitk',
  'limit_ratio',
] as const
export type AggregateOp = (typeof aggregateOps)[number]

export const arithmeticOps = ['+', '-', '*', '/', '%', '^', 'atan2'] as const
export const comparisonOps = ['==', '!=', '<', '<=', '>', '>='] as const
export const setOps = ['and', 'or', 'unless'] as const
export type ArithmeticOp = (typeof arithmeticOps)[number]
export type ComparisonOp = (typeof comparisonOps)[number]
export type SetOp = (typeof setOps)[number]
export type BinaryOp = ArithmeticOp | ComparisonOp | SetOp

const comparisons: ReadonlySet<string> = new Set(comparisonOps)

export function isComparison(op: string): op is ComparisonOp {
  return comparisons.has(op)
}

export function isSetOp(op: string): op is SetOp {
  return (setOps as readonly string[]).includes(op)
}

/** The nodes directly below, in the order in which they are written. */
export function children(node: Node): readonly Node[] {
  switch (node.type) {
    case 'AggregateExpr':
      return node.param ? [node.param, node.expr] : [node.expr]
    case 'BinaryExpr':
      return [node.lhs, node.rhs]
    case 'Call':
      return node.args
    case 'MatrixSelector':
      return [node.vector]
    case 'SubqueryExpr':
    case 'UnaryExpr':
      return [node.expr]
    case 'NumberLiteral':
    case 'StringLiteral':
    case 'VectorSelector':
    case 'VariableLiteral':
    case 'RawExpr':
      return []
  }
}

/** Every node of the tree, the root first. */
export function walk(node: Node): Node[] {
  const all: Node[] = []
  visit(node, all)
  return all
}

/** Recursive, so that what is no tree but a circle is an error and not without end. */
function visit(node: Node, all: Node[]): void {
  all.push(node)
  for (const child of children(node)) visit(child, all)
}

export function selectorsOf(node: Node): VectorSelector[] {
  return walk(node).filter((n): n is VectorSelector => n.type === 'VectorSelector')
}
