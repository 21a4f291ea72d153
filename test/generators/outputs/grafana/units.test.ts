/** Each of our units, and every compound of them, is one that Grafana knows. */
import * as units from '@grafana/grafana-foundation-sdk/units'
import fc from 'fast-check'
import { type AnyExpr, counter, gauge, minutes, rate, ratio, sum } from 'plimsoll'
import { describe, expect, test } from 'vitest'
import { displayOf } from '../../../../generators/facts/display.ts'
import { metricUnits, perSecond, product, quotient } from '../../../../schemas/model/unit.ts'
import { chart, drawn, exprsOf, named } from '../../../support/boards.ts'
import { connections, latency, requests, up } from '../../../support/system.ts'

const known = new Set<unknown>(Object.values(units))
/** https://grafana.com/docs/grafana/latest/panels-visualizations/configure-standard-options/#custom-units */
const custom = /^suffix: \S/
const isKnown = (unit: string): boolean => known.has(unit) || custom.test(unit)

describe('every unit of a metric', () => {
  test.each(metricUnits.map((unit) => [unit] as const))('%s', (unit) => {
    expect(known.size).toBeGreaterThan(200)
    expect(displayOf(unit, connections.node).unit).toSatisfy(isKnown)
    expect(displayOf(perSecond(unit), requests.node).unit).toSatisfy(isKnown)
  })

  test('and whatever comes of dividing and multiplying them', () => {
    const some = fc.constantFrom(...metricUnits)
    fc.assert(
      fc.property(some, some, some, (a, b, c) => {
        for (const unit of [quotient(a, b), product(a, b), quotient(product(a, b), c), perSecond(quotient(a, b))])
          expect(displayOf(unit, connections.node).unit).toSatisfy(isKnown)
      }),
    )
  })

  test('has a unit of its own in Grafana, and only what has none is a plain number', () => {
    const plain = metricUnits.filter((unit) => displayOf(unit, connections.node).unit === 'none')
    expect(plain).toEqual(['none'])
  })
})

const of = (name: string) => counter(name, { help: 'For tests.', labels: {} })
const perMinute = (name: string): AnyExpr => rate(of(name), minutes(5))

describe('how many there are in a second', () => {
  test.each([
    ['http_requests_total', 'reqps'],
    ['http_request_total', 'reqps'],
    ['db_queries_total', 'ops'],
    ['cache_operations_total', 'ops'],
    ['node_network_receive_packets_total', 'pps'],
    ['alertmanager_notifications_total', 'mps'],
    ['app_events_total', 'eps'],
    ['pg_rows_total', 'rowsps'],
    ['extraction_tasks_total', 'cps'],
    ['requestsomething_total', 'cps'],
  ])('of %s is in %s', (name, unit) => {
    expect(displayOf('count/second', perMinute(name).node).unit).toBe(unit)
  })

  test('of two things together is a plain count', () => {
    const both = ratio(sum(rate(requests, minutes(5))), sum(rate(of('db_queries_total'), minutes(5)))).node
    expect(displayOf('count/second', both).unit).toBe('cps')
  })
})

const size = gauge('size_mebibytes', { help: 'Size.', unit: 'mebibytes', range: [0, 'none'], allow: {} })
const started = gauge('started_timestamp_seconds', { help: 'Start.', unit: 'timestamp' })
const took = gauge('took_minutes', { help: 'Time.', unit: 'minutes', range: [0, 'none'] })
const cost = counter('cost_usd_total', { help: 'Cost.', unit: 'usd' })
const sizes = { exposes: [size, started, took, cost] }
const own = '{job=~"$job",instance=~"$instance"}'

