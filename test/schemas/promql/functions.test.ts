/** Every function and aggregation of the table has a builder, which prints as the PromQL that its name promises. */
import * as p from 'plimsoll'
import { describe, expect, test } from 'vitest'
import { aggregateOps, walk } from '../../../schemas/promql/ast.ts'
import { atLeast, functions } from '../../../schemas/promql/functions-table.ts'
import { infer } from '../../../schemas/promql/infer.ts'
import { printLine } from '../../../schemas/promql/print.ts'

const g = p.gauge('g', { help: 'g', unit: 'none' })
const when = p.gauge('when_timestamp_seconds', { help: 'w', unit: 'timestamp' })
const size = p.gauge('size_bytes', { help: 's', unit: 'bytes' })
const c = p.counter('c_total', { help: 'c' })
const h = p.histogram('h_seconds', { help: 'h', buckets: [1], native: true })
const w = p.minutes(5)
const native = p.rate(h.native, w)

/** PromQL, and the unit and the kind that come out. */
const rows: readonly (readonly [p.AnyExpr, string, string])[] = [
  [p.rate(c, w), 'rate(c_total[5m])', 'count/second vector'],
  [p.irate(c, w), 'irate(c_total[5m])', 'count/second vector'],
  [p.increase(c, w), 'increase(c_total[5m])', 'count vector'],
  [p.resets(c, w), 'resets(c_total[5m])', 'count vector'],
  [p.changes(g, w), 'changes(g[5m])', 'count vector'],
  [p.delta(size, w), 'delta(size_bytes[5m])', 'bytes vector'],
  [p.idelta(size, w), 'idelta(size_bytes[5m])', 'bytes vector'],
  [p.deriv(size, w), 'deriv(size_bytes[5m])', 'bytes/second vector'],
  [p.predictLinear(size, w, p.hours(1)), 'predict_linear(size_bytes[5m], 3600)', 'bytes vector'],
  [p.avgOverTime(size, w), 'avg_over_time(size_bytes[5m])', 'bytes vector'],
  [p.minOverTime(size, w), 'min_over_time(size_bytes[5m])', 'bytes vector'],
  [p.maxOverTime(size, w), 'max_over_time(size_bytes[5m])', 'bytes vector'],
  [p.sumOverTime(size, w), 'sum_over_time(size_bytes[5m])', 'bytes vector'],
  [p.countOverTime(size, w), 'count_over_time(size_bytes[5m])', 'count vector'],
  [p.quantileOverTime(0.9, size, w), 'quantile_over_time(0.9, size_bytes[5m])', 'bytes vector'],
  [p.stddevOverTime(size, w), 'stddev_over_time(size_bytes[5m])', 'bytes vector'],
  [p.stdvarOverTime(size, w), 'stdvar_over_time(size_bytes[5m])', 'none vector'],
  [p.madOverTime(size, w), 'mad_over_time(size_bytes[5m])', 'bytes vector'],
  [p.lastOverTime(size, w), 'last_over_time(size_bytes[5m])', 'bytes vector'],
  [p.firstOverTime(size, w), 'first_over_time(size_bytes[5m])', 'bytes vector'],
  [p.presentOverTime(size, w), 'present_over_time(size_bytes[5m])', 'boolean vector'],
  [p.absentOverTime(size, w), 'absent_over_time(size_bytes[5m])', 'boolean condition'],
  [p.tsOfMaxOverTime(size, w), 'ts_of_max_over_time(size_bytes[5m])', 'timestamp vector'],
  [p.tsOfMinOverTime(size, w), 'ts_of_min_over_time(size_bytes[5m])', 'timestamp vector'],
  [p.tsOfLastOverTime(size, w), 'ts_of_last_over_time(size_bytes[5m])', 'timestamp vector'],
  [p.tsOfFirstOverTime(size, w), 'ts_of_first_over_time(size_bytes[5m])', 'timestamp vector'],
  [
    p.doubleExponentialSmoothing(g, w, { smoothing: 0.5, trend: 0.3 }),
    'double_exponential_smoothing(g[5m], 0.5, 0.3)',
    'none vector',
  ],
  [p.holtWinters(g, w, { smoothing: 0.5, trend: 0.3 }), 'holt_winters(g[5m], 0.5, 0.3)', 'none vector'],
  [p.abs(size), 'abs(size_bytes)', 'bytes vector'],
  [p.ceil(size), 'ceil(size_bytes)', 'bytes vector'],
  [p.floor(size), 'floor(size_bytes)', 'bytes vector'],
  [p.round(size), 'round(size_bytes)', 'bytes vector'],
  [p.round(size, 0.5), 'round(size_bytes, 0.5)', 'bytes vector'],
  [p.clamp(size, 0, p.bytes(9)), 'clamp(size_bytes, 0, 9)', 'bytes vector'],
  [p.clampMin(size, 0), 'clamp_min(size_bytes, 0)', 'bytes vector'],
  [p.clampMax(size, p.kibibytes(1)), 'clamp_max(size_bytes, 1024)', 'bytes vector'],
  [p.timestamp(size), 'timestamp(size_bytes)', 'timestamp vector'],
  [p.minute(), 'minute()', 'none vector'],
  [p.hour(when), 'hour(when_timestamp_seconds)', 'none vector'],
  [p.dayOfWeek(), 'day_of_week()', 'none vector'],
  [p.dayOfMonth(), 'day_of_month()', 'none vector'],
  [p.dayOfYear(), 'day_of_year()', 'none vector'],
  [p.daysInMonth(), 'days_in_month()', 'none vector'],
  [p.month(), 'month()', 'none vector'],
  [p.year(), 'year()', 'none vector'],
  [p.time(), 'time()', 'timestamp scalar'],
  [p.pi(), 'pi()', 'none scalar'],
  [p.vector(p.time()), 'vector(time())', 'timestamp vector'],
  [p.always(), 'vector(1)', 'boolean condition'],
  [p.scalar(p.sum(size)), 'scalar(sum(size_bytes))', 'bytes scalar'],
  [p.absent(p.select(size, { job: 'x' })), 'absent(size_bytes{job="x"})', 'boolean condition'],
  [p.sort(size), 'sort(size_bytes)', 'bytes vector'],
  [p.sortDesc(size), 'sort_desc(size_bytes)', 'bytes vector'],
  [p.sortByLabel(size, 'job', 'instance'), 'sort_by_label(size_bytes, "job", "instance")', 'bytes vector'],
  [p.sortByLabelDesc(size, 'job'), 'sort_by_label_desc(size_bytes, "job")', 'bytes vector'],
  [
    p.labelReplace(size, { label: 'host', value: '$1' }, { label: 'instance', matching: '(.*):.*' }),
    'label_replace(size_bytes, "host", "$1", "instance", "(.*):.*")',
    'bytes vector',
  ],
  [
    p.labelJoin(size, { label: 'target', separator: '/' }, ['job', 'instance']),
    'label_join(size_bytes, "target", "/", "job", "instance")',
    'bytes vector',
  ],
  [
    p.histogramQuantile(0.9, p.rate(h.bucket, w)),
    'histogram_quantile(0.9, rate(h_seconds_bucket[5m]))',
    'seconds vector',
  ],
  [p.histogramQuantile(0.9, native), 'histogram_quantile(0.9, rate(h_seconds[5m]))', 'seconds vector'],
  [p.histogramFraction(0, p.seconds(1), native), 'histogram_fraction(0, 1, rate(h_seconds[5m]))', 'ratio vector'],
  [p.histogramCount(native), 'histogram_count(rate(h_seconds[5m]))', 'count/second vector'],
  [p.histogramCount(p.increase(h.native, w)), 'histogram_count(increase(h_seconds[5m]))', 'count vector'],
  [p.histogramSum(native), 'histogram_sum(rate(h_seconds[5m]))', 'ratio vector'],
  [p.histogramSum(p.increase(h.native, w)), 'histogram_sum(increase(h_seconds[5m]))', 'seconds vector'],
  [p.histogramAvg(native), 'histogram_avg(rate(h_seconds[5m]))', 'seconds vector'],
  [p.histogramStddev(native), 'histogram_stddev(rate(h_seconds[5m]))', 'seconds vector'],
  [p.histogramStdvar(native), 'histogram_stdvar(rate(h_seconds[5m]))', 'none vector'],
  [
    p.histogramQuantiles(p.rate(h.bucket, w), 'q', 0.5, 0.9),
    'histogram_quantiles(rate(h_seconds_bucket[5m]), "q", 0.5, 0.9)',
    'seconds vector',
  ],
  [p.withInfo(size, ['version']), 'info(size_bytes, {version=~".+"})', 'bytes vector'],
  [p.minOf(p.seconds(1), p.seconds(2)), 'min_of(1, 2)', 'seconds scalar'],
  [p.maxOf(p.seconds(1), p.seconds(2)), 'max_of(1, 2)', 'seconds scalar'],
  [p.queryStart(), 'start()', 'timestamp scalar'],
  [p.queryEnd(), 'end()', 'timestamp scalar'],
  [p.queryRange(), 'range()', 'seconds scalar'],
  [p.queryStep(), 'step()', 'seconds scalar'],
  [p.startTimestamp(c), 'start_timestamp(c_total)', 'timestamp vector'],
  [p.sgn(g), 'sgn(g)', 'none vector'],
  [p.exp(g), 'exp(g)', 'none vector'],
  [p.ln(g), 'ln(g)', 'none vector'],
  [p.log2(g), 'log2(g)', 'none vector'],
  [p.log10(g), 'log10(g)', 'none vector'],
  [p.sqrt(g), 'sqrt(g)', 'none vector'],
  [p.sin(g), 'sin(g)', 'none vector'],
  [p.cos(g), 'cos(g)', 'none vector'],
  [p.tan(g), 'tan(g)', 'none vector'],
  [p.asin(g), 'asin(g)', 'none vector'],
  [p.acos(g), 'acos(g)', 'none vector'],
  [p.atan(g), 'atan(g)', 'none vector'],
  [p.sinh(g), 'sinh(g)', 'none vector'],
  [p.cosh(g), 'cosh(g)', 'none vector'],
  [p.tanh(g), 'tanh(g)', 'none vector'],
  [p.asinh(g), 'asinh(g)', 'none vector'],
  [p.acosh(g), 'acosh(g)', 'none vector'],
  [p.atanh(g), 'atanh(g)', 'none vector'],
  [p.deg(g), 'deg(g)', 'none vector'],
  [p.rad(g), 'rad(g)', 'none vector'],
  [p.sum(size), 'sum(size_bytes)', 'bytes vector'],
  [p.sum(native), 'sum(rate(h_seconds[5m]))', 'seconds/second histogram'],
  [p.avg(size), 'avg(size_bytes)', 'bytes vector'],
  [p.min(size), 'min(size_bytes)', 'bytes vector'],
  [p.max(size), 'max(size_bytes)', 'bytes vector'],
  [p.stddev(size), 'stddev(size_bytes)', 'bytes vector'],
  [p.stdvar(size), 'stdvar(size_bytes)', 'none vector'],
  [p.group(c), 'group(c_total)', 'boolean vector'],
  [p.count(c), 'count(c_total)', 'count vector'],
  [p.countValues('v', size), 'count_values("v", size_bytes)', 'count vector'],
  [p.quantile(0.5, size), 'quantile(0.5, size_bytes)', 'bytes vector'],
  [p.topk(3, size), 'topk(3, size_bytes)', 'bytes vector'],
  [p.bottomk(3, size), 'bottomk(3, size_bytes)', 'bytes vector'],
  [p.limitk(3, size), 'limitk(3, size_bytes)', 'bytes vector'],
  [p.limitRatio(0.1, size), 'limit_ratio(0.1, size_bytes)', 'bytes vector'],
]

test.each(rows)('%#: $1 is $2', (expr, text, shape) => {
  const problems: string[] = []
  const { unit, kind } = infer(expr.node, (message) => problems.push(message))
  expect(printLine(expr.node)).toBe(text)
  expect(`${unit} ${kind}`).toBe(shape)
  expect(problems).toEqual([])
})

describe('nothing is left out', () => {
  const used = new Set(
    rows.flatMap(([{ node }]) =>
      walk(node).map((n) => (n.type === 'Call' ? n.func : n.type === 'AggregateExpr' ? n.op : '')),
    ),
  )
  test.each(Object.keys(functions))('%s()', (name) => expect(used).toContain(name))
  test.each(aggregateOps)('%s', (name) => expect(used).toContain(name))
})

test.each([
  ['2.42', '2.42', true],
  ['2.42', '2.51', false],
  ['3.0', '2.55', true],
  ['3.10', '3.9', true],
  ['2.9', '3.0', false],
])('release %s is at least %s: %s', (version, wanted, answer) => {
  expect(atLeast(version, wanted)).toBe(answer)
})
