/** The printer: every kind of node and every modifier, precedence with as few parentheses as there can be, and lines. */
import {
  type AnyExpr,
  absent,
  add,
  and,
  anyOf,
  at,
  atan2,
  avg,
  count,
  counter,
  countValues,
  days,
  div,
  type Expr,
  eq,
  gauge,
  group,
  gt,
  gte,
  histogram,
  histogramQuantile,
  hours,
  labelReplace,
  lt,
  max,
  maxOverTime,
  milliseconds,
  minutes,
  mod,
  mul,
  neg,
  noneOf,
  not,
  notRe,
  numberVariable,
  offset,
  oneOf,
  open,
  or,
  over,
  plain,
  pow,
  predictLinear,
  quantile,
  quantity,
  rate,
  rateInterval,
  ratio,
  re,
  seconds,
  select,
  sub,
  sum,
  time,
  topk,
  unless,
  upTo,
  variable,
  vector,
} from 'plimsoll'
import { describe, expect, test } from 'vitest'
import type { Node } from '../../../schemas/promql/ast.ts'
import { print, printLine, quote } from '../../../schemas/promql/print.ts'

const a = gauge('a', { help: 'a', unit: 'none' })
const b = gauge('b', { help: 'b', unit: 'none' })
const c = gauge('c', { help: 'c', unit: 'none' })
const wide = gauge('wide', { help: 'w', unit: 'none', labels: { zone: oneOf('x', 'y') } })
const hits = counter('hits_total', { help: 'h', labels: { path: open({ atMost: 5 }), status: oneOf('ok', 'bad') } })
const took = histogram('took_seconds', { help: 't', labels: {}, buckets: [0.5, 1, 1_000_000] })
const odd = gauge('my.metric', { help: 'o' })
const empty = (node: Node): AnyExpr => ({ node }) as unknown as Expr<object, 'none', 'vector'>

const table: Record<string, readonly [AnyExpr, string][]> = {
  selectors: [
    [a, 'a'],
    [select(hits, {}), 'hits_total'],
    [select(hits, { path: '/x', status: not('ok') }), 'hits_total{path="/x",status!="ok"}'],
    [select(hits, { path: re('/x.*'), status: notRe('o.') }), 'hits_total{path=~"/x.*",status!~"o."}'],
    [
      select(hits, { status: anyOf('ok', 'bad'), path: noneOf('a.b', 'c|d') }),
      'hits_total{status=~"ok|bad",path!~"a\\\\.b|c\\\\|d"}',
    ],
    [select(hits, { status: anyOf('ok') }), 'hits_total{status="ok"}'],
    [select(select(hits, { status: 'ok' }), { path: '/' }), 'hits_total{status="ok",path="/"}'],
    [select(hits, { path: variable('path') }), 'hits_total{path=~"$path"}'],
    [odd, '{__name__="my.metric"}'],
    [empty({ type: 'VectorSelector', name: '', matchers: [{ name: 'job', op: '=', value: 'x' }] }), '{job="x"}'],
    [
      empty({ type: 'VectorSelector', name: 'x', matchers: [{ name: 'my.label', op: '=', value: 'x' }] }),
      'x{"my.label"="x"}',
    ],
  ],
  'buckets, which clients and servers spell differently': [
    [upTo(took.bucket, seconds(0.5)), 'took_seconds_bucket{le="0.5"}'],
    [upTo(took.bucket, seconds(1)), 'took_seconds_bucket{le=~"1(\\\\.0)?"}'],
    [upTo(took.bucket, seconds(1_000_000)), 'took_seconds_bucket{le=~"1000000(\\\\.0)?|1e\\\\+06"}'],
  ],
  'offset and @': [
    [offset(a, days(7)), 'a offset 1w'],
    [offset(a, minutes(-5)), 'a offset -5m'],
    [at(a, 'end'), 'a @ end()'],
    [at(offset(a, hours(1)), 'start'), 'a @ start() offset 1h'],
    [at(a, quantity(1609746000, 'timestamp')), 'a @ 1609746000'],
    [rate(offset(hits, days(1)), minutes(5)), 'rate(hits_total[5m] offset 1d)'],
    [maxOverTime(at(a, 'end'), hours(1)), 'max_over_time(a[1h] @ end())'],
  ],
  'ranges and subqueries': [
    [rate(hits, milliseconds(1500)), 'rate(hits_total[1s500ms])'],
    [rate(hits, rateInterval), 'rate(hits_total[$__rate_interval])'],
    [maxOverTime(a, over(hours(1), { every: minutes(1) })), 'max_over_time(a[1h:1m])'],
    [maxOverTime(sum(a), over(hours(1))), 'max_over_time(sum(a)[1h:])'],
    [maxOverTime(add(a, b), over(hours(1))), 'max_over_time((a + b)[1h:])'],
    [maxOverTime(neg(a), over(hours(1))), 'max_over_time((-a)[1h:])'],
    [predictLinear(a, hours(6), days(1)), 'predict_linear(a[6h], 86400)'],
  ],
  calls: [
    [time() as AnyExpr, 'time()'],
    [vector(plain(1)), 'vector(1)'],
    [absent(select(hits, { status: 'ok' })), 'absent(hits_total{status="ok"})'],
    [
      labelReplace(a, { label: 'host', value: '$1' }, { label: 'instance', matching: '(.*):\\d+' }),
      'label_replace(a, "host", "$1", "instance", "(.*):\\\\d+")',
    ],
    [histogramQuantile(0.95, rate(took.bucket, minutes(5))), 'histogram_quantile(0.95, rate(took_seconds_bucket[5m]))'],
  ],
  aggregations: [
    [sum(a), 'sum(a)'],
    [sum(a, { by: [] }), 'sum(a)'],
    [sum(wide, { by: ['zone', 'job'] }), 'sum by (zone, job) (wide)'],
    [avg(wide, { without: ['zone'] }), 'avg without (zone) (wide)'],
    [max(wide, { without: [] }), 'max without () (wide)'],
    [topk(5, a), 'topk(5, a)'],
    [topk(numberVariable('limit'), a, { by: ['job'] }), 'topk by (job) ($limit, a)'],
    [quantile(0.5, a), 'quantile(0.5, a)'],
    [countValues('version', a, { by: ['job'] }), 'count_values by (job) ("version", a)'],
    [group(a, { by: ['job'] }), 'group by (job) (a)'],
  ],
  'precedence, and no parentheses more than it needs': [
    [mul(add(a, b), c), '(a + b) * c'],
    [add(a, mul(b, c)), 'a + b * c'],
    [sub(sub(a, b), c), 'a - b - c'],
    [sub(a, sub(b, c)), 'a - (b - c)'],
    [div(div(a, b), c), 'a / b / c'],
    [div(a, mul(b, c)), 'a / (b * c)'],
    [pow(a, pow(b, c)), 'a ^ b ^ c'],
    [pow(pow(a, b), c), '(a ^ b) ^ c'],
    [neg(pow(a, b)), '-a ^ b'],
    [pow(neg(a), b), '(-a) ^ b'],
    [neg(mul(a, b)), '-(a * b)'],
    [mul(neg(a), b), '-a * b'],
    [mul(a, neg(b)), 'a * (-b)'],
    [mul(a, plain(-2)), 'a * -2'],
    [pow(a, plain(-2)), 'a ^ (-2)'],
    [gt(add(a, b), c), 'a + b > c'],
    [add(gt(a, b), c), '(a > b) + c'],
    [gt(gt(a, b), c), 'a > b > c'],
    [gt(a, gt(b, c)), 'a > (b > c)'],
    [or(and(gt(a, 0), gt(b, 0)), gt(c, 0)), 'a > 0 and b > 0 or c > 0'],
    [and(gt(a, 0), or(gt(b, 0), gt(c, 0))), 'a > 0 and (b > 0 or c > 0)'],
    [unless(and(a, b), c), 'a and b unless c'],
    [and(a, unless(b, c)), 'a and (b unless c)'],
    [mod(a, plain(7)), 'a % 7'],
    [atan2(a, b), 'a atan2 b'],
  ],
  'vector matching': [
    [div(a, wide, { on: ['job'] }), 'a / on (job) wide'],
    [div(a, wide, { ignoring: ['zone'] }), 'a / ignoring (zone) wide'],
    [mul(wide, a, { on: ['job'], groupLeft: [] }), 'wide * on (job) group_left () a'],
    [mul(wide, a, { on: ['job'], groupLeft: ['instance'] }), 'wide * on (job) group_left (instance) a'],
    [mul(a, wide, { ignoring: ['zone'], groupRight: [] }), 'a * ignoring (zone) group_right () wide'],
    [and(a, wide, { on: [] }), 'a and on () wide'],
    [eq(a, b, { bool: true }), 'a == bool b'],
    [lt(a, b, { bool: true, on: ['job'] }), 'a < bool on (job) b'],
    [gte(a, plain(2.5)), 'a >= 2.5'],
  ],
  numbers: [
    [gt(a, plain(Infinity)), 'a > Inf'],
    [gt(a, plain(-Infinity)), 'a > -Inf'],
    [gt(a, plain(Number.NaN)), 'a > NaN'],
    [gt(a, plain(1e-7)), 'a > 1e-7'],
    [gt(a, plain(1073741824)), 'a > 1073741824'],
    [gt(a, plain(1e21)), 'a > 1e+21'],
    [gt(count(a), count(3)), 'count(a) > 3'],
  ],
}

