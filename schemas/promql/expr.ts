/**
 * The type of an expression: which labels its series have, in which unit its values are, and what may be done with it.
 * An expression is an inert frozen value; everything that makes or takes one is a free function.
 */
import type { Node } from './ast.ts'

/** Never present at run time; carries the type parameters so that they mean something (see `out`). */
declare const carried: unique symbol

/**
 * What may be done with an expression.
 * - `counter`, `gauge`, `native`: series as they are stored. Only these take `offset`, `at`, `select` and a plain window.
 * - `vector`: something computed. `condition`: something computed that is empty unless a comparison holds.
 * - `histogram`: a computed native histogram. `scalar`: one number, without series.
 * - `family`: a classic histogram or a summary, whose series are its `.bucket`, `.quantiles`, `.count` and `.sum`.
 */
export type Kind = 'counter' | 'gauge' | 'native' | 'vector' | 'condition' | 'histogram' | 'scalar' | 'family'

/** `L` maps label names to their values, `U` is the unit, `K` the kind. */
export interface Expr<out L extends object, out U extends string, out K extends Kind> {
  readonly node: Node
  readonly [carried]: { readonly labels: L; readonly unit: U; readonly kind: K }
}

export type AnyExpr = Expr<object, string, Kind>
export type NoLabels = Record<never, never>

export type LabelsOf<E> = E extends AnyExpr ? E[typeof carried]['labels'] : NoLabels
export type UnitOf<E> = E extends AnyExpr ? E[typeof carried]['unit'] : 'number'
export type KindOf<E> = E extends AnyExpr ? E[typeof carried]['kind'] : 'scalar'

/** What binary operators take: an expression, a quantity (which is one), or a bare number. */
export type Operand = AnyExpr | number

/** Kinds with values to compute with; counters must pass through `rate` or `increase` first. */
export type Value = 'gauge' | 'vector' | 'condition'

/** The only place where a type is given to a tree. */
export function expression<L extends object, U extends string, K extends Kind>(node: Node): Expr<L, U, K> {
  return Object.freeze({ node: Object.freeze(node) }) as Expr<L, U, K>
}

export function nodeOf(operand: Operand): Node {
  return typeof operand === 'number' ? { type: 'NumberLiteral', val: operand, unit: 'number' } : operand.node
}
