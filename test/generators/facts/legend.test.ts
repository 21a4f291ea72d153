/** What series are called, and the colours of those whose names say how good they are. */
import {
  type AnyExpr,
  counter,
  histogramQuantile,
  labelReplace,
  max,
  minutes,
  oneOf,
  open,
  query,
  rate,
  record,
  select,
  sum,
  target,
} from 'plimsoll'
import { describe, expect, test } from 'vitest'
import { chart, drawn, named } from '../../support/boards.ts'
import { connections, latency, type Parts, requests, up } from '../../support/system.ts'

const perSecond = (by: readonly ('endpoint' | 'method' | 'status')[]) => sum(rate(requests, minutes(5)), { by })
const p95 = record(
  'demo:http_request_duration_seconds:p95_rate5m',
  histogramQuantile(0.95, sum(rate(latency.bucket, minutes(5)), { by: ['le'] })),
  {
    help: 'p95.',
  },
)
const replica = target('replica', { service: ['a', 'b'], port: 1, exposes: [connections] })

describe('a series is called', () => {
  test.each<{ name: string; show: Parameters<typeof chart>[0]; more?: Parts; output: readonly string[] }>([
    {
      name: 'by its labels, as its metric has them',
      show: perSecond(['endpoint', 'method']),
      output: ['{{method}} {{endpoint}}'],
    },
    { name: 'by the title where it has none', show: sum(connections), output: ['Chart'] },
    { name: 'by what tells it apart, and not by its only job', show: connections, output: ['{{pool}}'] },
    {
      name: 'by its instance where there are several',
      show: connections,
      more: { app: { service: ['a', 'b'] } },
      output: ['{{pool}} {{instance}}'],
    },
    {
      name: 'by its job where there are several',
      show: connections,
      more: { others: [replica] },
      output: ['{{pool}} {{job}} {{instance}}'],
    },
    {
      name: 'not by a label that the expression gives a value',
      show: select(connections, { pool: 'read' }),
      output: ['Chart'],
    },
    {
      name: 'by a label that the expression makes',
      show: labelReplace(
        sum(connections),
        { label: 'made', value: 'x' } as never,
        { label: 'pool', matching: '.*' } as never,
      ),
      output: ['{{made}}'],
    },
    {
      name: 'by its own name too, where there are several queries',
      show: [connections, perSecond(['status'])],
      output: ['open_connections {{pool}}', 'http_requests_total {{status}}'],
    },
    { name: 'by the name that the definition gives', show: named(sum(connections), 'open'), output: ['open'] },
    {
      name: 'by the labels that the definition picks',
      show: query(perSecond(['endpoint', 'method']), {
        legend: ({ labels }) => `${labels.method} of ${labels.endpoint}`,
      }),
      output: ['{{method}} of {{endpoint}}'],
    },
    {
      name: 'as it was, where a recorded series took its place',
      show: [p95, named(sum(connections), 'open')],
      more: { rules: [p95] },
      output: ['demo:http_request_duration_seconds:p95_rate5m', 'open'],
    },
  ])('$name', async ({ show, more, output }) => {
    const panel = await drawn(chart(show), { ...more, board: { variables: [] } })
    expect(panel.targets.map(({ legendFormat }) => legendFormat)).toEqual(output)
  })
})

describe('how much is said of the series', () => {
  const look = async (show: AnyExpr, more: object = {}) => (await drawn(chart(show, more))).options
  test('all of them in a table with their values, where there can be several', async () => {
    expect(await look(perSecond(['status']))).toEqual({
      legend: { displayMode: 'table', placement: 'bottom', showLegend: true, calcs: ['lastNotNull', 'mean', 'max'] },
      tooltip: { mode: 'multi', sort: 'desc', hideZeros: false },
    })
  })
  test('its name alone where there is one', async () => {
    expect(await look(sum(connections))).toEqual({
      legend: { displayMode: 'list', placement: 'bottom', showLegend: true, calcs: [] },
      tooltip: { mode: 'single', sort: 'none', hideZeros: false },
    })
  })
  test('nothing, where the panel hides it', async () => {
    expect(await look(sum(connections), { legend: 'hidden' })).toMatchObject({ legend: { showLegend: false } })
  })
  test('a stat shows names where it shows several values', async () => {
    const mode = async (show: AnyExpr) => (await drawn(chart(show, {}, { as: 'stat' }))).options.textMode
    expect(await mode(sum(connections))).toBe('value')
    expect(await mode(connections)).toBe('value_and_name')
  })
})

