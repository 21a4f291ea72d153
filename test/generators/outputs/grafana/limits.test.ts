/** Load lines on panels, and between which values a panel's axis runs. */
import {
  type AnyExpr,
  breaches,
  count,
  gauge,
  histogramQuantile,
  minutes,
  percent,
  quantity,
  rate,
  ratio,
  seconds,
  select,
  sort,
  sub,
  sum,
  thresholds,
  topk,
} from 'plimsoll'
import { describe, expect, test } from 'vitest'
import { chart, drawn, exprsOf } from '../../../support/boards.ts'
import { alarm, connections, latency, requests, up } from '../../../support/system.ts'

const why = { why: 'For tests.' }
const limits = thresholds({
  low: { below: count(5), ...why },
  lower: { atMost: count(2), ...why },
  none: { above: count(0), ...why },
  many: { above: count(100), ...why },
  more: { atLeast: count(200), ...why },
  share: { above: percent(5), ...why },
  most: { above: percent(90), ...why },
  double: { above: percent(200), ...why },
  slow: { above: seconds(1), ...why },
  old: { below: quantity(1_700_000_000, 'timestamp'), ...why },
})
type Limit = keyof typeof limits

const failing = ratio(sum(rate(select(requests, { status: '500' }), minutes(5))), sum(rate(requests, minutes(5))))
const p95 = histogramQuantile(0.95, sum(rate(latency.bucket, minutes(5)), { by: ['le'] }))
const started = gauge('started_timestamp_seconds', { help: 'Start.', unit: 'timestamp' })
const warmth = gauge('warmth_celsius', { help: 'Warmth.', unit: 'celsius' })
const used = gauge('used_ratio', { help: 'Used.', unit: 'ratio' })
const net = gauge('net_bytes', { help: 'Net.', unit: 'bytes', range: [-1, 'none'] })
const used2 = gauge('used_bytes', { help: 'Used.', unit: 'bytes', range: [0, 'none'] })
const used3 = gauge('granted_bytes', { help: 'Granted.', unit: 'bytes', range: [0, 'none'] })
const exposes = [started, warmth, used, net, used2, used3]

/** A panel, with an alert on what it shows for each threshold. */
function shown(
  show: AnyExpr,
  alerts: Readonly<Partial<Record<Limit, string>>> = {},
  more: object = {},
  as: 'timeSeries' | 'gauge' | 'stat' | 'barGauge' | 'table' = 'timeSeries',
) {
  const rules = Object.entries(alerts).map(([name, severity]) =>
    alarm(breaches(show as never, limits[name as Limit] as never), { severity }, `On${name}`),
  )
  return drawn(chart(show, more, { as }), { rules, thresholds: limits, exposes })
}

const stepsOf = ({ fieldConfig }: Awaited<ReturnType<typeof shown>>) =>
  fieldConfig.defaults.thresholds.steps.map(({ value, color }) => `${value} ${color}`)

describe('the steps of colour', () => {
  const open = sum(connections)
  test.each<{
    name: string
    show?: AnyExpr
    alerts?: Readonly<Partial<Record<Limit, string>>>
    more?: object
    as?: 'gauge' | 'stat'
    output: readonly string[]
  }>([
    { name: 'none, and one colour', output: ['null blue'] },
    { name: 'a colour of its own', more: { color: 'purple' }, as: 'stat', output: ['null purple'] },
    { name: 'above a line', alerts: { many: 'warning' }, output: ['null transparent', '100 orange'] },
    {
      name: 'and green below it, where there is no chart',
      alerts: { many: 'warning' },
      as: 'gauge',
      output: ['null green', '100 orange'],
    },
    { name: 'red for what is critical', alerts: { many: 'critical' }, output: ['null transparent', '100 red'] },
    { name: 'blue for what is to be known', alerts: { many: 'info' }, output: ['null transparent', '100 blue'] },
    {
      name: 'two lines, whatever their order',
      alerts: { more: 'critical', many: 'warning' },
      output: ['null transparent', '100 orange', '200 red'],
    },
    {
      name: 'above none at all, of which 0 itself is well',
      alerts: { none: 'critical' },
      as: 'stat',
      output: ['null green', `${Number.EPSILON} red`],
    },
    { name: 'below a line', alerts: { low: 'warning' }, output: ['null orange', '5 transparent'] },
    {
      name: 'below two lines',
      alerts: { low: 'warning', lower: 'critical' },
      as: 'stat',
      output: ['null red', '2 orange', '5 green'],
    },
    {
      name: 'between two lines',
      alerts: { low: 'warning', many: 'critical' },
      as: 'stat',
      output: ['null orange', '5 green', '100 red'],
    },
    { name: 'marks', more: { marks: [count(50)] }, output: ['null transparent', '50 blue'] },
    {
      name: 'marks beside lines, and none where a line is',
      alerts: { many: 'critical' },
      more: { marks: [count(50), count(100)] },
      output: ['null transparent', '50 blue', '100 red'],
    },
    {
      name: 'a line that the panel names itself',
      more: { limits: [limits.many] },
      output: ['null transparent', '100 orange'],
    },
    {
      name: 'one that an alert has too, once, by its severity',
      alerts: { many: 'critical' },
      more: { limits: [limits.many] },
      output: ['null transparent', '100 red'],
    },
    {
      name: 'in the scale of the values that are shown',
      show: started,
      alerts: { old: 'warning' },
      output: ['null orange', '1700000000000 transparent'],
    },
  ])('$name', async ({ show = open, alerts, more, as, output }) => {
    expect(stepsOf(await shown(show, alerts, more, as))).toEqual(output)
  })

  test('are drawn as dashed lines on a chart that has some, and not on others', async () => {
    const style = async (...args: Parameters<typeof shown>) =>
      (await shown(...args)).fieldConfig.defaults.custom?.thresholdsStyle
    expect(await style(open, { many: 'warning' })).toEqual({ mode: 'dashed' })
    expect(await style(open, {}, { marks: [count(5)] })).toEqual({ mode: 'dashed' })
    expect(await style(open)).toEqual({ mode: 'off' })
  })
})

