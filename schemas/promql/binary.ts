/**
 * Arithmetic, comparison and set operators.
 * https://prometheus.io/docs/prometheus/latest/querying/operators/
 */
import type { Alike, Difference, InBase, Product, Quotient, Sum } from '../model/unit.ts'
import { baseOf } from '../model/unit.ts'
import type { BinaryExpr, BinaryOp } from './ast.ts'
import { type Expr, expression, type KindOf, type LabelsOf, nodeOf, type Operand, type UnitOf } from './expr.ts'
import { infer } from './infer.ts'
import {
  type ComparingOf,
  type Joined,
  type Matching,
  type MatchingOf,
  type Mismatch,
  matchingOf,
  type SettingOf,
} from './matching.ts'
import type { NeedsValue, UnitsDiffer } from './messages.ts'

type Nothing = Record<never, never>
type Computable = 'gauge' | 'vector' | 'condition' | 'scalar' | 'histogram'

/** The left operand, or the sentence that says why it cannot be computed with. */
type Left<Op extends string, A> = KindOf<A> extends Computable ? A : NeedsValue<`operator ${Op}`, KindOf<A>>

/** As `Left`, for operators that keep or drop series and so need some. */
type Series<Op extends string, E> =
  KindOf<E> extends 'gauge' | 'vector' | 'condition' ? E : NeedsValue<`operator ${Op}`, KindOf<E>>

/** The right operand, or the sentence that says why it does not go with the left one. `U` is the unit of the result. */
type Right<Op extends string, A, B, M, U> =
  KindOf<B> extends Computable
    ? [U] extends [never]
      ? UnitsDiffer<Op, UnitOf<A>, UnitOf<B>>
      : [Mismatch<A, B, M>] extends [never]
        ? B
        : Mismatch<A, B, M>
    : NeedsValue<`operator ${Op}`, KindOf<B>>

type RightSeries<Op extends string, A, B, M, U> = Series<Op, B> extends B ? Right<Op, A, B, M, U> : Series<Op, B>

type Result<A, B> = 'histogram' extends KindOf<A> | KindOf<B>
  ? 'histogram'
  : KindOf<A> | KindOf<B> extends 'scalar'
    ? 'scalar'
    : 'vector'

/** Zero is zero in every unit, and a boolean is 0 or 1. */
type Compared<A, B> = B extends 0
  ? UnitOf<A>
  : [UnitOf<A>, B] extends ['boolean', 1]
    ? 'boolean'
    : Alike<UnitOf<A>, UnitOf<B>>
type Filtered<M> = M extends { readonly bool: true } ? 'vector' : 'condition'
type FilteredUnit<A, M> = M extends { readonly bool: true } ? 'boolean' : UnitOf<A>

function binary(op: BinaryOp, a: unknown, b: unknown, options: Matching & { readonly bool?: boolean } = {}): never {
  const matching = matchingOf(op, options)
  const [lhs, rhs] = [nodeOf(a as Operand), nodeOf(b as Operand)]
  return expression({
    type: 'BinaryExpr',
    op,
    lhs,
    // each side is a node of its own, so that a message can point at one of two equal ones
    rhs: lhs === rhs ? { ...rhs } : rhs,
    ...(matching && { matching }),
    returnBool: options.bool ?? false,
  } satisfies BinaryExpr) as never
}

/** `a + b`, both in one unit. */
export const add = <A extends Operand, B extends Operand, const M extends MatchingOf<A, B> = Nothing>(
  a: Left<'+', A>,
  b: Right<'+', A, B, M, Sum<UnitOf<A>, UnitOf<B>>>,
  matching?: M,
): Expr<Joined<A, B, M>, Sum<UnitOf<A>, UnitOf<B>>, Result<A, B>> => binary('+', a, b, matching)

/** `a - b`, both in one unit; two timestamps give seconds. */
export const sub = <A extends Operand, B extends Operand, const M extends MatchingOf<A, B> = Nothing>(
  a: Left<'-', A>,
  b: Right<'-', A, B, M, Difference<UnitOf<A>, UnitOf<B>>>,
  matching?: M,
): Expr<Joined<A, B, M>, Difference<UnitOf<A>, UnitOf<B>>, Result<A, B>> => binary('-', a, b, matching)

