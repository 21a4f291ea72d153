/**
 * Metrics: what a system exposes. A metric is also an expression, so that it stands in PromQL as it is.
 * https://prometheus.io/docs/concepts/metric_types/ and https://prometheus.io/docs/practices/naming/
 */
import { z } from 'zod'
import type { VectorSelector } from '../promql/ast.ts'
import { type Expr, expression, type Kind } from '../promql/expr.ts'
import type { Le } from '../promql/histogram.ts'
import type { Series } from '../promql/series.ts'
import { definedIn } from './definition.ts'
import { prose } from './fields.ts'
import { type Domain, domainSchema, open, targetLabels } from './label.ts'
import { type MetricUnit, metricUnits } from './unit.ts'

/** A rule that a metric may break, because the world has fixed its name already. */
export const metricRules = [
  'counter-total',
  'total-counter',
  'unit-suffix',
  'unit-base',
  'reserved-suffix',
  'type-in-name',
  'colon',
  'snake-case',
  'abbreviation',
  'target-label',
  'ratio-range',
] as const
export type MetricRule = (typeof metricRules)[number]

export const metricName = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/
export const metricNamed = 'a metric name has letters, digits and underscores only'
const labelName = z
  .string()
  .regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/, 'a label name has letters, digits and underscores only')
  .refine((label) => !label.startsWith('__'), 'label names that begin with __ are reserved for Prometheus')

const common = {
  name: z.string().regex(metricName, metricNamed),
  file: z.string(),
  help: prose('help says what is measured, in one sentence').regex(/^\S[^\r\n]*$/, 'help is one line'),
  unit: z.enum(metricUnits as [MetricUnit, ...MetricUnit[]], 'unit is one of those in schemas/model/unit.ts'),
  labels: z.record(labelName, domainSchema),
  /** The largest number of label combinations, where it is less than the product of the labels' bounds. */
  atMost: z.int().positive().optional(),
  /** Rules that this metric breaks, each with the reason. */
  allow: z.partialRecord(z.enum(metricRules), z.string().min(1, 'an allowance says why')).optional(),
  /** Where it is known already: the exporter's option that switches it on. */
  needs: z.string().optional(),
  /** `prometheus` for what it adds to every scrape, `rules` for what evaluating rules leaves behind, which has no target. */
  addedBy: z.enum(['prometheus', 'rules']).optional(),
}
const range = z
  .tuple([z.number(), z.union([z.number(), z.literal('none')])])
  .refine(([low, high]) => high === 'none' || low < high, 'a range begins below its end')

const buckets = z
  .array(z.number('a bucket is a number').refine(Number.isFinite, 'buckets are finite; +Inf is added by itself'))
  .min(1, 'a histogram has at least one bucket')
  .refine(
    (bounds) => bounds.every((bound, i) => i === 0 || bound > (bounds[i - 1] as number)),
    'buckets ascend, each once',
  )

export const metricSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('counter'), ...common }),
  z.strictObject({
    type: z.literal('gauge'),
    ...common,
    range: range.optional(),
    zeroMeans: z.string().min(1).optional(),
  }),
  z.strictObject({ type: z.literal('info'), ...common }),
  z.strictObject({ type: z.literal('state'), ...common }),
  /** Exposed without a type; `like` says how it behaves. */
  z.strictObject({ type: z.literal('untyped'), ...common, like: z.enum(['counter', 'gauge']) }),
  z.strictObject({ type: z.literal('histogram'), ...common, buckets, native: z.boolean().optional() }),
  z.strictObject({ type: z.literal('summary'), ...common, quantiles: z.array(z.number().min(0).max(1)) }),
])

/** A metric as data, as it is checked and generated from. */
export type MetricData = z.infer<typeof metricSchema>
export type MetricType = MetricData['type']

export type Domains = Readonly<Record<string, Domain>>
/** Label names with the type of their values; every series has `job` and `instance` too. */
export type LabelTypes<D extends Domains> = {
  readonly [N in keyof D | 'job' | 'instance']: N extends keyof D ? (D[N] extends Domain<infer V> ? V : string) : string
}

