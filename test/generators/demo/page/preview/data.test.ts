/** From what Prometheus answers to what is drawn. */
import { describe, expect, test } from 'vitest'
import { alertsNow, changesBetween, countOf } from '../../../../../generators/demo/page/preview/alerts.ts'
import type { Panel } from '../../../../../generators/demo/page/preview/board.ts'
import { align, stack } from '../../../../../generators/demo/page/preview/graph.ts'
import { heatmapOf } from '../../../../../generators/demo/page/preview/heatmap.ts'
import { fieldOf, shown } from '../../../../../generators/demo/page/preview/look.ts'
import {
  legend,
  reduced,
  type Series,
  selectorText,
  seriesOf,
} from '../../../../../generators/demo/page/preview/series.ts'
import { tableOf } from '../../../../../generators/demo/page/preview/table.ts'
import { spansOf, united } from '../../../../../generators/demo/page/preview/timeline.ts'

const series = (points: Series['points'], more: Partial<Series> = {}): Series => ({
  refId: 'A',
  name: 'a',
  labels: {},
  points,
  ...more,
})
const panelWith = (more: object): Panel => ({
  id: 1,
  type: 'table',
  title: 'T',
  gridPos: { h: 8, w: 12 },
  options: {},
  ...more,
})

describe('series', () => {
  test('are named by their legend, and numbers that JSON lacks are read', () => {
    const target = { refId: 'A', expr: 'x', legendFormat: '{{job}} {{ none }}!' }
    const result = [
      { metric: { job: '<b>' }, values: [[1, '+Inf'] as const, [2, 'NaN'] as const, [3, '0.5'] as const] },
    ]
    expect(seriesOf(target, { resultType: 'matrix', result })).toEqual([
      {
        refId: 'A',
        name: '<b> !',
        labels: { job: '<b>' },
        points: [
          [1, Number.POSITIVE_INFINITY],
          [2, Number.NaN],
          [3, 0.5],
        ],
      },
    ])
    expect(seriesOf(target, { resultType: 'scalar', result: [5, '1'] })[0]?.points).toEqual([[5, 1]])
    expect(seriesOf(target, { resultType: 'vector', result: [{ metric: {}, value: [5, '-Inf'] }] })[0]?.points).toEqual(
      [[5, Number.NEGATIVE_INFINITY]],
    )
  })

  test('without a legend are named by their labels', () => {
    expect(legend('', { __name__: 'up', job: 'a"b' })).toBe('up{job="a\\"b"}')
    expect(selectorText({ __name__: 'up' })).toBe('up')
    expect(selectorText({})).toBe('{}')
  })

  test.each([
    ['lastNotNull', 3],
    ['mean', 2],
    ['max', 3],
    ['min', 1],
    ['sum', 6],
    ['stdDev', undefined],
  ])('have one value by %s', (calculation, expected) => {
    expect(
      reduced(
        series([
          [0, 1],
          [1, 2],
          [2, 3],
          [3, Number.NaN],
        ]),
        calculation,
      ),
    ).toBe(expected)
  })
})

describe('graphs', () => {
  test('bridge short gaps, and show long ones', () => {
    const points = [
      [0, 1],
      [20, 2],
      [60, 3],
    ] as const
    expect(align([series(points)], { from: 0, to: 60 }, 10, 20).values).toEqual([
      [1, undefined, 2, null, null, null, 3],
    ])
  })

  test('stack series, of which some say nothing', () => {
    expect(
      stack([
        [1, 2, null],
        [1, null, 5],
      ]),
    ).toEqual([
      [1, 2, null],
      [2, null, 5],
    ])
  })
})

test('a state lasts as long as its value, and ends in a gap', () => {
  expect(
    spansOf(
      [
        [0, 1],
        [10, 1],
        [20, 0],
        [50, 0],
      ],
      10,
    ),
  ).toEqual([
    { from: 0, to: 20, value: 1 },
    { from: 20, to: 30, value: 0 },
    { from: 50, to: 60, value: 0 },
  ])
  expect(
    united([
      { from: 5, to: 9 },
      { from: 0, to: 6 },
      { from: 20, to: 21 },
    ]),
  ).toEqual([
    { from: 0, to: 9 },
    { from: 20, to: 21 },
  ])
})

test('cumulative buckets become cells, without those that nothing fell into', () => {
  const buckets = [
    ['+Inf', 5],
    ['0.1', 2],
    ['1', 2],
  ] as const
  const heatmap = heatmapOf(
    buckets.map(([le, count]) => series([[7, count]], { labels: { le } })),
    1e-9,
  )
  expect(heatmap).toEqual({
    bounds: [0.1, 1, Number.POSITIVE_INFINITY],
    times: [7],
    cells: [
      { row: 0, time: 7, count: 2 },
      { row: 2, time: 7, count: 3 },
    ],
    most: 3,
  })
})

