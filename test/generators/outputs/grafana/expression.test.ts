/** What a dashboard asks for, from what its definition says: recorded series, Grafana's window, variables. */
import fc from 'fast-check'
import {
  type AnyExpr,
  add,
  at,
  count,
  dashboardRange,
  div,
  gt,
  histogramQuantile,
  hours,
  increase,
  irate,
  type Metric,
  max,
  maxOverTime,
  minutes,
  mul,
  offset,
  over,
  plain,
  query,
  type Rule,
  rate,
  rateInterval,
  ratio,
  record,
  resets,
  select,
  sum,
  target,
  topk,
  variable,
  type Window,
} from 'plimsoll'
import { describe, expect, test } from 'vitest'
import type { System } from '../../../../generators/load/system.ts'
import { dashboardsOf } from '../../../../generators/outputs/grafana/drawn.ts'
import { type Node, selectorsOf } from '../../../../schemas/promql/ast.ts'
import { infer } from '../../../../schemas/promql/infer.ts'
import { parse } from '../../../../schemas/promql/parse/parse.ts'
import { print, printLine } from '../../../../schemas/promql/print.ts'
import { transform } from '../../../../schemas/promql/transform.ts'
import { board, chart, drawn, exprsOf } from '../../../support/boards.ts'
import { expression, metrics } from '../../../support/expressions.ts'
import { alerts, connections, latency, requests, systemFrom } from '../../../support/system.ts'

const five = minutes(5)
const failing = select(requests, { status: '500' })
const byEndpoint = { by: ['endpoint'] } as const
const errors = sum(rate(failing, five))
const all = sum(rate(requests, five))
const slow = (by: readonly ('le' | 'endpoint')[]) =>
  histogramQuantile(0.95, sum(rate(latency.bucket, five), { by }) as never)

const help = { help: 'For tests.' }
const allRate = record('demo:http_requests:rate5m', all, help)
const endpointRate = record('endpoint:http_requests:rate5m', sum(rate(requests, five), byEndpoint), help)
const errorRatio = record('demo:http_requests:error_ratio_rate5m', ratio(errors, all), help)
const endpointP95 = record('endpoint:http_request_duration_seconds:p95_rate5m', slow(['le', 'endpoint']), help)
const slowRate = record('demo:http_errors:rate10m', sum(rate(failing, minutes(10))), help)
const open = record('demo:open_connections:sum', sum(connections), help)
const alias = record('demo:http_requests:again_rate5m', allRate, help)
const rules: readonly Rule[] = [allRate, endpointRate, errorRatio, endpointP95, slowRate, open]

const own = 'job=~"$job",instance=~"$instance"'
const inEndpoint = `${own},endpoint=~"$endpoint"`
const rated = (filter: string, more = '') => `sum(rate(http_requests_total{${filter}${more}}[$__rate_interval]))`
const bucket = (filter: string) => `rate(http_request_duration_seconds_bucket{${filter}}[$__rate_interval])`

interface Row {
  readonly name: string
  readonly show: AnyExpr
  readonly output: string
}

/** Each row on a dashboard with these variables, beside these rules. */
function asks(variables: readonly string[] | undefined, rows: readonly Row[], beside: readonly Rule[] = rules): void {
  test.each(rows)('$name', async ({ show, output }) => {
    const panel = await drawn(chart(show), { rules: beside, ...(variables && { board: { variables } }) })
    expect(exprsOf(panel)).toEqual([output])
  })
}

