/** What an alert watches, and on which panels it is known again. */
import {
  type AnyExpr,
  and,
  bottomk,
  breaches,
  count,
  gt,
  histogramQuantile,
  hours,
  increase,
  irate,
  lt,
  max,
  maxOverTime,
  minutes,
  mul,
  offset,
  or,
  percent,
  query,
  rate,
  rateInterval,
  ratio,
  record,
  seconds,
  select,
  sortDesc,
  sum,
  thresholds,
  topk,
  unless,
  variable,
} from 'plimsoll'
import { describe, expect, test } from 'vitest'
import {
  expanded,
  isLoose,
  looseMeasure,
  measure,
  ordered,
  type Recorded,
  watchesOf,
} from '../../../generators/load/watch.ts'
import type { Node } from '../../../schemas/promql/ast.ts'
import { printLine } from '../../../schemas/promql/print.ts'
import { board, chart } from '../../support/boards.ts'
import { alarm, connections, latency, requests, systemFrom } from '../../support/system.ts'

const open = sum(connections)
const slow = histogramQuantile(0.95, sum(rate(latency.bucket, minutes(5)), { by: ['le'] }))
const limits = thresholds({
  many: { above: count(100), why: 'Sized for a hundred.' },
  more: { above: count(200), why: 'It breaks.' },
  few: { below: count(5), why: 'Nobody is there.' },
  slow: { above: seconds(1), why: 'It feels slow.' },
  share: { above: percent(5), why: 'It is too much.' },
})

describe('an alert watches', () => {
  const watched = ({ node }: AnyExpr) =>
    watchesOf(node).map(({ watched, comparison, limit }) => `${printLine(watched)} ${comparison.op} ${limit.val}`)

  test.each<{ name: string; input: AnyExpr; output: readonly string[] }>([
    {
      name: 'what a threshold is compared with',
      input: breaches(open, limits.many),
      output: ['sum(open_connections) > 100'],
    },
    { name: 'what a number is compared with', input: lt(open, count(3)), output: ['sum(open_connections) < 3'] },
    {
      name: 'both sides of and',
      input: and(breaches(open, limits.many), gt(max(connections), count(1))),
      output: ['sum(open_connections) > 100', 'max(open_connections) > 1'],
    },
    {
      name: 'both sides of or',
      input: or(breaches(open, limits.many), breaches(open, limits.few)),
      output: ['sum(open_connections) > 100', 'sum(open_connections) < 5'],
    },
    {
      name: 'not what follows unless, which silences it',
      input: unless(breaches(open, limits.many), breaches(open, limits.few)),
      output: ['sum(open_connections) > 100'],
    },
    { name: 'no comparison of two series', input: gt(open, sum(select(connections, { pool: 'read' }))), output: [] },
    { name: 'nothing without a comparison', input: open, output: [] },
  ])('$name', ({ input, output }) => {
    expect(watched(input)).toEqual(output)
  })
})

const p95 = record('demo:http_request_duration_seconds:p95_rate5m', slow, { help: 'p95.' })
const again = record('demo:http_request_duration_seconds:again', p95, { help: 'The same.' })
const recordings: Recorded = new Map([p95, again].map(({ data }) => [data.name, data.expr]))

describe('a recorded series comes down to', () => {
  test.each<{ name: string; input: AnyExpr; output: string }>([
    { name: 'what it records', input: p95, output: printLine(slow.node) },
    { name: 'what is recorded of what is recorded', input: again, output: printLine(slow.node) },
    {
      name: 'that, wherever it stands',
      input: mul(p95, sum(connections)),
      output: `${printLine(slow.node)} * sum(open_connections)`,
    },
    {
      name: 'a subquery, where there is a window over it',
      input: maxOverTime(p95, hours(1)),
      output: `max_over_time(${printLine(slow.node)}[1h:])`,
    },
    { name: 'itself, at another time', input: offset(p95, hours(1)), output: `${p95.data.name} offset 1h` },
    { name: 'itself, for some of its series', input: select(p95, {} as never), output: printLine(slow.node) },
    { name: 'a metric to itself', input: connections, output: 'open_connections' },
  ])('$name', ({ input, output }) => {
    expect(printLine(expanded(input.node, recordings))).toBe(output)
  })

  test('itself, where a circle of rules records it', () => {
    const at = (name: string): Node => ({ type: 'VectorSelector', name, matchers: [] })
    const circle: Recorded = new Map([
      ['a:b', at('c:d')],
      ['c:d', at('a:b')],
      ['e:f', at('e:f')],
    ])
    expect(printLine(expanded(at('a:b'), circle))).toBe('a:b')
    expect(printLine(expanded(at('e:f'), circle))).toBe('e:f')
  })
})