describe('a value', () => {
  const field = {
    unit: 'percentunit',
    decimals: 0,
    mappings: [{ type: 'value', options: { '0': { text: 'none', color: 'green' } } }],
    thresholds: {
      steps: [
        { value: null, color: 'blue' },
        { value: 0.5, color: 'red' },
      ],
    },
  }

  test.each([
    [0, 'none', 'green'],
    [0.4, '40%', 'blue'],
    [0.5, '50%', 'red'],
    [undefined, 'No data', 'text'],
  ])('%s is shown as %s in %s', (value, text, colour) => {
    expect(shown(value, field)).toEqual({ text, colour })
  })

  test('takes what overrides say of its series', () => {
    const property = { id: 'unit', value: 's' }
    const overrides = [
      { matcher: { id: 'byName', options: 'p95' }, properties: [property] },
      { matcher: { id: 'byFrameRefID', options: 'B' }, properties: [{ id: 'custom.axisPlacement', value: 'right' }] },
    ]
    const panel = panelWith({ fieldConfig: { defaults: { unit: 'short' }, overrides } })
    expect(fieldOf(panel, { name: 'p95', refId: 'B' })).toEqual({ unit: 's', custom: { axisPlacement: 'right' } })
    expect(fieldOf(panel, { name: 'p50', refId: 'A' })).toEqual({ unit: 'short' })
  })
})

test('a table merges queries, names and orders columns, and sorts rows', () => {
  const panel = panelWith({
    targets: [
      { refId: 'A', expr: 'a' },
      { refId: 'B', expr: 'b' },
    ],
    fieldConfig: {
      defaults: { unit: 'short' },
      overrides: [{ matcher: { id: 'byName', options: 'p95' }, properties: [{ id: 'unit', value: 's' }] }],
    },
    options: { sortBy: [{ displayName: 'requests', desc: true }] },
    transformations: [
      { id: 'merge', options: {} },
      {
        id: 'organize',
        options: {
          excludeByName: { job: true },
          indexByName: { endpoint: 0, 'Value #A': 1, 'Value #B': 2 },
          renameByName: { endpoint: 'Endpoint', 'Value #A': 'requests', 'Value #B': 'p95' },
        },
      },
    ],
  })
  const of = (endpoint: string, refId: string, value: number) =>
    series([[0, value]], { refId, labels: { __name__: 'x', endpoint, job: 'j' } })
  const table = tableOf(panel, [of('/', 'A', 1), of('/slow', 'A', 20), of('/', 'B', 0.25)])
  expect(table).toEqual({
    columns: [
      { name: 'Endpoint', numeric: false },
      { name: 'requests', numeric: true },
      { name: 'p95', numeric: true },
    ],
    rows: [
      ['/slow', '20', ''],
      ['/', '1', '250 ms'],
    ],
    sorted: { name: 'requests', descending: true },
  })
})

describe('alerts', () => {
  const told = ['Slow', 'Down', 'Watchdog'].map((name) => ({
    name,
    severity: name === 'Watchdog' ? 'none' : 'critical',
    summary: `${name}.`,
    runbook: true,
  }))
  const firing = {
    state: 'firing',
    labels: { alertname: 'Slow', severity: 'critical', job: 'a' },
    annotations: { description: 'So slow.' },
    activeAt: '2025-01-01T00:00:00Z',
    value: '1e+00',
  } as const
  const rules = {
    groups: [
      {
        rules: [
          { name: 'Slow', state: 'firing' as const, alerts: [firing] },
          { name: 'Watchdog', state: 'firing' as const },
        ],
      },
    ],
  }
  const now = alertsNow(told, rules, [{ alert: 'Slow', running: true }])

  test('have the state that Prometheus says, and what is known of each instance', () => {
    expect(now).toMatchObject([
      {
        name: 'Slow',
        state: 'firing',
        incident: true,
        instances: [{ labels: { job: 'a' }, description: 'So slow.', value: 1, since: Date.UTC(2025, 0, 1) }],
      },
      { name: 'Down', state: 'unknown', incident: undefined, instances: [] },
      { name: 'Watchdog', state: 'firing' },
    ])
  })

  test('that always fire are not counted', () => {
    expect(countOf(now, 'firing')).toBe(1)
  })

  test('are told of when they change, and not when nobody knows', () => {
    const before = alertsNow(
      told,
      {
        groups: [
          {
            rules: [
              { name: 'Slow', state: 'inactive' },
              { name: 'Watchdog', state: 'firing' },
            ],
          },
        ],
      },
      [],
    )
    expect(changesBetween(before, now)).toBe('Slow is firing.')
    expect(changesBetween(now, now)).toBe('')
    expect(changesBetween(now, alertsNow(told, undefined, []))).toBe('')
    const many = ['A', 'B', 'C', 'D'].map((name) => ({ name, severity: 'info', summary: '', runbook: false }))
    const all = (state: 'firing' | 'inactive') =>
      alertsNow(many, { groups: [{ rules: many.map(({ name }) => ({ name, state })) }] }, [])
    expect(changesBetween(all('inactive'), all('firing'))).toBe(
      'A is firing, B is firing, C is firing, 1 more alerts changed.',
    )
  })
})
