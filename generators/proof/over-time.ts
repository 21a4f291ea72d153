/** Functions of ranges: one value for each series, or none. */
import { quantileOf } from './aggregate.ts'
import { gained, regression, type Span, type Window } from './window.ts'

type OverTime = (window: Window, span: Span & { readonly at: number }, others: readonly number[]) => number | undefined

const seconds = ({ start, end }: Span): number => (end - start) / 1000
const perSecond = (gain: number | undefined, span: Span): number | undefined =>
  gain === undefined ? undefined : gain / seconds(span)
const values = (window: Window): number[] => window.points().map(({ v }) => v)

/** The last two samples. */
function lastTwo(window: Window) {
  const [a, b] = window.points().slice(-2)
  return a && b ? { gain: b.v - a.v, b: b.v, seconds: (b.t - a.t) / 1000 } : undefined
}

function variance(window: Window): number {
  const mean = window.sum() / window.count
  return values(window).reduce((sum, v) => sum + (v - mean) ** 2, 0) / window.count
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
  deriv: (window, { at }) => (window.count < 2 ? undefined : regression(window.points(), at).slope),
  predict_linear: (window, { at }, [ahead = 0]) => {
    if (window.count < 2) return undefined
    const { slope, value } = regression(window.points(), at)
    return value + slope * ahead
  },
  changes: (window) => window.changes(),
  resets: (window) => window.resets(),
  avg_over_time: (window) => window.sum() / window.count,
  min_over_time: (window) => window.min(),
  max_over_time: (window) => window.max(),
  sum_over_time: (window) => window.sum(),
  count_over_time: ({ count }) => count,
  last_over_time: ({ last }) => last.v,
  first_over_time: ({ first }) => first.v,
  present_over_time: () => 1,
  quantile_over_time: (window, _, [q = Number.NaN]) => quantileOf(q, values(window)),
  stddev_over_time: (window) => Math.sqrt(variance(window)),
  stdvar_over_time: variance,
}