describe('a panel is in the unit of what it shows', () => {
  test.each<{
    name: string
    show: Parameters<typeof chart>[0]
    more?: object
    as?: 'stat'
    output: object
    expr: string
  }>([
    {
      name: 'a ratio has one decimal',
      show: ratio(connections, connections),
      output: { unit: 'percentunit', decimals: 1 },
      expr: `open_connections${own} / open_connections${own}`,
    },
    {
      name: 'an odd unit has a scale of its own',
      show: size,
      output: { unit: 'mbytes' },
      expr: `size_mebibytes${own}`,
    },
    {
      name: 'a timestamp is in milliseconds',
      show: started,
      output: { unit: 'dateTimeFromNow' },
      expr: `started_timestamp_seconds${own} * 1000`,
    },
    { name: 'minutes are in seconds', show: took, output: { unit: 's' }, expr: `took_minutes${own} * 60` },
    {
      name: 'money in a second is money in an hour',
      show: sum(rate(cost, minutes(5))),
      output: { unit: 'suffix: $/h', decimals: 2 },
      expr: `sum(rate(cost_usd_total${own}[$__rate_interval])) * 3600`,
    },
    {
      name: 'a number of things that is shown alone is whole',
      show: connections,
      as: 'stat',
      output: { unit: 'short', decimals: 0 },
      expr: `open_connections${own}`,
    },
    {
      name: 'another unit, and other decimals, where the panel says so',
      show: connections,
      more: { unit: 'sishort', decimals: 3 },
      output: { unit: 'sishort', decimals: 3 },
      expr: `open_connections${own}`,
    },
  ])('$name', async ({ show, more, as, output, expr }) => {
    const panel = await drawn(chart(show, more, as && { as }), {
      exposes: sizes.exposes,
      board: { variables: ['job', 'instance'] },
    })
    const { unit, decimals } = panel.fieldConfig.defaults
    expect({ unit, ...(decimals !== undefined && { decimals }) }).toEqual(output)
    expect(exprsOf(panel)).toEqual([expr])
  })

  test('the cells of a heatmap are in the unit of its buckets, and count observations', async () => {
    const spread = sum(rate(latency.bucket, minutes(5)), { by: ['le'] })
    const panel = await drawn(chart(spread, {}, { as: 'heatmap' }))
    expect(panel.options).toMatchObject({ yAxis: { unit: 's' }, cellValues: { unit: 'cps' } })
    expect(panel.targets).toMatchObject([{ format: 'heatmap', legendFormat: '{{le}}', range: true }])
  })

  test.each([
    { name: 'is asked over time where its course is drawn', more: {}, output: { instant: false, range: true } },
    { name: 'is asked now where it is not', more: { sparkline: false }, output: { instant: true, range: false } },
    { name: 'nor where its values have names', more: { values: { 0: { text: 'no' } } }, output: { instant: true } },
    { name: 'but over time for a mean', more: { sparkline: false, calculation: 'mean' }, output: { instant: false } },
  ])('a number $name', async ({ more, output }) => {
    expect((await drawn(chart(sum(connections), more, { as: 'stat' }))).targets).toMatchObject([output])
  })

  test('a query of several series has shades of its colour', async () => {
    const panel = await drawn(chart([named(connections, '{{pool}} pool', { color: 'blue' })]))
    expect(panel.fieldConfig.overrides).toEqual([
      {
        matcher: { id: 'byFrameRefID', options: 'A' },
        properties: [{ id: 'color', value: { mode: 'shades', fixedColor: 'blue' } }],
      },
    ])
  })

  test('a second axis has the unit of its query', async () => {
    const panel = await drawn(
      chart([connections, named(sum(rate(requests, minutes(5))), 'requests', { axis: 'right' })]),
    )
    expect(panel.fieldConfig.defaults.unit).toBe('short')
    expect(panel.fieldConfig.overrides).toEqual([
      {
        matcher: { id: 'byFrameRefID', options: 'B' },
        properties: [
          { id: 'custom.axisPlacement', value: 'right' },
          { id: 'unit', value: 'reqps' },
        ],
      },
    ])
  })
})

describe('a boolean says', () => {
  const yesOrNo = [
    {
      type: 'value',
      options: { 0: { text: 'no', color: 'red', index: 0 }, 1: { text: 'yes', color: 'green', index: 1 } },
    },
  ]
  test.each([
    { name: 'yes or no, as a state', as: 'stateTimeline', more: {}, output: yesOrNo },
    { name: 'yes or no, as a number', as: 'stat', more: {}, output: yesOrNo },
    {
      name: 'what the panel says instead',
      as: 'stat',
      more: { values: { 0: { text: 'down' } } },
      output: [{ type: 'value', options: { 0: { text: 'down', index: 0 } } }],
    },
    { name: 'its number on a chart', as: 'timeSeries', more: {}, output: [] },
  ] as const)('$name', async ({ as, more, output }) => {
    const panel = await drawn(chart(up, more, { as }))
    expect(panel.fieldConfig.defaults.mappings).toEqual(output)
  })
})