describe('two expressions measure the same', () => {
  const failing = select(requests, { status: '500' })
  test.each<{ name: string; input: readonly [AnyExpr, AnyExpr]; output: boolean }>([
    { name: 'recorded or not', input: [p95, slow], output: true },
    { name: 'recorded twice or not', input: [again, slow], output: true },
    {
      name: 'not over another window',
      input: [sum(rate(requests, minutes(5))), sum(rate(requests, hours(6)))],
      output: false,
    },
    {
      name: 'filtered by a variable or not',
      input: [sum(connections), sum(select(connections, { pool: variable('pool') }))],
      output: true,
    },
    {
      name: 'whatever the order of matchers',
      input: [select(requests, { method: 'GET', status: '200' }), select(requests, { status: '200', method: 'GET' })],
      output: true,
    },
    {
      name: 'not over another window of an increase',
      input: [increase(requests, minutes(5)), increase(requests, minutes(10))],
      output: false,
    },
    { name: 'not of other series', input: [rate(requests, minutes(5)), rate(failing, minutes(5))], output: false },
    { name: 'not by other labels', input: [sum(connections), sum(connections, { by: ['pool'] })], output: false },
    {
      name: 'not by another function',
      input: [rate(requests, minutes(5)), irate(requests, minutes(5))],
      output: false,
    },
    { name: 'not at another time', input: [connections, offset(connections, hours(1))], output: false },
  ])('$name', ({ input: [a, b], output }) => {
    expect(measure(a.node, recordings) === measure(b.node, recordings)).toBe(output)
  })

  test('loosely, over whatever window their rates are', () => {
    const loosely = (v: AnyExpr) => looseMeasure(v.node, recordings)
    expect(loosely(sum(rate(requests, minutes(5))))).toBe(loosely(sum(rate(requests, rateInterval))))
    expect(loosely(irate(requests, minutes(5)))).toBe(loosely(irate(requests, minutes(1))))
    expect(loosely(increase(requests, minutes(5)))).not.toBe(loosely(increase(requests, minutes(10))))
    expect(isLoose(sum(rate(requests, rateInterval)).node)).toBe(true)
    expect(isLoose(sum(rate(requests, minutes(5))).node)).toBe(false)
  })
})

test.each<{ input: AnyExpr; output: string }>([
  { input: topk(5, open), output: 'sum(open_connections)' },
  { input: bottomk(5, sortDesc(open)), output: 'sum(open_connections)' },
  { input: open, output: 'sum(open_connections)' },
])('what only picks and sorts is left aside: $output', ({ input, output }) => {
  expect(printLine(ordered(input.node))).toBe(output)
})

describe('a panel is watched by', () => {
  const byMethod = sum(rate(requests, minutes(5)), { by: ['method'] })
  const rules = [
    alarm(breaches(open, limits.many), { severity: 'warning' }, 'Many'),
    alarm(breaches(open, limits.more), { severity: 'critical' }, 'More'),
    alarm(breaches(p95, limits.slow), {}, 'Slow'),
    p95,
  ]
  const watched = async (show: AnyExpr | Parameters<typeof chart>[0], more: object = {}) => {
    const system = await systemFrom({ rules, thresholds: limits, dashboards: [board([chart(show, more)])] })
    const [panel] = system.dashboards[0]?.panels ?? []
    return {
      by: panel?.watchedBy,
      lines: panel?.lines.map(({ severity, threshold }) => `${threshold.name} ${severity}`),
    }
  }

  test.each<{ name: string; show: Parameters<typeof chart>[0]; more?: object; by: string[]; lines: string[] }>([
    {
      name: 'every alert on what it shows',
      show: open,
      by: ['Many', 'More'],
      lines: ['many warning', 'more critical'],
    },
    { name: 'an alert on the recorded series', show: slow, by: ['Slow'], lines: ['slow warning'] },
    { name: 'an alert on what one of its queries shows', show: [byMethod, p95], by: ['Slow'], lines: ['slow warning'] },
    {
      name: 'an alert on what it shows the greatest of',
      show: topk(3, open),
      by: ['Many', 'More'],
      lines: ['many warning', 'more critical'],
    },
    { name: 'no alert on a part of what it shows', show: query(ratio(open, open)), by: [], lines: [] },
    {
      name: 'no alert, and has a line that it names itself',
      show: connections,
      more: { limits: [limits.many] },
      by: [],
      lines: ['many warning'],
    },
    {
      name: 'an alert, whose line stands once where it is named too',
      show: open,
      more: { limits: [limits.more, limits.few] },
      by: ['Many', 'More'],
      lines: ['many warning', 'more critical', 'few warning'],
    },
  ])('$name', async ({ show, more, by, lines }) => {
    expect(await watched(show, more)).toEqual({ by, lines })
  })
})