describe('where nothing is filtered by', () => {
  asks(
    ['job', 'instance'],
    [
      { name: 'a recorded series stays', show: allRate, output: 'demo:http_requests:rate5m' },
      { name: 'what is recorded is asked by its name', show: all, output: 'demo:http_requests:rate5m' },
      {
        name: 'over whatever window its rate is',
        show: sum(rate(requests, rateInterval)),
        output: 'demo:http_requests:rate5m',
      },
      { name: 'as the whole where it is that', show: ratio(errors, all), output: errorRatio.data.name },
      { name: 'and as a part', show: mul(plain(2) as never, all), output: '2 * demo:http_requests:rate5m' },
      {
        name: 'in topk, which stays',
        show: topk(3, slow(['le', 'endpoint'])),
        output: `topk(3, ${endpointP95.data.name})`,
      },
      {
        name: 'but not where its labels are others',
        show: sum(rate(requests, five), { by: ['method'] }),
        output: `sum by (method) (rate(http_requests_total{${own}}[$__rate_interval]))`,
      },
      {
        name: 'nor where it is of some series only',
        show: sum(rate(select(requests, { method: 'GET' }), five)),
        output: rated(own, ',method="GET"'),
      },
      {
        name: 'nor at another time',
        show: sum(rate(offset(requests, hours(24)), five)),
        output: `sum(rate(http_requests_total{${own}}[$__rate_interval] offset 1d))`,
      },
      {
        name: 'a recorded series at another time stays',
        show: offset(allRate, hours(24)),
        output: 'demo:http_requests:rate5m offset 1d',
      },
      {
        name: 'and so do some of one',
        show: select(endpointRate, { endpoint: '/' }),
        output: 'endpoint:http_requests:rate5m{endpoint="/"}',
      },
      {
        name: 'a window over a recorded series stays',
        show: maxOverTime(allRate, hours(1)),
        output: 'max_over_time(demo:http_requests:rate5m[1h])',
      },
    ],
  )
})

describe('where endpoints are filtered by', () => {
  asks(
    ['endpoint'],
    [
      {
        name: 'a recorded series that keeps them is filtered',
        show: endpointRate,
        output: 'endpoint:http_requests:rate5m{endpoint=~"$endpoint"}',
      },
      {
        name: 'what it records is asked by its name',
        show: sum(rate(requests, five), byEndpoint),
        output: 'endpoint:http_requests:rate5m{endpoint=~"$endpoint"}',
      },
      { name: 'one that has lost them is expanded', show: allRate, output: rated(inEndpoint) },
      {
        name: 'with all that it was made of',
        show: errorRatio,
        output: `${rated(inEndpoint, ',status="500"')} / ${rated(inEndpoint)}`,
      },
      {
        name: 'and a window over it becomes a subquery',
        show: maxOverTime(allRate, hours(1)),
        output: `max_over_time(${rated(inEndpoint)}[1h:])`,
      },
      {
        name: 'one of a metric without endpoints loses nothing',
        show: open,
        output: 'demo:open_connections:sum',
      },
    ],
  )

  describe('and a rule records what another one has', () => {
    asks(
      ['endpoint'],
      [
        { name: 'both are expanded', show: alias, output: rated(inEndpoint) },
        { name: 'the first too', show: allRate, output: rated(inEndpoint) },
      ],
      [allRate, alias],
    )
  })
})

describe('the two sides of an operator look back over one window', () => {
  const byMethod = sum(rate(requests, five), { by: ['method'] })
  asks(
    ['job', 'instance'],
    [
      {
        name: 'both are recorded over the same',
        show: div(endpointRate, endpointRate),
        output: 'endpoint:http_requests:rate5m / endpoint:http_requests:rate5m',
      },
      {
        name: 'one is recorded, the other is not',
        show: div(allRate, max(byMethod) as never),
        output: `${rated(own)} / max(sum by (method) (rate(http_requests_total{${own}}[$__rate_interval])))`,
      },
      {
        name: 'both are recorded, over different ones',
        show: div(allRate, slowRate),
        output: `${rated(own)} / ${rated(own, ',status="500"')}`,
      },
      {
        name: 'both would be replaced, by rules of different ones',
        show: div(sum(rate(failing, rateInterval)), sum(rate(requests, rateInterval)) as never),
        output: errorRatio.data.name,
      },
      {
        name: 'both would be replaced, and no rule has the whole',
        show: add(sum(rate(failing, rateInterval)), sum(rate(requests, rateInterval)) as never),
        output: `${rated(own, ',status="500"')} + ${rated(own)}`,
      },
      {
        name: 'one is recorded without a window, and says nothing of time',
        show: div(byMethod, open as never, { ignoring: ['method'], groupLeft: [] } as never),
        output: `sum by (method) (rate(http_requests_total{${own}}[$__rate_interval])) / ignoring (method) group_left () demo:open_connections:sum`,
      },
    ],
  )
})