describe.each(Object.entries(table))('%s', (_, rows) => {
  test.each(rows.map(([expr, output]) => ({ expr, output })))('$output', ({ expr, output }) => {
    expect(printLine(expr.node)).toBe(output)
  })
})

describe('long expressions are broken over lines, operators first', () => {
  const long = (status: 'ok' | 'bad') => sum(rate(select(hits, { status }), minutes(5)), { by: ['path'] })
  test.each([
    ['a comparison of a ratio', gt(ratio(long('bad'), long('ok')), quantity(0.05, 'ratio')), 60],
    ['a call', histogramQuantile(0.95, sum(rate(took.bucket, minutes(5)), { by: ['le', 'job', 'instance'] })), 60],
    ['set operators stand below their operands', and(gt(long('bad'), 0), gt(long('ok'), 0)), 60],
    ['a subquery', maxOverTime(ratio(long('bad'), long('ok')), over(hours(1), { every: minutes(1) })), 60],
    ['parentheses', mul(add(long('bad'), long('ok')), 100), 60],
    ['a parameter', topk(5, ratio(long('bad'), long('ok'))), 60],
  ])('%s', (_, expr, width) => {
    const text = print(expr.node, width)
    expect(text).toMatchSnapshot()
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(width)
    expect(print(expr.node, Infinity)).toBe(printLine(expr.node))
  })
})

test.each([
  ['plain', '"plain"'],
  ['say "hi"', '"say \\"hi\\""'],
  ['a\\b', '"a\\\\b"'],
  ['line\nbreak\ttab\r', '"line\\nbreak\\ttab\\r"'],
  ['\u0000\u0007\u007f', '"\\u0000\\u0007\\u007f"'],
  ['\u2028\u2029\ufeff', '"\\u2028\\u2029\\ufeff"'],
  ['half \ud800', '"half \\ufffd"'],
  ['ü €  𝄞', '"ü €  𝄞"'],
])('quotes %j', (text, quoted) => {
  expect(quote(text)).toBe(quoted)
})