export interface Metric {
  readonly data: MetricData
}
export interface Counter<L extends object, U extends string> extends Expr<L, U, 'counter'>, Metric {}
export interface Gauge<L extends object, U extends string> extends Expr<L, U, 'gauge'>, Metric {}
/** Not a series itself: its series are its buckets, and the count and the sum of its observations. */
export interface Histogram<L extends object, U extends string> extends Expr<L, U, 'family'>, Metric {
  readonly bucket: Expr<{ readonly [N in keyof L | 'le']: N extends keyof L ? L[N] : Le<U> }, 'count', 'counter'>
  readonly count: Expr<L, 'count', 'counter'>
  readonly sum: Expr<L, U, 'counter'>
  /** The histogram as one native series; only where it is defined with `native: true`. */
  readonly native: Expr<L, U, 'native'>
}
export interface Summary<L extends object, U extends string> extends Expr<L, U, 'family'>, Metric {
  readonly quantiles: Expr<{ readonly [N in keyof L | 'quantile']: N extends keyof L ? L[N] : string }, U, 'gauge'>
  readonly count: Expr<L, 'count', 'counter'>
  readonly sum: Expr<L, U, 'counter'>
}

type Given = z.input<typeof metricSchema>
interface Common {
  /** What is measured, in one line. */
  readonly help: string
  /** The most label combinations of one instance, where they are fewer than the product of the labels' bounds. */
  readonly atMost?: number
  /** Rules that this metric breaks because its name is fixed already, each with the reason: `{ 'counter-total': '…' }`. */
  readonly allow?: Given['allow']
  /** The option of the exporter that switches it on. */
  readonly needs?: string
  /** `prometheus` for what it adds to every scrape, `rules` for what evaluating rules leaves behind, which has no target. */
  readonly addedBy?: Given['addedBy']
}
interface Labelled<D extends Domains> extends Common {
  /** The labels, each with the values it can have: `{ method: httpMethod, endpoint: open({ atMost: 80 }) }`. */
  readonly labels?: D
}
interface Measured<D extends Domains, U extends MetricUnit> extends Labelled<D> {
  readonly unit?: U
}

type None = Record<never, never>

function define<M>(data: object, kind: Kind): M {
  const metric = Object.freeze({ labels: {}, ...data, file: definedIn() }) as MetricData
  return Object.freeze({ ...selector(seriesOf(metric, kind)), data: metric }) as M
}

const selector = (series: Series): Expr<never, never, never> =>
  expression({ type: 'VectorSelector', name: series.name, matchers: [], series } satisfies VectorSelector)

function seriesOf(metric: MetricData, kind: Kind, suffix = '', more: Partial<Series> = {}): Series {
  const bounds = metric.type === 'gauge' && metric.range
  return Object.freeze({
    name: metric.name + suffix,
    of: metric.name,
    labels: Object.freeze({ ...metric.labels, ...(metric.addedBy !== 'rules' && targetLabels) }),
    unit: metric.unit,
    kind,
    ...(metric.type === 'gauge' && metric.zeroMeans !== undefined && { zeroMeans: metric.zeroMeans }),
    ...(bounds && { range: [bounds[0], bounds[1] === 'none' ? Infinity : bounds[1]] as const }),
    ...more,
  })
}

/** Something that only grows, counted from the start of the process. Its unit is `count` unless said otherwise. */
export function counter<const D extends Domains = None, const U extends MetricUnit = 'count'>(
  name: string,
  definition: Measured<D, U>,
): Counter<LabelTypes<D>, U> {
  return define({ type: 'counter', name, unit: 'count', ...definition }, 'counter')
}

/** A value that goes up and down, with the `range` that it keeps within where it has one. */
export function gauge<const D extends Domains = None, const U extends MetricUnit = 'count'>(
  name: string,
  definition: Measured<D, U> & {
    /** The least and the greatest value it can have; `'none'` where there is no greatest. */
    readonly range?: readonly [number, number | 'none']
    /** What zero stands for where it is no amount, such as `no maximum is set`; dividing by it needs a guard. */
    readonly zeroMeans?: string
  },
): Gauge<LabelTypes<D>, U> {
  return define({ type: 'gauge', name, unit: 'count', ...definition }, 'gauge')
}