/** `a * b`; `usd/count` times `count` is `usd`. */
export const mul = <A extends Operand, B extends Operand, const M extends MatchingOf<A, B> = Nothing>(
  a: Left<'*', A>,
  b: Right<'*', A, B, M, 'any'>,
  matching?: M,
): Expr<Joined<A, B, M>, Product<UnitOf<A>, UnitOf<B>>, Result<A, B>> => binary('*', a, b, matching)

/** `a / b`; equal units give a ratio, bytes by seconds give `bytes/second`. */
export const div = <A extends Operand, B extends Operand, const M extends MatchingOf<A, B> = Nothing>(
  a: Left<'/', A>,
  b: Right<'/', A, B, M, 'any'>,
  matching?: M,
): Expr<Joined<A, B, M>, Quotient<UnitOf<A>, UnitOf<B>>, Result<A, B>> => binary('/', a, b, matching)

/** A part of a whole, `part / whole`, both in one unit. */
export const ratio = <A extends Operand, B extends Operand, const M extends MatchingOf<A, B> = Nothing>(
  part: Left<'/', A>,
  whole: Right<'/', A, B, M, Alike<UnitOf<A>, UnitOf<B>>>,
  matching?: M,
): Expr<Joined<A, B, M>, 'ratio', Result<A, B>> => binary('/', part, whole, matching)

/**
 * A part of a whole where there may be no part yet: `(part or 0 * whole) / whole`. Clients expose a label value when it first
 * occurs, so that `part / whole` of what has never failed is nothing, and not 0.
 */
export const share = <A extends Operand, B extends Operand>(
  part: Left<'/', A>,
  whole: Right<'/', A, B, Nothing, Alike<UnitOf<A>, UnitOf<B>>>,
): Expr<LabelsOf<A>, 'ratio', 'vector'> => binary('/', binary('or', part, binary('*', 0, whole)), whole)

/** `a % b`, the remainder, in the unit of `a`. */
export const mod = <A extends Operand, B extends Operand, const M extends MatchingOf<A, B> = Nothing>(
  a: Left<'%', A>,
  b: Right<'%', A, B, M, 'any'>,
  matching?: M,
): Expr<Joined<A, B, M>, UnitOf<A>, Result<A, B>> => binary('%', a, b, matching)

/** `a ^ b`; the result has no unit. */
export const pow = <A extends Operand, B extends Operand, const M extends MatchingOf<A, B> = Nothing>(
  a: Left<'^', A>,
  b: Right<'^', A, B, M, 'any'>,
  matching?: M,
): Expr<Joined<A, B, M>, 'none', Result<A, B>> => binary('^', a, b, matching)

/** `a atan2 b`, an angle in radians. */
export const atan2 = <A extends Operand, B extends Operand, const M extends MatchingOf<A, B> = Nothing>(
  a: Left<'atan2', A>,
  b: Right<'atan2', A, B, M, Alike<UnitOf<A>, UnitOf<B>>>,
  matching?: M,
): Expr<Joined<A, B, M>, 'none', Result<A, B>> => binary('atan2', a, b, matching)

/** `-v`. */
export const neg = <E extends Operand>(v: Left<'-', E>): Expr<LabelsOf<E>, UnitOf<E>, Result<E, E>> =>
  expression({ type: 'UnaryExpr', op: '-', expr: nodeOf(v as Operand) })

/** `a == b`: the series of `a` for which it holds, or 0 and 1 with `{ bool: true }`. */
export const eq = <A extends Operand, const B extends Operand, const M extends ComparingOf<A, B> = Nothing>(
  a: Series<'==', A>,
  b: Right<'==', A, B, M, Compared<A, B>>,
  matching?: M,
): Expr<Joined<A, B, M>, FilteredUnit<A, M>, Filtered<M>> => binary('==', a, b, matching)

