/**
 * Functions that only young releases of Prometheus know. A system that targets an older one is refused.
 * https://prometheus.io/docs/prometheus/latest/querying/functions/
 */
import { call, text } from './call.ts'
import { type AnyExpr, type Expr, expression, type LabelsOf, type NoLabels, type UnitOf } from './expr.ts'
import { ranged, type WindowFor } from './window.ts'

type Scalar<U extends string> = Expr<NoLabels, U, 'scalar'>

/** 1 if there was no such series in the whole window: `absent_over_time(up{job="backend"}[5m])`. */
export const absentOverTime = <E extends AnyExpr>(
  v: E,
  window: WindowFor<'absent_over_time', E>,
): Expr<LabelsOf<E>, 'boolean', 'condition'> =>
  expression({ type: 'Call', func: 'absent_over_time', args: [ranged(v, window)] })

/**
 * Adds labels of an info metric to the series of the same target: `info(v, {version=~".+"})`. Since 3.0, experimental.
 * `data` names the labels to add.
 */
export const withInfo = <E extends AnyExpr, const N extends string>(
  v: E,
  data: readonly N[],
): Expr<
  { readonly [K in keyof LabelsOf<E> | N]: K extends keyof LabelsOf<E> ? LabelsOf<E>[K] : string },
  UnitOf<E>,
  'vector'
> =>
  call('info', v, {
    node: { type: 'VectorSelector', name: '', matchers: data.map((name) => ({ name, op: '=~', value: '.+' })) },
  })

/** Several quantiles at once, told apart by a label: `histogram_quantiles(v, "quantile", 0.5, 0.99)`. Since 3.11, experimental. */
export const histogramQuantiles = <E extends AnyExpr, const N extends string>(
  v: E,
  label: N,
  ...quantiles: readonly number[]
): Expr<{ readonly [K in Exclude<keyof LabelsOf<E>, 'le'> | N]: string }, UnitOf<E>, 'vector'> =>
  call('histogram_quantiles', v, text(label), ...quantiles)

/** The smaller of two numbers: `min_of(a, b)`. Since 3.13, experimental. */
export const minOf = <U extends string>(a: Scalar<U>, b: Scalar<U>): Scalar<U> => call('min_of', a, b)
/** The larger of two numbers: `max_of(a, b)`. Since 3.13, experimental. */
export const maxOf = <U extends string>(a: Scalar<U>, b: Scalar<U>): Scalar<U> => call('max_of', a, b)
/** The first moment of the query: `start()`. Since 3.12, experimental. */
export const queryStart = (): Scalar<'timestamp'> => call('start')
/** The last moment of the query: `end()`. Since 3.12, experimental. */
export const queryEnd = (): Scalar<'timestamp'> => call('end')
/** The length of the query: `range()`. Since 3.12, experimental. */
export const queryRange = (): Scalar<'seconds'> => call('range')
/** The resolution of the query: `step()`. Since 3.12, experimental. */
export const queryStep = (): Scalar<'seconds'> => call('step')
/** When the counting of a series began: `start_timestamp(v)`. Since 3.14, experimental. */
export const startTimestamp = <E extends AnyExpr>(v: E): Expr<LabelsOf<E>, 'timestamp', 'vector'> =>
  call('start_timestamp', v)
