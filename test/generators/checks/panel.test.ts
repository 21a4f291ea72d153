/** What a panel cannot show, and what nobody could read. */
import {
  type AnyExpr,
  bytes,
  count,
  gauge,
  gt,
  histogramQuantile,
  type LegendContext,
  minutes,
  panel,
  plain,
  promql,
  quantity,
  query,
  rate,
  ratio,
  seconds,
  sum,
  thresholds,
  vector,
} from 'plimsoll'
import { describe } from 'vitest'
import { board, chart, named } from '../../support/boards.ts'
import { connections, latency, type Parts, requests, table, up } from '../../support/system.ts'

const size = gauge('size_bytes', { help: 'Size.', unit: 'bytes' })
const age = gauge('age_seconds', { help: 'Age.', unit: 'seconds' })
const size2 = gauge('other_bytes', { help: 'Size.', unit: 'bytes' })
const exposes = [size, age, size2]
const shown = (...panels: Parameters<typeof board>[0]): Parts => ({ exposes, dashboards: [board(panels)] })
const perSecond = sum(rate(requests, minutes(5)), { by: ['endpoint'] })

describe('what a panel draws', () => {
  const raw = (kind: string) =>
    `panel/shape main: Chart: panel.${kind}() cannot use a raw counter, which only ever grows; take rate() or increase() of it first`
  const buckets =
    "panel/shape main: Chart: a heatmap needs buckets; show sum(rate(x.bucket, rateInterval), { by: ['le'] })"

  table([
    { name: 'is no raw counter', input: shown(chart(requests)), problems: [raw('timeSeries')] },
    { name: 'is none in a table either', input: shown(chart(requests, {}, { as: 'table' })), problems: [raw('table')] },
    { name: 'is none as a second query', input: shown(chart([up, requests])), problems: [raw('timeSeries')] },
    {
      name: 'is no whole histogram',
      input: shown(chart(latency, {}, { as: 'stat' })),
      problems: [
        'panel/shape main: Chart: panel.stat() cannot use a whole histogram or summary; take its .bucket, .count or .sum',
      ],
    },
    {
      name: 'as a heatmap is nothing without buckets',
      input: shown(chart(connections, {}, { as: 'heatmap' })),
      problems: [buckets],
    },
    {
      name: 'as a heatmap is no quantile, in which the buckets are gone',
      input: shown(
        chart(histogramQuantile(0.9, sum(rate(latency.bucket, minutes(5)), { by: ['le'] })), {}, { as: 'heatmap' }),
      ),
      problems: [buckets],
    },
    {
      name: 'as a heatmap is a histogram',
      input: shown(chart(sum(rate(latency.bucket, minutes(5)), { by: ['le'] }), {}, { as: 'heatmap' })),
      problems: [],
    },
    { name: 'is a gauge', input: shown(chart(connections)), problems: [] },
    { name: 'is a rate', input: shown(chart(perSecond)), problems: [] },
    { name: 'is a condition', input: shown(chart(gt(connections, count(5)), {}, { as: 'table' })), problems: [] },
    { name: 'is a number', input: shown(chart(vector(plain(1)) as AnyExpr)), problems: [] },
    { name: 'is nothing, if it is text', input: shown(panel.text('Note', { text: 'Hello.' })), problems: [] },
  ])
})

describe('two queries on one axis', () => {
  const apart = (a: string, b: string) =>
    `panel/unit main: Chart: is in ${b}, and the panel shows ${a}; give it an axis of its own with query(…, { axis: 'right' }), or make two panels`
  const two = [named(size, 'size'), named(age, 'age')]
  table([
    { name: 'have one unit', input: shown(chart(two)), problems: [apart('bytes', 'seconds')] },
    {
      name: 'have one unit, whichever of them has another',
      input: shown(chart([size, size2, age])),
      problems: [apart('bytes', 'seconds')],
    },
    {
      name: 'have one unit on bars too',
      input: shown(chart(two, {}, { as: 'barGauge' })),
      problems: [apart('bytes', 'seconds')],
    },
    { name: 'may differ on two axes', input: shown(chart([size, named(age, 'age', { axis: 'right' })])), problems: [] },
    { name: 'may differ in a table, which has columns', input: shown(chart(two, {}, { as: 'table' })), problems: [] },
    { name: 'may differ where the panel says a unit', input: shown(chart(two, { unit: 'none' })), problems: [] },
    {
      name: 'may count different things',
      input: shown(chart([perSecond, sum(rate(latency.count, minutes(5)), { by: ['endpoint'] })])),
      problems: [],
    },
  ])
})