/** `a != b`. */
export const neq = <A extends Operand, const B extends Operand, const M extends ComparingOf<A, B> = Nothing>(
  a: Series<'!=', A>,
  b: Right<'!=', A, B, M, Compared<A, B>>,
  matching?: M,
): Expr<Joined<A, B, M>, FilteredUnit<A, M>, Filtered<M>> => binary('!=', a, b, matching)

/** `a > b`. */
export const gt = <A extends Operand, const B extends Operand, const M extends ComparingOf<A, B> = Nothing>(
  a: Series<'>', A>,
  b: Right<'>', A, B, M, Compared<A, B>>,
  matching?: M,
): Expr<Joined<A, B, M>, FilteredUnit<A, M>, Filtered<M>> => binary('>', a, b, matching)

/** `a >= b`. */
export const gte = <A extends Operand, const B extends Operand, const M extends ComparingOf<A, B> = Nothing>(
  a: Series<'>=', A>,
  b: Right<'>=', A, B, M, Compared<A, B>>,
  matching?: M,
): Expr<Joined<A, B, M>, FilteredUnit<A, M>, Filtered<M>> => binary('>=', a, b, matching)

/** `a < b`. */
export const lt = <A extends Operand, const B extends Operand, const M extends ComparingOf<A, B> = Nothing>(
  a: Series<'<', A>,
  b: Right<'<', A, B, M, Compared<A, B>>,
  matching?: M,
): Expr<Joined<A, B, M>, FilteredUnit<A, M>, Filtered<M>> => binary('<', a, b, matching)

/** `a <= b`. */
export const lte = <A extends Operand, const B extends Operand, const M extends ComparingOf<A, B> = Nothing>(
  a: Series<'<=', A>,
  b: Right<'<=', A, B, M, Compared<A, B>>,
  matching?: M,
): Expr<Joined<A, B, M>, FilteredUnit<A, M>, Filtered<M>> => binary('<=', a, b, matching)

type Chosen<A, B> = KindOf<A> | KindOf<B> extends 'condition' ? 'condition' : 'vector'
type Limited<A, B> = 'condition' extends KindOf<A> | KindOf<B> ? 'condition' : 'vector'

/** The series of `a` that `b` has too: `a and on (instance) b`. The values are those of `a`. */
export const and = <A extends Operand, B extends Operand, const M extends SettingOf<A, B> = Nothing>(
  a: Series<'and', A>,
  b: RightSeries<'and', A, B, M, 'any'>,
  matching?: M,
): Expr<LabelsOf<A>, UnitOf<A>, Limited<A, B>> => binary('and', a, b, matching)

/** The series of `a`, and those of `b` that `a` lacks. It always gives something unless both are conditions. */
export const or = <A extends Operand, B extends Operand, const M extends SettingOf<A, B> = Nothing>(
  a: Series<'or', A>,
  b: RightSeries<'or', A, B, M, Alike<UnitOf<A>, UnitOf<B>>>,
  matching?: M,
): Expr<
  { readonly [N in keyof LabelsOf<A> & keyof LabelsOf<B>]: LabelsOf<A>[N] | LabelsOf<B>[N] },
  UnitOf<A>,
  Chosen<A, B>
> => binary('or', a, b, matching)

/** The series of `a` that `b` lacks: `a unless on (instance) b`. */
export const unless = <A extends Operand, B extends Operand, const M extends SettingOf<A, B> = Nothing>(
  a: Series<'unless', A>,
  b: RightSeries<'unless', A, B, M, 'any'>,
  matching?: M,
): Expr<LabelsOf<A>, UnitOf<A>, Limited<A, B>> => binary('unless', a, b, matching)

/** A metric in an odd unit, in its base unit: mebibytes as `DCGM_FI_DEV_FB_USED * 1048576`. */
export const toBaseUnit = <E extends Expr<object, string, 'gauge' | 'vector'>>(
  v: E,
): Expr<LabelsOf<E>, InBase<UnitOf<E>>, 'vector'> => {
  const [, factor] = baseOf(infer(v.node).unit)
  return factor < 1
    ? binary('/', v, expression({ type: 'NumberLiteral', val: Math.round(1 / factor), unit: 'conversion' }))
    : binary('*', v, expression({ type: 'NumberLiteral', val: factor, unit: 'conversion' }))
}
