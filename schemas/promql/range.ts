/**
 * Functions over a window of time. Each example is the PromQL that comes out.
 * https://prometheus.io/docs/prometheus/latest/querying/functions/
 */
import type { Averaged, PerSecond, Summed } from '../model/unit.ts'
import {
  type AnyExpr,
  type Expr,
  expression,
  type KindOf,
  type LabelsOf,
  nodeOf,
  type Operand,
  type UnitOf,
} from './expr.ts'
import type { NeedsCounter, NeedsValue } from './messages.ts'
import { ranged, type Window, type WindowFor } from './window.ts'

type Counting<F extends string, E> = KindOf<E> extends 'counter' | 'native' ? E : NeedsCounter<F, KindOf<E>>
type Gauging<F extends string, E> =
  KindOf<E> extends 'gauge' | 'vector' | 'condition' ? E : NeedsValue<`${F}()`, KindOf<E>>
type Anything<F extends string, E> = KindOf<E> extends 'family' | 'scalar' ? NeedsValue<`${F}()`, KindOf<E>> : E
type Rated<E> = KindOf<E> extends 'native' ? 'histogram' : 'vector'
/** A native histogram keeps the unit of its observations beside the second: see `histogramQuantile`. */
type RatedUnit<E> = KindOf<E> extends 'native' ? `${UnitOf<E>}/second` : PerSecond<UnitOf<E>>
type Kept<E> = KindOf<E> extends 'native' | 'histogram' ? 'histogram' : 'vector'

function call<L extends object, U extends string, K extends 'vector' | 'histogram' = 'vector'>(
  func: string,
  v: unknown,
  window: unknown,
  before: readonly Operand[] = [],
  after: readonly Operand[] = [],
): Expr<L, U, K> {
  const args = [...before.map(nodeOf), ranged(v as AnyExpr, window as Window), ...after.map(nodeOf)]
  return expression({ type: 'Call', func, args })
}

/** How fast a counter grows, per second: `rate(http_requests_total[5m])`. Seconds become a ratio, joules watts. */
export const rate = <E extends AnyExpr>(
  v: Counting<'rate', E>,
  window: Window,
): Expr<LabelsOf<E>, RatedUnit<E>, Rated<E>> => call('rate', v, window)

/** How fast it grew between the last two samples: `irate(http_requests_total[5m])`. */
export const irate = <E extends AnyExpr>(
  v: Counting<'irate', E>,
  window: Window,
): Expr<LabelsOf<E>, RatedUnit<E>, Rated<E>> => call('irate', v, window)

/** How much a counter grew, extrapolated to the whole window: `increase(http_requests_total[1h])`. */
export const increase = <E extends AnyExpr>(
  v: Counting<'increase', E>,
  window: Window,
): Expr<LabelsOf<E>, UnitOf<E>, Rated<E>> => call('increase', v, window)

/** How often a counter was reset: `resets(process_cpu_seconds_total[1h])`. */
export const resets = <E extends AnyExpr>(
  v: Counting<'resets', E>,
  window: Window,
): Expr<LabelsOf<E>, 'count', 'vector'> => call('resets', v, window)

/** How often a value changed: `changes(process_start_time_seconds[1h])`. */
export const changes = <E extends AnyExpr>(
  v: Anything<'changes', E>,
  window: WindowFor<'changes', E>,
): Expr<LabelsOf<E>, 'count', 'vector'> => call('changes', v, window)

/** Last minus first value of a gauge, extrapolated: `delta(queue_length[15m])`. */
export const delta = <E extends AnyExpr>(
  v: Gauging<'delta', E>,
  window: WindowFor<'delta', E>,
): Expr<LabelsOf<E>, UnitOf<E>, 'vector'> => call('delta', v, window)

/** Difference of the last two samples of a gauge: `idelta(queue_length[5m])`. */
export const idelta = <E extends AnyExpr>(
  v: Gauging<'idelta', E>,
  window: WindowFor<'idelta', E>,
): Expr<LabelsOf<E>, UnitOf<E>, 'vector'> => call('idelta', v, window)

