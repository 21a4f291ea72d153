/** Rate, errors and duration of whatever is requested (RED): https://grafana.com/blog/2018/08/02/the-red-method-how-to-instrument-your-services/ */
import type { Counter, Histogram, Metric } from '../model/metric.ts'
import * as panel from '../model/panel.ts'
import { query } from '../model/query.ts'
import { share } from '../promql/binary.ts'
import type { AnyExpr, Expr, KindOf, LabelsOf } from '../promql/expr.ts'
import { histogramQuantile } from '../promql/histogram.ts'
import type { NeedsCounter } from '../promql/messages.ts'
import { charts, helpOf, inWords, type Label, rateOf, sentences, typed } from './parts.ts'

type Counted<F extends string, E> = KindOf<E> extends 'counter' ? E : NeedsCounter<`block.${F}`, KindOf<E>>

/** How many of something there are in a second: `sum by (endpoint) (rate(http_requests_total[$__rate_interval]))`. */
export function rates<E extends AnyExpr>(
  title: string,
  counter: Counted<'rates', E>,
  options: {
    readonly by?: readonly (keyof LabelsOf<E> & string)[]
    readonly description?: string
    readonly width?: number
    /** What is rare is easier to read per minute or per hour. */
    readonly per?: 'second' | 'minute' | 'hour'
  } = {},
): panel.Panel {
  const { by = [], description, ...rest } = options
  return panel.timeSeries(title, {
    description:
      description ?? sentences(`Per ${rest.per ?? 'second'}${inWords(by)}.`, helpOf(counter as Partial<Metric>)),
    show: typed<'vector'>(rateOf(counter as AnyExpr, by)),
    ...rest,
  })
}

/** Which part of a whole something is: `(sum(rate(part)) or 0 * sum(rate(whole))) / sum(rate(whole))`, from 0 to 100 %. */
export function ratioOf<L extends object, U extends string>(
  title: string,
  options: {
    readonly part: Expr<L, U, 'counter'>
    readonly whole: Expr<L, U, 'counter'>
    readonly by?: readonly Label<L>[]
    readonly description: string
    readonly as?: 'timeSeries' | 'stat' | 'gauge'
    readonly width?: number
  },
): panel.Panel {
  const { part, whole, by = [], as = 'timeSeries', ...rest } = options
  const expr = share(typed<'vector'>(rateOf(part, by)), typed<'vector'>(rateOf(whole, by)) as never)
  return charts[as](title, { ...rest, show: typed<'vector'>(expr) })
}

interface Percentiles<L> {
  readonly by?: readonly Label<L>[]
  /** Between 0 and 1; the median, the 95th and the 99th if left out. */
  readonly quantiles?: readonly number[]
  readonly description?: string
  readonly width?: number
}

/** Percentiles over time, with the threshold of whichever alert watches one of them. */
export function percentiles<L extends object, U extends string>(
  title: string,
  histogram: Histogram<L, U>,
  options: Percentiles<L> = {},
): panel.Panel {
  const { by = [], quantiles = [0.5, 0.95, 0.99], description, ...rest } = options
  const queries = quantiles.map((q) => {
    const name = `p${percentOf(q)}`
    return query(typed<'vector'>(percentile(histogram, q, by)), {
      legend: [name, ...by.map((label) => `{{${label}}}`)].join(' '),
    })
  })
  return panel.timeSeries(title, {
    description:
      description ??
      sentences(`The value that ${shares(quantiles)} of the observations stay below${inWords(by)}.`, helpOf(histogram)),
    show: queries,
    ...rest,
  })
}

const percentOf = (q: number): number => Number((q * 100).toPrecision(4))

/** `50, 95 or 99 %` */
const shares = (quantiles: readonly number[]): string =>
  `${quantiles
    .map(percentOf)
    .join(', ')
    .replace(/, (?=[^,]*$)/, ' or ')} %`

/** `histogram_quantile(0.95, sum by (le, endpoint) (rate(x_bucket[$__rate_interval])))` */
function percentile<L extends object, U extends string>(
  histogram: Histogram<L, U>,
  q: number,
  by: readonly string[],
): Expr<object, string, 'vector'> {
  return typed(histogramQuantile(q, rateOf(histogram.bucket, ['le', ...by]) as never))
}

/** A heatmap of a histogram: how many observations fell into which bucket, and when. */
export function distribution<L extends object, U extends string>(
  title: string,
  histogram: Histogram<L, U>,
  options: { readonly description?: string; readonly width?: number } = {},
): panel.Panel {
  const { description, ...rest } = options
  return panel.heatmap(title, {
    description: description ?? sentences('How many observations fell into which bucket.', helpOf(histogram)),
    show: rateOf(histogram.bucket, ['le']) as never,
    ...rest,
  })
}

/** Rate, errors and duration of requests, beside each other. */
export function red<L extends object, M extends object, U extends string>(
  subject: string,
  options: {
    readonly requests: Counter<L, 'count'>
    /** Those of `requests` that failed: `select(requests, { status: serverError })`. */
    readonly failed: Expr<L, 'count', 'counter'>
    readonly latency: Histogram<M, U>
    /** A label that both have. */
    readonly by?: readonly (Label<L> & Label<M>)[]
  },
): panel.Panel[] {
  const { requests, failed, latency, by = [] } = options
  return [
    rates<AnyExpr>(`${subject}: rate`, requests as never, { by: by as readonly never[], width: 8 }),
    ratioOf(`${subject}: errors`, {
      part: failed,
      whole: requests,
      by,
      description: sentences(`The share that failed${inWords(by)}.`, helpOf(requests)),
      width: 8,
    }),
    percentiles(`${subject}: duration`, latency, { width: 8 }),
  ]
}