/** Constant labels with the value 1, to be joined with `groupLeft`. */
export function info<const D extends Domains = None>(
  name: string,
  definition: Labelled<D>,
): Gauge<LabelTypes<D>, 'boolean'> {
  return define({ type: 'info', name, unit: 'boolean', ...definition }, 'gauge')
}

/** One of several states: the series of the present one is 1, those of the others 0 (OpenMetrics StateSet). */
export function state<const N extends string, const S extends string, const D extends Domains = None>(
  name: N,
  definition: Labelled<D> & { readonly states: readonly [S, ...S[]] },
): Gauge<LabelTypes<D & { readonly [K in N]: Domain<S> }>, 'boolean'> {
  const { states, labels, ...rest } = definition
  const own: Domain<S> = { kind: 'enumerated', values: states, atMost: states.length }
  return define({ type: 'state', name, unit: 'boolean', ...rest, labels: { ...labels, [name]: own } }, 'gauge')
}

/** A value that is exposed without a type; `like` says whether it only grows. */
export function untyped<
  const K extends 'counter' | 'gauge',
  const D extends Domains = None,
  const U extends MetricUnit = 'count',
>(name: string, definition: Measured<D, U> & { readonly like: K }): Expr<LabelTypes<D>, U, K> & Metric {
  return define({ type: 'untyped', name, unit: 'count', ...definition }, definition.like)
}

/** Observations in buckets. `buckets` are upper bounds in the metric's unit; +Inf comes by itself. */
export function histogram<const D extends Domains = None, const U extends MetricUnit = 'seconds'>(
  name: string,
  definition: Measured<D, U> & { readonly buckets: readonly number[]; readonly native?: boolean },
): Histogram<LabelTypes<D>, U> {
  const family = define<Metric>({ type: 'histogram', name, unit: 'seconds', ...definition }, 'family')
  const { data } = family
  const le: Domain = { ...open({ atMost: definition.buckets.length + 1 }), bounds: data.unit }
  return Object.freeze({
    ...family,
    bucket: selector(
      seriesOf(data, 'counter', '_bucket', {
        unit: 'count',
        labels: Object.freeze({ ...data.labels, ...targetLabels, le }),
        buckets: definition.buckets,
      }),
    ),
    count: selector(seriesOf(data, 'counter', '_count', { unit: 'count' })),
    sum: selector(seriesOf(data, 'counter', '_sum')),
    ...(definition.native && { native: selector(seriesOf(data, 'native')) }),
  }) as unknown as Histogram<LabelTypes<D>, U>
}

/** Quantiles computed by the client. They cannot be aggregated; a histogram can. */
export function summary<const D extends Domains = None, const U extends MetricUnit = 'seconds'>(
  name: string,
  definition: Measured<D, U> & { readonly quantiles?: readonly number[] },
): Summary<LabelTypes<D>, U> {
  const family = define<Metric>({ type: 'summary', name, unit: 'seconds', quantiles: [], ...definition }, 'family')
  const { data } = family
  const quantiles = (definition.quantiles ?? []).map(String)
  const quantile: Domain = { kind: 'enumerated', values: quantiles, atMost: Math.max(quantiles.length, 1) }
  return Object.freeze({
    ...family,
    quantiles: selector(
      seriesOf(data, 'gauge', '', { labels: Object.freeze({ ...data.labels, ...targetLabels, quantile }) }),
    ),
    count: selector(seriesOf(data, 'counter', '_count', { unit: 'count' })),
    sum: selector(seriesOf(data, 'counter', '_sum')),
  }) as unknown as Summary<LabelTypes<D>, U>
}

/** Every series of a metric, as PromQL names them. */
export function seriesOfMetric(metric: Metric): Series[] {
  const parts = Object.values(metric as object).map(
    (part) => (part as { node?: { series?: Series } } | undefined)?.node?.series,
  )
  const own = (metric as unknown as { readonly node: VectorSelector }).node.series
  return [own, ...parts].filter((series): series is Series => series !== undefined && series.kind !== 'family')
}
