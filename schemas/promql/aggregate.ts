/**
 * Aggregations. Without `by` or `without` they leave one series without labels.
 * https://prometheus.io/docs/prometheus/latest/querying/operators/#aggregation-operators
 */
import { type Quantity, quantity } from '../model/quantity.ts'
import type { Averaged, Summed } from '../model/unit.ts'
import type { AggregateOp } from './ast.ts'
import {
  type AnyExpr,
  type Expr,
  expression,
  type KindOf,
  type LabelsOf,
  type NoLabels,
  nodeOf,
  type Operand,
  type UnitOf,
} from './expr.ts'
import type { EitherGrouping, NeedsValue } from './messages.ts'

/** The labels to keep, or those to drop; not both. */
export interface Grouping<By extends string, Without extends string> {
  readonly by?: readonly By[]
  readonly without?: [By] extends [never] ? readonly Without[] : EitherGrouping
}

type Valued<F extends string, E> =
  KindOf<E> extends 'gauge' | 'vector' | 'condition' ? E : NeedsValue<`${F}()`, KindOf<E>>
type Summable<F extends string, E> =
  KindOf<E> extends 'gauge' | 'vector' | 'condition' | 'histogram' ? E : NeedsValue<`${F}()`, KindOf<E>>
type AsSummed<E> = KindOf<E> extends 'histogram' ? 'histogram' : 'vector'

/** The labels that are left after an aggregation. */
export type Grouped<L extends object, By extends string, Without extends string> = [By] extends [never]
  ? [Without] extends [never]
    ? NoLabels
    : { readonly [N in Exclude<keyof L, Without>]: L[N] }
  : { readonly [N in By]: N extends keyof L ? L[N] : string }

function aggregate<L extends object, U extends string, K extends 'vector' | 'histogram' = 'vector'>(
  op: AggregateOp,
  v: unknown,
  grouping: { readonly by?: readonly string[]; readonly without?: unknown } | undefined,
  param?: Operand | string,
): Expr<L, U, K> {
  return expression({
    type: 'AggregateExpr',
    op,
    expr: (v as AnyExpr).node,
    ...(param !== undefined && {
      param: typeof param === 'string' ? { type: 'StringLiteral', val: param } : nodeOf(param),
    }),
    grouping: [...(grouping?.by ?? (grouping?.without as readonly string[] | undefined) ?? [])],
    without: grouping?.without !== undefined && grouping.by === undefined,
    ...(grouping?.by && grouping.without !== undefined && { ambiguous: true as const }),
  })
}

/** `sum by (endpoint) (rate(http_requests_total[5m]))`. The sum of booleans is a count. */
export const sum = <
  E extends AnyExpr,
  const B extends keyof LabelsOf<E> & string = never,
  const W extends keyof LabelsOf<E> & string = never,
>(
  v: Summable<'sum', E>,
  grouping?: Grouping<B, W>,
): Expr<Grouped<LabelsOf<E>, B, W>, Summed<UnitOf<E>>, AsSummed<E>> => aggregate('sum', v, grouping)

/** `avg by (instance) (node_load1)`. The average of booleans is a ratio; ratios themselves should not be averaged. */
export const avg = <
  E extends AnyExpr,
  const B extends keyof LabelsOf<E> & string = never,
  const W extends keyof LabelsOf<E> & string = never,
>(
  v: Summable<'avg', E>,
  grouping?: Grouping<B, W>,
): Expr<Grouped<LabelsOf<E>, B, W>, Averaged<UnitOf<E>>, AsSummed<E>> => aggregate('avg', v, grouping)

/** `min by (job) (up)`. */
export const min = <
  E extends AnyExpr,
  const B extends keyof LabelsOf<E> & string = never,
  const W extends keyof LabelsOf<E> & string = never,
>(
  v: Valued<'min', E>,
  grouping?: Grouping<B, W>,
): Expr<Grouped<LabelsOf<E>, B, W>, UnitOf<E>, 'vector'> => aggregate('min', v, grouping)

/** `max by (instance) (pg_settings_max_connections)`. */
export const max = <
  E extends AnyExpr,
  const B extends keyof LabelsOf<E> & string = never,
  const W extends keyof LabelsOf<E> & string = never,
>(
  v: Valued<'max', E>,
  grouping?: Grouping<B, W>,
): Expr<Grouped<LabelsOf<E>, B, W>, UnitOf<E>, 'vector'> => aggregate('max', v, grouping)

/** `stddev by (job) (queue_length)`. */
export const stddev = <
  E extends AnyExpr,
  const B extends keyof LabelsOf<E> & string = never,
  const W extends keyof LabelsOf<E> & string = never,