describe('queries of one panel over the window of Grafana', () => {
  const p = (q: number) => histogramQuantile(q, sum(rate(latency.bucket, rateInterval), { by: ['le', 'endpoint'] }))
  const asked = async (show: readonly AnyExpr[]) =>
    exprsOf(await drawn(chart(show), { rules, board: { variables: ['job', 'instance'] } }))
  const quantile = (q: number) => `histogram_quantile(${q}, sum by (le, endpoint) (${bucket(own)}))`

  test('are recorded, where all of them are', async () => {
    expect(await asked([p(0.95)])).toEqual([endpointP95.data.name])
  })
  test('are none of them, where one is not: percentiles of two windows can cross', async () => {
    expect(await asked([p(0.95), p(0.99)])).toEqual([quantile(0.95), quantile(0.99)])
  })
  test('and what is recorded by its name stays', async () => {
    expect(await asked([endpointP95, p(0.99)])).toEqual([endpointP95.data.name, quantile(0.99)])
  })
})

describe('windows', () => {
  asks(
    ['job', 'instance'],
    [
      {
        name: 'rate takes that of Grafana',
        show: rate(requests, five),
        output: `rate(http_requests_total{${own}}[$__rate_interval])`,
      },
      {
        name: 'and so does irate',
        show: irate(requests, five),
        output: `irate(http_requests_total{${own}}[$__rate_interval])`,
      },
      {
        name: 'increase keeps its own, since its value depends on it',
        show: increase(requests, hours(1)),
        output: `increase(http_requests_total{${own}}[1h])`,
      },
      {
        name: 'and that of the dashboard',
        show: increase(requests, dashboardRange),
        output: `increase(http_requests_total{${own}}[$__range])`,
      },
      { name: 'resets keeps it', show: resets(requests, five), output: `resets(http_requests_total{${own}}[5m])` },
      {
        name: 'a function over time keeps it',
        show: maxOverTime(connections, hours(1)),
        output: `max_over_time(open_connections{${own}}[1h])`,
      },
      {
        name: 'a subquery keeps its own, and the rate in it does not',
        show: maxOverTime(rate(requests, five), over(hours(1), { every: minutes(1) })),
        output: `max_over_time(rate(http_requests_total{${own}}[$__rate_interval])[1h:1m])`,
      },
      {
        name: '@ stays',
        show: rate(at(requests, 'end'), five),
        output: `rate(http_requests_total{${own}}[$__rate_interval] @ end())`,
      },
    ],
    [],
  )
})

describe('filters', () => {
  const pool = `${own},pool=~"$pool"`
  asks(
    ['pool', 'endpoint'],
    [
      { name: 'are of labels that a series has', show: connections, output: `open_connections{${pool}}` },
      {
        name: 'stand before what the definition says',
        show: select(connections, { pool: 'read' }),
        output: `open_connections{${pool},pool="read"}`,
      },
      {
        name: 'are not said twice',
        show: select(connections, { pool: variable('pool') }),
        output: `open_connections{${own},pool=~"$pool"}`,
      },
      {
        name: 'are in every selector of an expression',
        show: gt(sum(connections, { by: ['pool'] }), max(connections, { by: ['pool'] })),
        output: `sum by (pool) (open_connections{${pool}}) > max by (pool) (open_connections{${pool}})`,
      },
      {
        name: 'are in a bucket too',
        show: sum(rate(latency.bucket, five), { by: ['le'] }),
        output: `sum by (le) (${bucket(inEndpoint)})`,
      },
    ],
    [],
  )

  test('are not of ALERTS, which have the labels of other things', async () => {
    const firing = count(select(alerts, { alertstate: 'firing' }) as never)
    const panel = await drawn(chart([firing, connections] as never), { always: [alerts] })
    expect(exprsOf(panel)[0]).not.toContain('$')
  })
})

