/** What an alert watches: the left side of each comparison with a threshold, and how to know it again on a panel. */
import {
  type BinaryExpr,
  isComparison,
  isSetOp,
  type Node,
  type NumberLiteral,
  walk,
} from '../../schemas/promql/ast.ts'
import { once } from '../../schemas/promql/once.ts'
import { printLine } from '../../schemas/promql/print.ts'
import { transform } from '../../schemas/promql/transform.ts'

export interface Watch {
  readonly watched: Node
  readonly comparison: BinaryExpr
  readonly limit: NumberLiteral
}

/** Every comparison with a number that makes a condition true; what follows `unless` makes it false. */
export function watchesOf(node: Node): Watch[] {
  if (node.type !== 'BinaryExpr') return []
  if (isSetOp(node.op)) return [...watchesOf(node.lhs), ...(node.op === 'unless' ? [] : watchesOf(node.rhs))]
  const { lhs, rhs } = node
  return isComparison(node.op) && rhs.type === 'NumberLiteral' ? [{ watched: lhs, comparison: node, limit: rhs }] : []
}

/** The expressions that recording rules record, by name. */
export type Recorded = ReadonlyMap<string, Node>

/** An expression down to the series that targets expose. What is recorded from itself stays as it is, for the checks to refuse. */
export const expanded = (node: Node, recorded: Recorded): Node => expanding(recorded)(node)

const expanding = once((recorded: Recorded) => once((node: Node) => expand(node, recorded, [])))

function expand(node: Node, recorded: Recorded, within: readonly string[]): Node {
  return transform(node, (part) => {
    if (part.type !== 'VectorSelector' || part.matchers.length > 0 || part.offset !== undefined) return windowed(part)
    const expr = part.at === undefined && !within.includes(part.name) ? recorded.get(part.name) : undefined
    return expr === undefined ? part : expand(expr, recorded, [...within, part.name])
  })
}

/** A window over something that is computed is a subquery: `(sum(x))[1h:]`. */
export function windowed(node: Node): Node {
  if (node.type !== 'MatrixSelector') return node
  const inner: Node = node.vector
  return inner.type === 'VectorSelector' ? node : { type: 'SubqueryExpr', expr: inner, range: node.range }
}

/** One text for all ways to measure the same thing: recorded or not, filtered by a dashboard's variables or not. */
export function measure(node: Node, recorded: Recorded): string {
  return printLine(unfiltered(expanded(node, recorded)))
}

/** The same for whatever windows its rates are taken over, since Grafana's own window stands for any. */
export function looseMeasure(node: Node, recorded: Recorded): string {
  const loose = transform(unfiltered(expanded(node, recorded)), (part) =>
    part.type === 'Call' && rates.has(part.func)
      ? { ...part, args: part.args.map((arg) => (arg.type === 'MatrixSelector' ? { ...arg, range: anyWindow } : arg)) }
      : part,
  )
  return printLine(loose)
}

const anyWindow = '$__rate_interval'

/** Whether a rate in it is taken over Grafana's own window. */
export const isLoose = (node: Node): boolean =>
  walk(node).some((part) => part.type === 'MatrixSelector' && part.range === anyWindow)

const unfiltered = (node: Node): Node =>
  transform(node, (part) =>
    part.type === 'VectorSelector' && part.matchers.length > 0
      ? { ...part, matchers: part.matchers.filter(({ variable }) => !variable).toSorted(byName) }
      : part,
  )

/** Functions whose window says how smooth the answer is, and not what is asked. */
export const rates = new Set(['rate', 'irate'])

const byName = (a: { readonly name: string; readonly value: string }, b: typeof a): number =>
  a.name < b.name || (a.name === b.name && a.value < b.value) ? -1 : 1

/** Without what only picks or sorts series, which is watched as a whole. */
export function ordered(node: Node): Node {
  if (node.type === 'AggregateExpr' && (node.op === 'topk' || node.op === 'bottomk')) return ordered(node.expr)
  if (node.type === 'Call' && (node.func === 'sort' || node.func === 'sort_desc')) return ordered(node.args[0] as Node)
  return node
}