>(
  v: Valued<'stddev', E>,
  grouping?: Grouping<B, W>,
): Expr<Grouped<LabelsOf<E>, B, W>, UnitOf<E>, 'vector'> => aggregate('stddev', v, grouping)

/** The unit is squared, so it is dropped: `stdvar by (job) (queue_length)`. */
export const stdvar = <
  E extends AnyExpr,
  const B extends keyof LabelsOf<E> & string = never,
  const W extends keyof LabelsOf<E> & string = never,
>(
  v: Valued<'stdvar', E>,
  grouping?: Grouping<B, W>,
): Expr<Grouped<LabelsOf<E>, B, W>, 'none', 'vector'> => aggregate('stdvar', v, grouping)

/** 1 for every group that exists: `group by (job) (up)`. */
export const group = <
  E extends AnyExpr,
  const B extends keyof LabelsOf<E> & string = never,
  const W extends keyof LabelsOf<E> & string = never,
>(
  v: E,
  grouping?: Grouping<B, W>,
): Expr<Grouped<LabelsOf<E>, B, W>, 'boolean', 'vector'> => aggregate('group', v, grouping)

/**
 * Of an expression, the number of its series: `count by (job) (up)`.
 * Of a number, the quantity: `count(100)` is 100 of something.
 */
export const count = <
  E extends AnyExpr | number,
  const B extends keyof LabelsOf<E> & string = never,
  const W extends keyof LabelsOf<E> & string = never,
>(
  v: E,
  grouping?: Grouping<B, W>,
): E extends number ? Quantity<'count'> : Expr<Grouped<LabelsOf<E>, B, W>, 'count', 'vector'> =>
  (typeof v === 'number' ? quantity(v, 'count') : aggregate('count', v, grouping)) as never

/** How many series have each value, which becomes a label: `count_values by (job) ("version", build_number)`. */
export const countValues = <
  const N extends string,
  E extends AnyExpr,
  const B extends keyof LabelsOf<E> & string = never,
  const W extends keyof LabelsOf<E> & string = never,
>(
  label: N,
  v: Valued<'count_values', E>,
  grouping?: Grouping<B, W>,
): Expr<Grouped<LabelsOf<E>, B, W> & { readonly [K in N]: string }, 'count', 'vector'> =>
  aggregate('count_values', v, grouping, label)

/** The `q`-quantile over series: `quantile by (job) (0.95, queue_length)`. */
export const quantile = <
  E extends AnyExpr,
  const B extends keyof LabelsOf<E> & string = never,
  const W extends keyof LabelsOf<E> & string = never,
>(
  q: number,
  v: Valued<'quantile', E>,
  grouping?: Grouping<B, W>,
): Expr<Grouped<LabelsOf<E>, B, W>, UnitOf<E>, 'vector'> => aggregate('quantile', v, grouping, q)

/** The `k` largest series, with all their labels: `topk by (job) (5, queue_length)`. */
export const topk = <
  E extends AnyExpr,
  const B extends keyof LabelsOf<E> & string = never,
  const W extends keyof LabelsOf<E> & string = never,
>(
  k: Operand,
  v: Valued<'topk', E>,
  grouping?: Grouping<B, W>,
): Expr<LabelsOf<E>, UnitOf<E>, 'vector'> => aggregate('topk', v, grouping, k)

/** The `k` smallest series, with all their labels: `bottomk(5, queue_length)`. */
export const bottomk = <
  E extends AnyExpr,
  const B extends keyof LabelsOf<E> & string = never,
  const W extends keyof LabelsOf<E> & string = never,
>(
  k: Operand,
  v: Valued<'bottomk', E>,
  grouping?: Grouping<B, W>,
): Expr<LabelsOf<E>, UnitOf<E>, 'vector'> => aggregate('bottomk', v, grouping, k)

/** Any `k` series: `limitk(5, queue_length)`. Since 2.54, experimental. */
export const limitk = <
  E extends AnyExpr,
  const B extends keyof LabelsOf<E> & string = never,
  const W extends keyof LabelsOf<E> & string = never,
>(
  k: Operand,
  v: Valued<'limitk', E>,
  grouping?: Grouping<B, W>,
): Expr<LabelsOf<E>, UnitOf<E>, 'vector'> => aggregate('limitk', v, grouping, k)

/** Any share of the series: `limit_ratio(0.1, queue_length)`. Since 2.54, experimental. */
export const limitRatio = <
  E extends AnyExpr,
  const B extends keyof LabelsOf<E> & string = never,
  const W extends keyof LabelsOf<E> & string = never,
>(
  share: Operand,
  v: Valued<'limit_ratio', E>,
  grouping?: Grouping<B, W>,
): Expr<LabelsOf<E>, UnitOf<E>, 'vector'> => aggregate('limit_ratio', v, grouping, share)