describe('any expression', () => {
  const { gauges, counters, histograms } = metrics
  const known: readonly Metric[] = [...gauges, ...counters, ...histograms]
  const beside = target('other', { service: ['a', 'b'], port: 1, exposes: known })

  /** Variables give way to what they stand for, so that our parser, which is Prometheus', reads it. */
  function read(text: string, system: System): Node {
    const { node, problems } = parse(text.replaceAll('$__rate_interval', '5m').replaceAll('$__range', '6h'))
    if (!node) throw new Error(`${text}\n${problems.map(({ message }) => message).join('\n')}`)
    return transform(node, (part) => {
      const series = part.type === 'VectorSelector' ? system.series.get(part.name) : undefined
      return part.type === 'VectorSelector' && series ? { ...part, series } : part
    })
  }

  /** Numbers in text have no unit. */
  const bare = (node: Node) =>
    transform(node, (part) => (part.type === 'NumberLiteral' ? { ...part, unit: 'number' } : part))
  const shapeOf = (node: Node) => {
    const { labels, unit } = infer(bare(node))
    return { labels: Object.keys(labels).sort(), unit }
  }

  /** The parts of an expression that a rule could record. */
  const recordable = ({ node }: AnyExpr): Node[] =>
    [...partsOf(node)].filter(({ type }) => type === 'AggregateExpr' || type === 'BinaryExpr')

  test('is asked as PromQL of the same unit and the same labels, filtered and recorded or not', async () => {
    let replaced = 0
    await fc.assert(
      fc.asyncProperty(expression, fc.subarray(['zone', 'path']), fc.nat(), async (show, variables, pick) => {
        const parts = recordable(show)
        const part = parts[pick % Math.max(1, parts.length)]
        const rule = part && record('some:thing:part', { node: part } as never, help)
        const system = await systemFrom({
          others: [beside],
          rules: rule ? [rule] : [],
          dashboards: [board([chart(query(show as never))], { variables })],
        })
        const [drawing] = dashboardsOf(system)[0]?.drawings ?? []
        const asked = drawing?.exprs[0]
        if (!asked || !drawing) throw new Error('nothing is asked')
        const again = read(print(asked, 100), system)
        const was = drawing.panel.queries[0]?.shape
        expect(shapeOf(again).labels, printLine(asked)).toEqual(Object.keys(was?.labels ?? {}).sort())
        if (selectorsOf(asked).some(({ name }) => name === 'some:thing:part')) replaced += 1
      }),
      { numRuns: 150 },
    )
    expect(replaced, 'some were asked by what a rule records').toBeGreaterThan(5)
  })
})

function* partsOf(node: Node): Generator<Node> {
  yield node
  if (node.type === 'AggregateExpr' || node.type === 'UnaryExpr') yield* partsOf(node.expr)
  if (node.type === 'BinaryExpr') yield* [...partsOf(node.lhs), ...partsOf(node.rhs)]
}

describe('of two recordings of one thing over different windows', () => {
  const errorsIn = (window: Window) => sum(rate(select(requests, { status: '500' }), window), { by: ['endpoint'] })
  const short = record('endpoint:http_requests:errors_rate5m', errorsIn(minutes(5)), help)
  const long = record('endpoint:http_requests:errors_rate1h', errorsIn(hours(1)), help)
  asks(
    ['job', 'instance'],
    [
      { name: 'the short one stays itself', show: short, output: short.data.name },
      { name: 'the long one stays itself', show: long, output: long.data.name },
      { name: 'the same expression is asked by its own window', show: errorsIn(hours(1)), output: long.data.name },
      { name: "Grafana's window is answered by the first", show: errorsIn(rateInterval), output: short.data.name },
      {
        name: 'a long window that nobody records is kept, since it is what is asked',
        show: errorsIn(hours(6)),
        output: `sum by (endpoint) (rate(http_requests_total{${own},status="500"}[6h]))`,
      },
    ],
    [short, long],
  )
})
