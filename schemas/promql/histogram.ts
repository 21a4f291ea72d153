/**
 * Quantiles and shares of histograms, classic and native.
 * https://prometheus.io/docs/practices/histograms/
 */
import type { Quantity } from '../model/quantity.ts'
import type { PerSecond } from '../model/unit.ts'
import { call } from './call.ts'
import type { AnyExpr, Expr, KindOf, LabelsOf, UnitOf } from './expr.ts'
import type { NeedsLe, NeedsNative, NeedsValue } from './messages.ts'

/** The type of the label `le`: it carries the unit of the observations through rates and sums. */
export type Le<U extends string> = `bound in ${U}`

/** Buckets with their `le`, or a native histogram; or the sentence that says what is missing. */
type Buckets<F extends string, E> =
  KindOf<E> extends 'native' | 'histogram'
    ? E
    : KindOf<E> extends 'vector' | 'condition'
      ? LabelsOf<E> extends { readonly le: string }
        ? E
        : NeedsLe
      : NeedsValue<`${F}()`, KindOf<E>>

/** The unit of the observations. */
type Observed<E> =
  LabelsOf<E> extends { readonly le: Le<infer U> } ? U : UnitOf<E> extends `${infer U}/second` ? U : UnitOf<E>
type WithoutLe<E> = { readonly [N in Exclude<keyof LabelsOf<E>, 'le'>]: LabelsOf<E>[N] }
type Native<F extends string, E> = KindOf<E> extends 'native' | 'histogram' ? E : NeedsNative<F>
type Rate<E, PerTime extends string, Whole extends string> = UnitOf<E> extends `${string}/second` ? PerTime : Whole

/**
 * The value below which the share `q` of the observations lies:
 * `histogram_quantile(0.95, sum by (le) (rate(x_bucket[5m])))`. It never exceeds the last finite bucket.
 */
export const histogramQuantile = <E extends AnyExpr>(
  q: number,
  v: Buckets<'histogram_quantile', E>,
): Expr<WithoutLe<E>, Observed<E>, 'vector'> => call('histogram_quantile', q, v)

/**
 * The share of observations between two values: `histogram_fraction(0, 0.2, v)`.
 * Of classic buckets since 3.4; of native histograms since 2.40.
 */
export const histogramFraction = <E extends AnyExpr>(
  lower: Quantity<Observed<E>> | 0,
  upper: Quantity<Observed<E>>,
  v: Buckets<'histogram_fraction', E>,
): Expr<WithoutLe<E>, 'ratio', 'vector'> => call('histogram_fraction', lower, upper, v)

/** Number of observations of a native histogram: `histogram_count(rate(x[5m]))`. */
export const histogramCount = <E extends AnyExpr>(
  v: Native<'histogram_count', E>,
): Expr<LabelsOf<E>, Rate<E, 'count/second', 'count'>, 'vector'> => call('histogram_count', v)
/** Sum of the observations of a native histogram: `histogram_sum(rate(x[5m]))`. */
export const histogramSum = <E extends AnyExpr>(
  v: Native<'histogram_sum', E>,
): Expr<LabelsOf<E>, Rate<E, PerSecond<Observed<E>>, Observed<E>>, 'vector'> => call('histogram_sum', v)
/** Mean of the observations of a native histogram: `histogram_avg(rate(x[5m]))`. Since 2.51. */
export const histogramAvg = <E extends AnyExpr>(
  v: Native<'histogram_avg', E>,
): Expr<LabelsOf<E>, Observed<E>, 'vector'> => call('histogram_avg', v)
/** `histogram_stddev(rate(x[5m]))`. Since 2.47. */
export const histogramStddev = <E extends AnyExpr>(
  v: Native<'histogram_stddev', E>,
): Expr<LabelsOf<E>, Observed<E>, 'vector'> => call('histogram_stddev', v)
/** The unit is squared, so it is dropped: `histogram_stdvar(rate(x[5m]))`. Since 2.47. */
export const histogramStdvar = <E extends AnyExpr>(
  v: Native<'histogram_stdvar', E>,
): Expr<LabelsOf<E>, 'none', 'vector'> => call('histogram_stdvar', v)
