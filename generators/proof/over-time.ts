/** Functions of ranges: one value for each series, or none. */
import { least, most, quantileOf } from './aggregate.ts'
import {
  changesOf,
  countOf,
  extremeOf,
  firstOf,
  gained,
  lastOf,
  pointsOf,
  regression,
  resetsOf,
  type Span,
  sumOf,
  type Window,
} from './window.ts'

type OverTime = (window: Window, span: Span & { readonly at: number }, others: readonly number[]) => number | undefined

const seconds = ({ start, end }: Span): number => (end - start) / 1000
const perSecond = (gain: number | undefined, span: Span): number | undefined =>
  gain === undefined ? undefined : gain / seconds(span)
const values = (window: Window): number[] => pointsOf(window).map(({ v }) => v)

/** The last two samples. */
function lastTwo(window: Window) {
  const [a, b] = pointsOf(window).slice(-2)
  return a && b ? { gain: b.v - a.v, b: b.v, seconds: (b.t - a.t) / 1000 } : undefined
}

function variance(window: Window): number {
  const mean = sumOf(window) / countOf(window)
  return values(window).reduce((sum, v) => sum + (v - mean) ** 2, 0) / countOf(window)
}

export const overTime: Readonly<Record<string, OverTime | undefined>> = {
  rate: (window, span) => perSecond(gained(window, span, true), span),
  increase: (window, span) => gained(window, span, true),
  delta: (window, span) => gained(window, span, false),
  irate: (window) => {
    const two = lastTwo(window)
    return two && (two.gain < 0 ? two.b : two.gain) / two.seconds
  },
  idelta: (window) => lastTwo(window)?.gain,
  deriv: (window, { at }) => (countOf(window) < 2 ? undefined : regression(pointsOf(window), at).slope),
  predict_linear: (window, { at }, [ahead = 0]) => {
    if (countOf(window) < 2) return undefined
    const { slope, value } = regression(pointsOf(window), at)
    return value + slope * ahead
  },
  changes: changesOf,
  resets: resetsOf,
  avg_over_time: (window) => sumOf(window) / countOf(window),
  min_over_time: (window) => extremeOf(window, least),
  max_over_time: (window) => extremeOf(window, most),
  sum_over_time: sumOf,
  count_over_time: countOf,
  last_over_time: (window) => lastOf(window).v,
  first_over_time: (window) => firstOf(window).v,
  present_over_time: () => 1,
  quantile_over_time: (window, _, [q = Number.NaN]) => quantileOf(q, values(window)),
  stddev_over_time: (window) => Math.sqrt(variance(window)),
  stdvar_over_time: variance,
}