/** Slope of a gauge per second, by linear regression: `deriv(node_filesystem_avail_bytes[6h])`. */
export const deriv = <E extends AnyExpr>(
  v: Gauging<'deriv', E>,
  window: WindowFor<'deriv', E>,
): Expr<LabelsOf<E>, PerSecond<UnitOf<E>>, 'vector'> => call('deriv', v, window)

/** Where a gauge will be after `ahead`, by linear regression: `predict_linear(node_filesystem_avail_bytes[6h], 86400)`. */
export const predictLinear = <E extends AnyExpr>(
  v: Gauging<'predict_linear', E>,
  window: WindowFor<'predict_linear', E>,
  ahead: Expr<object, 'seconds', 'scalar'>,
): Expr<LabelsOf<E>, UnitOf<E>, 'vector'> => call('predict_linear', v, window, [], [ahead])

/** `avg_over_time(up[1h])`. */
export const avgOverTime = <E extends AnyExpr>(
  v: Gauging<'avg_over_time', E>,
  window: WindowFor<'avg_over_time', E>,
): Expr<LabelsOf<E>, Averaged<UnitOf<E>>, 'vector'> => call('avg_over_time', v, window)

/** `min_over_time(up[1h])`. */
export const minOverTime = <E extends AnyExpr>(
  v: Gauging<'min_over_time', E>,
  window: WindowFor<'min_over_time', E>,
): Expr<LabelsOf<E>, UnitOf<E>, 'vector'> => call('min_over_time', v, window)

/** `max_over_time(queue_length[1h])`. */
export const maxOverTime = <E extends AnyExpr>(
  v: Gauging<'max_over_time', E>,
  window: WindowFor<'max_over_time', E>,
): Expr<LabelsOf<E>, UnitOf<E>, 'vector'> => call('max_over_time', v, window)

/** `sum_over_time(up[1h])`. */
export const sumOverTime = <E extends AnyExpr>(
  v: Gauging<'sum_over_time', E>,
  window: WindowFor<'sum_over_time', E>,
): Expr<LabelsOf<E>, Summed<UnitOf<E>>, 'vector'> => call('sum_over_time', v, window)

/** Number of samples: `count_over_time(up[1h])`. */
export const countOverTime = <E extends AnyExpr>(
  v: Anything<'count_over_time', E>,
  window: WindowFor<'count_over_time', E>,
): Expr<LabelsOf<E>, 'count', 'vector'> => call('count_over_time', v, window)

/** `quantile_over_time(0.95, queue_length[1h])`. */
export const quantileOverTime = <E extends AnyExpr>(
  q: number,
  v: Gauging<'quantile_over_time', E>,
  window: WindowFor<'quantile_over_time', E>,
): Expr<LabelsOf<E>, UnitOf<E>, 'vector'> => call('quantile_over_time', v, window, [q])

/** `stddev_over_time(queue_length[1h])`. */
export const stddevOverTime = <E extends AnyExpr>(
  v: Gauging<'stddev_over_time', E>,
  window: WindowFor<'stddev_over_time', E>,
): Expr<LabelsOf<E>, UnitOf<E>, 'vector'> => call('stddev_over_time', v, window)

/** The unit is squared, so it is dropped: `stdvar_over_time(queue_length[1h])`. */
export const stdvarOverTime = <E extends AnyExpr>(
  v: Gauging<'stdvar_over_time', E>,
  window: WindowFor<'stdvar_over_time', E>,
): Expr<LabelsOf<E>, 'none', 'vector'> => call('stdvar_over_time', v, window)

/** Median absolute deviation: `mad_over_time(queue_length[1h])`. Since 2.49, experimental. */
export const madOverTime = <E extends AnyExpr>(
  v: Gauging<'mad_over_time', E>,
  window: WindowFor<'mad_over_time', E>,
): Expr<LabelsOf<E>, UnitOf<E>, 'vector'> => call('mad_over_time', v, window)