const tasks = counter('tasks_total', {
  help: 'Tasks.',
  labels: { status: oneOf('success', 'failure', 'odd'), kind: open({ atMost: 3 }) },
})
const done = sum(rate(tasks, minutes(5)), { by: ['status'] })

interface Colour {
  readonly value: { readonly fixedColor: string }
}

describe('series have colours', () => {
  test.each<{ name: string; show: Parameters<typeof chart>[0]; more?: object; as?: 'stat'; output: readonly string[] }>(
    [
      { name: 'by the values of a label that are known', show: done, output: ['success green', 'failure red'] },
      {
        name: 'by their names',
        show: [named(max(done), 'p99'), named(sum(connections), 'other')],
        output: ['p99 red'],
      },
      { name: 'of their own', show: named(sum(connections), 'open', { color: 'purple' }), output: ['open purple'] },
      {
        name: 'not by labels whose values nobody knows',
        show: sum(rate(tasks, minutes(5)), { by: ['kind'] }),
        output: [],
      },
      { name: 'not by two labels', show: sum(rate(tasks, minutes(5)), { by: ['status', 'kind'] }), output: [] },
      { name: 'not where values are coloured', show: done, as: 'stat', output: [] },
    ],
  )('$name', async ({ show, more, as, output }) => {
    const { fieldConfig } = await drawn(chart(show, more, as && { as }), { exposes: [tasks] })
    const colours = fieldConfig.overrides.map(({ matcher, properties }) => {
      expect(matcher.id).toBe('byName')
      return `${matcher.options} ${(properties[0] as Colour).value.fixedColor}`
    })
    expect(colours).toEqual(output)
  })

  test('or one for all', async () => {
    const { fieldConfig } = await drawn(chart(connections, { color: 'blue' }))
    expect(fieldConfig.defaults.color).toEqual({ mode: 'fixed', fixedColor: 'blue' })
  })
})

describe('a table', () => {
  const row = (show: Parameters<typeof chart>[0], more: object = {}) => drawn(chart(show, more, { as: 'table' }))

  test('has a column for each label that tells rows apart, then the value, and hides the rest', async () => {
    const { transformations, fieldConfig, targets } = await row(connections, { columns: { pool: 'Pool' } })
    expect(targets).toMatchObject([{ instant: true, range: false, format: 'table' }])
    expect(transformations).toEqual([
      {
        id: 'organize',
        options: {
          excludeByName: { Time: true, __name__: true, job: true, instance: true },
          indexByName: { pool: 0, Value: 1 },
          renameByName: { pool: 'Pool', Value: 'Value' },
        },
      },
    ])
    expect(fieldConfig.overrides.map(({ matcher }) => matcher.options)).toEqual(['Value'])
  })

  test('has a column for each of several queries, in its own unit, beside each other', async () => {
    const { transformations, fieldConfig, options } = await row([
      named(connections, 'open'),
      named(max(up), 'up of {{x}}'),
      named(histogramQuantile(0.95, sum(rate(latency.bucket, minutes(5)), { by: ['le'] })), 'p95'),
    ])
    expect(transformations).toEqual([
      { id: 'merge', options: {} },
      {
        id: 'organize',
        options: {
          excludeByName: { Time: true, __name__: true, job: true, instance: true, 'Value #B': true },
          indexByName: { pool: 0, 'Value #A': 1, 'Value #C': 2 },
          renameByName: { 'Value #A': 'open', 'Value #C': 'p95' },
        },
      },
    ])
    expect(fieldConfig.overrides).toEqual([
      {
        matcher: { id: 'byName', options: 'open' },
        properties: [{ id: 'unit', value: 'short' }],
      },
      { matcher: { id: 'byName', options: 'p95' }, properties: [{ id: 'unit', value: 's' }] },
    ])
    expect(options.sortBy).toEqual([{ displayName: 'open', desc: true }])
  })
})