describe('legends', () => {
  const legend = (message: string) => `panel/legend main: Chart: ${message}`
  const twice = (name: string) => legend(`two of its queries are called "${name}"; name them with query(…, { legend })`)
  const labelled = (label: string, show: AnyExpr = perSecond) =>
    chart(query(show as never, { legend: ({ labels }: LegendContext<Record<string, string>>) => `${labels[label]}` }))

  table([
    {
      name: 'refer to labels that are there',
      input: shown(labelled('endpoint')),
      problems: [],
    },
    {
      name: 'refer to no label that was aggregated away',
      input: shown(labelled('method')),
      problems: [legend('the legend names the label method, which sum by (endpoint) has removed')],
    },
    {
      name: 'refer to no label that never was',
      input: shown(labelled('colour', connections)),
      problems: [legend('the legend names the label colour, but there is only instance, job, pool')],
    },
    {
      name: 'refer to no label in plain text either',
      input: shown(chart(named(perSecond, 'p95 {{ method }}'))),
      problems: [legend('the legend names the label method, which sum by (endpoint) has removed')],
    },
    {
      name: 'refer to the name of the metric, which is no label of ours',
      input: shown(chart(named(connections, '{{__name__}} {{pool}}'))),
      problems: [],
    },
    {
      name: 'are not the same twice',
      input: shown(chart([named(size, 'size'), named(size2, 'size')])),
      problems: [twice('size')],
    },
    {
      name: 'are not the same twice by themselves',
      input: shown(chart([size, size])),
      problems: [twice('size_bytes')],
    },
    {
      name: 'are not the same in a table, whose columns they are',
      input: shown(chart([named(size, 'a'), named(size2, 'a')], {}, { as: 'table' })),
      problems: [twice('a')],
    },
  ])
})

describe('one name for many series', () => {
  const many = (legend: string, differ: string) => [
    `panel/legend main: Chart: all series of a query are called "${legend}", and they differ in ${differ}; write a legend of labels`,
  ]
  const pools = named(connections, 'open')
  table([
    { name: 'says nothing on a chart', input: shown(chart(pools)), problems: many('open', 'pool') },
    {
      name: 'says nothing on bars',
      input: shown(chart(pools, {}, { as: 'barGauge' })),
      problems: many('open', 'pool'),
    },
    {
      name: 'says nothing of instances either, where there are several',
      input: { ...shown(chart(named(up, 'up'))), app: { service: ['a', 'b'] } },
      problems: many('up', 'instance'),
    },
    { name: 'will do for one instance', input: shown(chart(named(up, 'up'))), problems: [] },
    { name: 'will do with a label in it', input: shown(chart(named(connections, 'open {{pool}}'))), problems: [] },
    { name: 'will do for a sum', input: shown(chart(named(sum(connections), 'open'))), problems: [] },
    { name: 'will do in a table, which has columns', input: shown(chart(pools, {}, { as: 'table' })), problems: [] },
  ])
})

const limits = thresholds({ large: { above: bytes(1), why: 'For tests.' } })

describe('what all expressions are checked for', () => {
  table([
    {
      name: 'a name that nobody exposes',
      input: shown(chart(promql({ labels: ['job', 'instance'], unit: 'none' })`no_such_metric`)),
      problems: [
        'expr/series main: Chart: nothing in demo exposes or records no_such_metric; add its metric to what a target exposes, or its rule to a group',
      ],
    },
    {
      name: 'a window that is too short',
      input: shown(chart(sum(rate(requests, seconds(20))))),
      problems: [
        'expr/window main: Chart: the window 20s is less than four scrapes of http_requests_total, which comes every 15s; take 1m or more',
      ],
    },
    {
      name: 'a line of an alert that nobody has, and that a panel may have',
      input: shown(chart(size, { limits: [limits.large] })),
      problems: [],
    },
    {
      name: 'text that is no PromQL',
      input: shown(chart(promql({ labels: [], unit: 'none' })`sum(`)),
      problems: ['expr/text main: Chart: unexpected end of the expression'],
    },
    { name: 'and nothing else', input: shown(chart(ratio(size, quantity(5, 'bytes') as never))), problems: [] },
  ])
})

describe('a line', () => {
  const limits = thresholds({ slow: { above: seconds(1), why: 'It is slow.' } })
  const lines = (more: object): Parts => ({ exposes, dashboards: [board([chart(size, more)])] })
  const says = (unit: string) =>
    `panel/unit main: Chart: shows bytes, and one of its lines is in ${unit}; give the line in bytes`

  table([
    {
      name: 'of a threshold is in the unit of the panel',
      input: lines({ limits: [limits.slow] }),
      problems: [says('seconds')],
    },
    { name: 'of a mark too', input: lines({ marks: [count(5)] }), problems: [says('count')] },
    { name: 'in the same unit is fine', input: lines({ marks: [bytes(5)] }), problems: [] },
  ])
})
