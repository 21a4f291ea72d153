/** The way out: PromQL as text, with a promise of what it gives. It is parsed and checked when the system is loaded. */
import { type Node, type NumberLiteral, walk } from './ast.ts'
import { type AnyExpr, type Expr, expression } from './expr.ts'
import { printLine } from './print.ts'

/**
 * PromQL that the builders cannot say, or that is taken over as it is:
 * `` promql({ labels: ['job'], unit: 'ratio' })`avg by (job) (up{job="${name}"})` ``.
 * Expressions may be interpolated; other values are inserted as text. The loader parses it with Prometheus' grammar, looks
 * up each name among the definitions, and compares what it finds with `labels` and `unit`.
 */
export function promql<const L extends string, const U extends string, const C extends boolean = false>(promise: {
  readonly labels: readonly L[]
  readonly unit: U
  /** Set where it is a condition, for an alert. */
  readonly condition?: C
}): (
  strings: TemplateStringsArray,
  ...values: readonly (AnyExpr | string | number)[]
) => Expr<{ readonly [N in L]: string }, U, C extends true ? 'condition' : 'vector'> {
  return (strings, ...values) =>
    expression({
      type: 'RawExpr',
      text: String.raw(
        { raw: strings.raw },
        ...values.map((value) => (typeof value === 'object' ? printLine(value.node) : value)),
      ).trim(),
      labels: promise.labels,
      unit: promise.unit,
      kind: promise.condition ? 'condition' : 'vector',
      literals: values.flatMap((value) => (typeof value === 'object' ? walk(value.node).filter(isLiteral) : [])),
    })
}

const isLiteral = (node: Node): node is NumberLiteral => node.type === 'NumberLiteral'
