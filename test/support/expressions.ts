/**
 * Random expressions, made by the builders as a definition makes them: every operator, aggregation and function that
 * Prometheus 2.42 has. The types are left aside, since a generator cannot know them; the loader's algebra decides instead.
 */
import fc from 'fast-check'
import * as vocabulary from 'plimsoll'
import {
  type AnyExpr,
  counter,
  gauge,
  histogram,
  minutes,
  oneOf,
  open,
  over,
  plain,
  quantity,
  seconds,
  select,
  upTo,
} from 'plimsoll'
import { infer } from '../../schemas/promql/infer.ts'

type Loose = (...args: unknown[]) => AnyExpr
const builders = vocabulary as unknown as Readonly<Record<string, Loose>>

const zone = oneOf('a', 'b')
export const metrics = {
  gauges: [
    gauge('depth', { help: 'd', unit: 'none', labels: { zone } }),
    gauge('size_bytes', { help: 's', unit: 'bytes' }),
  ],
  counters: [counter('hits_total', { help: 'h', labels: { zone, path: open({ atMost: 9 }) } })],
  histograms: [histogram('took_seconds', { help: 't', labels: { zone }, buckets: [0.1, 1, 10] })],
}

const names = (text: string): string[] => text.split(' ')
const aggregations = names('sum avg min max stddev stdvar group')
const instant = names(
  'abs ceil floor round sgn exp ln log2 log10 sqrt sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh deg rad sort sortDesc timestamp',
)
const counting = names('rate irate increase resets')
const overTime = names(
  'delta idelta deriv avgOverTime minOverTime maxOverTime sumOverTime countOverTime stddevOverTime stdvarOverTime lastOverTime presentOverTime changes',
)
const arithmetic = names('add sub mul div mod pow atan2')
const comparisons = names('eq neq gt gte lt lte')
const sets = names('and or unless')

const call = (name: string, ...args: unknown[]): AnyExpr => (builders[name] as Loose)(...args)
const labelsOf = (expr: AnyExpr): string[] => Object.keys(infer(expr.node).labels).filter((label) => label !== 'le')

export const window = fc.integer({ min: 1, max: 200 }).map((n) => minutes(n))
export const text = fc.string({ unit: 'binary', maxLength: 12 })

const matchers = fc.oneof(
  fc.constant({}),
  fc.constantFrom(
    { zone: 'a' },
    { zone: vocabulary.not('a') },
    { zone: vocabulary.re('a|b') },
    { zone: vocabulary.noneOf('a', 'b') },
  ),
  text.map((job) => ({ job })),
)

const selected = <E extends AnyExpr>(from: readonly E[]) =>
  fc
    .tuple(
      fc.constantFrom(...from),
      matchers,
      fc.integer({ min: -5, max: 90 }),
      fc.constantFrom(undefined, 'start', 'end', 12345),
    )
    .map(([metric, what, ago, when]) => {
      let expr: AnyExpr = select(metric as never, what as never)
      if (ago !== 0 && ago < 30) expr = call('offset', expr, minutes(ago))
      if (when !== undefined) expr = call('at', expr, typeof when === 'number' ? quantity(when, 'timestamp') : when)
      return expr
    })

const leaf = fc.oneof(
  selected(metrics.gauges),
  fc
    .tuple(fc.constantFrom(...counting), selected(metrics.counters), window)
    .map(([name, expr, span]) => call(name, expr, span)),
  fc
    .tuple(fc.constantFrom(...overTime), selected(metrics.gauges), window)
    .map(([name, expr, span]) => call(name, expr, span)),
  fc
    .tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(...metrics.histograms), window)
    .map(([q, metric, span]) => call('histogramQuantile', q, call('rate', metric.bucket, span))),
  fc
    .constantFrom(...metrics.histograms)
    .chain((metric) => window.map((span) => call('increase', upTo(metric.bucket, seconds(1)), span))),
)

/** An expression that is an instant vector. */
export const expression: fc.Arbitrary<AnyExpr> = fc.letrec<{ vector: AnyExpr }>((tie) => ({
  vector: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc
      .tuple(fc.constantFrom(...aggregations), tie('vector'), fc.boolean(), fc.nat())
      .map(([name, expr, without, pick]) => {
        const labels = labelsOf(expr)
        const some = labels.filter((_, i) => (pick >> i) % 2 === 0)
        return call(name, expr, pick % 5 === 0 ? undefined : without ? { without: some } : { by: some })
      }),
    fc
      .tuple(fc.constantFrom('topk', 'bottomk', 'quantile'), tie('vector'))
      .map(([name, expr]) => call(name, name === 'quantile' ? 0.5 : 3, expr)),
    tie('vector').map((expr) => call('countValues', 'value', expr)),
    fc.tuple(fc.constantFrom(...instant), tie('vector')).map(([name, expr]) => call(name, expr)),
    fc.tuple(fc.constantFrom('clampMin', 'clampMax'), tie('vector')).map(([name, expr]) => call(name, expr, plain(1))),
    tie('vector').map((expr) => call('neg', expr)),
    tie('vector').map((expr) => call('absent', expr)),
    fc
      .tuple(tie('vector'), text, text)
      .map(([expr, value, pattern]) =>
        call(
          'labelReplace',
          expr,
          { label: 'made', value },
          { label: 'job', matching: pattern.replace(/[^a-z.*]/g, '') },
        ),
      ),
    fc
      .tuple(fc.constantFrom(...overTime), tie('vector'), window, fc.boolean())
      .map(([name, expr, span, step]) => call(name, expr, over(span, step ? { every: minutes(1) } : {}))),
    fc
      .tuple(fc.constantFrom(...arithmetic), tie('vector'), fc.oneof(tie('vector'), fc.double({ noNaN: true })))
      .map(([name, a, b]) => call(name, a, b)),
    fc
      .tuple(fc.constantFrom(...comparisons), tie('vector'), tie('vector'), fc.boolean())
      .map(([name, a, b, bool]) => call(name, a, b, bool ? { bool } : undefined)),
    fc
      .tuple(fc.constantFrom(...sets), tie('vector'), tie('vector'))
      .map(([name, a, b]) => call(name, a, b, { on: ['job'] })),
    fc.tuple(tie('vector'), tie('vector')).map(([a, b]) => call('mul', a, b, { on: ['job'], groupLeft: ['zone'] })),
    fc.tuple(tie('vector'), tie('vector')).map(([a, b]) => call('div', a, b, { ignoring: ['zone'], groupRight: [] })),
  ),
})).vector