describe('the axis runs', () => {
  test.each<{
    name: string
    show: AnyExpr
    alerts?: Readonly<Partial<Record<Limit, string>>>
    more?: object
    as?: 'gauge' | 'stat' | 'barGauge'
    output: { readonly min?: number; readonly max?: number; readonly soft?: number }
  }>([
    { name: 'from 0 to 1 for a part of a whole', show: failing, output: { min: 0, max: 1 } },
    { name: 'from 0 to 1 for a gauge that is a ratio', show: used, output: { min: 0, max: 1 } },
    {
      name: 'up to 1 at least for one amount by another, which can be more',
      show: ratio(used2, used3),
      output: { min: 0, soft: 1 },
    },
    {
      name: 'to 1 where it is an arc',
      show: ratio(used2, used3),
      as: 'gauge',
      output: { min: 0, max: 1 },
    },
    {
      name: 'to 1 where it is an arc, also of what is left when something is taken away',
      show: ratio(sub(used3, used2), used3),
      as: 'gauge',
      output: { min: 0, max: 1 },
    },
    {
      name: 'never below a line that is watched',
      show: ratio(used2, used3),
      alerts: { double: 'critical' },
      as: 'gauge',
      output: { min: 0, max: 2 },
    },
    {
      name: 'from 0 without an end for rates of different things, which can be more than 1',
      show: ratio(sum(rate(requests, minutes(5))), sum(rate(latency.count, minutes(5)))),
      output: { min: 0 },
    },
    {
      name: 'up to the line of a share that should be small, or it could not be seen',
      show: failing,
      alerts: { share: 'critical' },
      output: { min: 0, soft: 0.05 },
    },
    {
      name: 'up to 1 where the line is near',
      show: failing,
      alerts: { most: 'critical' },
      output: { min: 0, max: 1 },
    },
    {
      name: 'up to 1 on a gauge all the same',
      show: failing,
      alerts: { share: 'critical' },
      as: 'gauge',
      output: { min: 0, max: 1 },
    },
    {
      name: 'a quarter beyond the line on a gauge',
      show: sum(connections),
      alerts: { many: 'warning' },
      as: 'gauge',
      output: { min: 0, max: 125 },
    },
    {
      name: 'not beyond the line on bars',
      show: sum(connections),
      alerts: { many: 'warning' },
      as: 'barGauge',
      output: { min: 0 },
    },
    {
      name: 'at least up to the highest line',
      show: sum(connections),
      alerts: { many: 'warning', more: 'critical' },
      output: { min: 0, soft: 200 },
    },
    {
      name: 'not up to a line that values should be above',
      show: sum(connections),
      alerts: { low: 'warning' },
      output: { min: 0 },
    },
    { name: 'from 0 for an amount', show: connections, output: { min: 0 } },
    { name: 'from 0 for a duration', show: p95, output: { min: 0 } },
    { name: 'from anywhere for a difference', show: sub(connections, connections), output: {} },
    { name: 'from anywhere for what can be negative', show: net, output: {} },
    { name: 'from anywhere for degrees', show: warmth, output: {} },
    { name: 'without an end for a single value', show: failing, as: 'stat', output: { min: 0 } },
    { name: 'as the panel says', show: failing, more: { min: 0.5, max: 0.9 }, output: { min: 0.5, max: 0.9 } },
    {
      name: 'as the panel says, and not up to the line',
      show: failing,
      alerts: { share: 'critical' },
      more: { max: 0.02 },
      output: { min: 0, max: 0.02 },
    },
    { name: 'over one state', show: up, output: { min: 0 } },
  ])('$name', async ({ show, alerts, more, as, output }) => {
    const { min, max, custom } = (await shown(show, alerts, more, as)).fieldConfig.defaults
    const soft = custom?.axisSoftMax
    expect({
      ...(min !== undefined && { min }),
      ...(max !== undefined && { max }),
      ...(soft !== undefined && { soft }),
    }).toEqual(output)
  })
})

describe('bars', () => {
  test.each<{ name: string; show: AnyExpr; alerts?: Readonly<Partial<Record<Limit, string>>>; output: string }>([
    {
      name: 'are sorted',
      show: connections,
      output: 'sort_desc(open_connections{job=~"$job",instance=~"$instance",pool=~"$pool"})',
    },
    {
      name: 'unless they are the greatest already',
      show: topk(3, connections),
      output: 'topk(3, open_connections{job=~"$job",instance=~"$instance",pool=~"$pool"})',
    },
    {
      name: 'the least first where little is bad',
      show: connections,
      alerts: { low: 'warning' },
      output: 'sort(open_connections{job=~"$job",instance=~"$instance",pool=~"$pool"})',
    },
    {
      name: 'or sorted otherwise',
      show: sort(connections),
      output: 'sort(open_connections{job=~"$job",instance=~"$instance",pool=~"$pool"})',
    },
  ])('$name', async ({ show, alerts, output }) => {
    expect(exprsOf(await shown(show, alerts, {}, 'barGauge'))).toEqual([output])
  })
})