/** The newest value, even if it is old: `last_over_time(backup_size_bytes[1d])`. */
export const lastOverTime = <E extends AnyExpr>(
  v: Gauging<'last_over_time', E>,
  window: WindowFor<'last_over_time', E>,
): Expr<LabelsOf<E>, UnitOf<E>, Kept<E>> => call('last_over_time', v, window)

/** The oldest value: `first_over_time(queue_length[1h])`. Since 3.7, experimental until 3.14. */
export const firstOverTime = <E extends AnyExpr>(
  v: Gauging<'first_over_time', E>,
  window: WindowFor<'first_over_time', E>,
): Expr<LabelsOf<E>, UnitOf<E>, Kept<E>> => call('first_over_time', v, window)

/** 1 where there was any sample: `present_over_time(up[1h])`. */
export const presentOverTime = <E extends AnyExpr>(
  v: Anything<'present_over_time', E>,
  window: WindowFor<'present_over_time', E>,
): Expr<LabelsOf<E>, 'boolean', 'vector'> => call('present_over_time', v, window)

/** When the largest value was: `ts_of_max_over_time(queue_length[1h])`. Since 3.5, experimental. */
export const tsOfMaxOverTime = <E extends AnyExpr>(
  v: Gauging<'ts_of_max_over_time', E>,
  window: WindowFor<'ts_of_max_over_time', E>,
): Expr<LabelsOf<E>, 'timestamp', 'vector'> => call('ts_of_max_over_time', v, window)

/** When the smallest value was: `ts_of_min_over_time(queue_length[1h])`. Since 3.5, experimental. */
export const tsOfMinOverTime = <E extends AnyExpr>(
  v: Gauging<'ts_of_min_over_time', E>,
  window: WindowFor<'ts_of_min_over_time', E>,
): Expr<LabelsOf<E>, 'timestamp', 'vector'> => call('ts_of_min_over_time', v, window)

/** When the newest sample was: `ts_of_last_over_time(up[1h])`. Since 3.5, experimental. */
export const tsOfLastOverTime = <E extends AnyExpr>(
  v: Anything<'ts_of_last_over_time', E>,
  window: WindowFor<'ts_of_last_over_time', E>,
): Expr<LabelsOf<E>, 'timestamp', 'vector'> => call('ts_of_last_over_time', v, window)

/** When the oldest sample was: `ts_of_first_over_time(up[1h])`. Since 3.7, experimental. */
export const tsOfFirstOverTime = <E extends AnyExpr>(
  v: Anything<'ts_of_first_over_time', E>,
  window: WindowFor<'ts_of_first_over_time', E>,
): Expr<LabelsOf<E>, 'timestamp', 'vector'> => call('ts_of_first_over_time', v, window)

/** Smoothed value of a gauge: `double_exponential_smoothing(queue_length[1h], 0.5, 0.3)`. Since 3.0, experimental. */
export const doubleExponentialSmoothing = <E extends AnyExpr>(
  v: Gauging<'double_exponential_smoothing', E>,
  window: WindowFor<'double_exponential_smoothing', E>,
  factors: { readonly smoothing: number; readonly trend: number },
): Expr<LabelsOf<E>, UnitOf<E>, 'vector'> =>
  call('double_exponential_smoothing', v, window, [], [factors.smoothing, factors.trend])

/** The same before Prometheus 3: `holt_winters(queue_length[1h], 0.5, 0.3)`. */
export const holtWinters = <E extends AnyExpr>(
  v: Gauging<'holt_winters', E>,
  window: WindowFor<'holt_winters', E>,
  factors: { readonly smoothing: number; readonly trend: number },
): Expr<LabelsOf<E>, UnitOf<E>, 'vector'> => call('holt_winters', v, window, [], [factors.smoothing, factors.trend])
