/** Whole files of one small system, to be read as Grafana reads them; accept a change with `npx vitest run … -u` after reading. */
import fc from 'fast-check'
import {
  breaches,
  count,
  dashboard,
  histogramQuantile,
  max,
  minutes,
  panel,
  percent,
  query,
  rate,
  rateInterval,
  ratio,
  record,
  row,
  select,
  sum,
  thresholds,
  topk,
} from 'plimsoll'
import { beforeAll, describe, expect, test } from 'vitest'
import type { System } from '../../../../generators/load/system.ts'
import type { OutputFile } from '../../../../generators/outputs/file.ts'
import { grafana } from '../../../../generators/outputs/grafana/index.ts'
import { panels } from '../../../../generators/outputs/grafana/panels/index.ts'
import { validateAll } from '../../../../generators/validate.ts'
import { panelTypes } from '../../../../schemas/model/panel.ts'
import { watchdog } from '../../../support/alerting.ts'
import { alarm, alerts, connections, latency, type Parts, requests, systemFrom, up } from '../../../support/system.ts'

const limits = thresholds({
  many: { above: count(100), why: 'Sized for a hundred.' },
  failing: { above: percent(5), why: 'Users notice.' },
})
const failing = select(requests, { status: '500' })
const errors = record(
  'endpoint:http_requests:error_ratio_rate5m',
  ratio(sum(rate(failing, minutes(5)), { by: ['endpoint'] }), sum(rate(requests, minutes(5)), { by: ['endpoint'] })),
  { help: 'Share of requests that fail, by endpoint.' },
)
const slow = histogramQuantile(0.95, sum(rate(latency.bucket, rateInterval), { by: ['le', 'endpoint'] }))

const one = dashboard('small', {
  title: 'Small',
  description: 'One panel of each kind.',
  tags: ['all-kinds'],
  rows: [
    row('At a glance', [
      panel.stat('Targets up', { description: 'Targets that were scraped.', show: sum(up), decimals: 0 }),
      panel.gauge('Connections', { description: 'Connections that are open.', show: sum(connections) }),
      panel.stateTimeline('Targets', {
        description: 'Whether each was scraped.',
        show: max(up, { by: ['job'] }),
        width: 14,
      }),
    ]),
    row('Requests', [
      panel.timeSeries('Errors and rate', {
        description: 'Share of requests that fail, and how many there are.',
        show: [
          query(errors, { legend: ({ labels }) => `failing at ${labels.endpoint}` }),
          query(sum(rate(requests, rateInterval)), { legend: 'requests', axis: 'right', color: 'blue' }),
        ],
      }),
      panel.heatmap('Durations', {
        description: 'How long requests take.',
        show: sum(rate(latency.bucket, rateInterval), { by: ['le'] }),
      }),
      panel.barGauge('Slowest', { description: 'The three slowest endpoints.', show: topk(3, slow) }),
    ]),
    row(
      'Details',
      [
        panel.table('Connections by pool', {
          description: 'Connections that are open in each pool.',
          show: query(connections, { legend: 'open' }),
          columns: { pool: 'Pool' },
        }),
        panel.text('What to do', { text: 'Each alert has a *runbook*.' }),
      ],
      { collapsed: true },
    ),
  ],
})

const parts: Parts = {
  grafana: 'http://localhost:3000',
  runbooks: 'https://example.org/runbooks',
  always: [alerts],
  thresholds: limits,
  rules: [
    errors,
    alarm(breaches(errors, limits.failing), { severity: 'critical' }, 'Failing'),
    alarm(breaches(sum(connections), limits.many), {}, 'Many'),
    watchdog,
  ],
  dashboards: [one],
}

let system: System
let files: readonly OutputFile[] = []
beforeAll(async () => {
  system = await systemFrom(parts)
  files = grafana(system)
  validateAll(files)
})

const textOf = (name: string) => files.find(({ path }) => path === `demo/grafana/${name}`)?.text ?? ''

describe('a system with one panel of each kind', () => {
  test('has these files', () => {
    expect(files.map(({ path }) => path)).toEqual([
      'demo/grafana/dashboards/small.json',
      'demo/grafana/dashboards/alerts.json',
      'demo/grafana/provisioning/datasources/datasources.yml',
      'demo/grafana/provisioning/dashboards/dashboards.yml',
    ])
    const kinds = one.data.rows.flatMap((each) => each.panels.map(({ data }) => data.type))
    expect(kinds.toSorted(), 'each kind is there once').toEqual([...panelTypes].toSorted())
    expect(Object.keys(panels)).toEqual([...panelTypes])
  })

  test.each(['dashboards/small.json', 'dashboards/alerts.json'])('with this text: %s', async (name) => {
    await expect(textOf(name)).toMatchFileSnapshot(`golden/${name.replace(/^.*\//, '')}`)
  })
})

describe('the same definitions give the same bytes', () => {
  const textsOf = async (given: Parts) => grafana(await systemFrom(given)).map(({ text }) => text)

  test('twice, from one system and from another', async () => {
    const texts = files.map(({ text }) => text)
    expect(grafana(system).map(({ text }) => text)).toEqual(texts)
    expect(await textsOf(parts)).toEqual(texts)
  })

  test('in whatever order targets are listed', async () => {
    expect(await textsOf({ ...parts, thresholds: Object.fromEntries(Object.entries(limits).reverse()) })).toEqual(
      files.map(({ text }) => text),
    )
  })

  test('in an order of keys that does not depend on names', () => {
    const keysOf = (value: unknown): string[] =>
      value !== null && typeof value === 'object'
        ? [Object.keys(value).join(), ...Object.values(value).flatMap(keysOf)]
        : []
    const [first] = files
    expect(keysOf(JSON.parse(first?.text ?? ''))).toEqual(keysOf(first?.value))
  })

  test('and name no folder of this machine', () => {
    for (const { text } of files) expect(text).not.toContain(system.root)
  })
})

test('a title is text, whatever it is', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 100 }).filter((text) => /\S/.test(text)),
      async (title) => {
        const [file] = grafana(
          await systemFrom({
            dashboards: [
              dashboard('any', {
                title,
                description: title,
                rows: [
                  row(title, [panel.stat(title, { description: title, show: query(sum(up), { legend: title }) })]),
                ],
              }),
            ],
          }),
        )
        validateAll(file ? [file] : [])
        const read = JSON.parse(file?.text ?? '') as { title: string; panels: { title: string }[] }
        expect([read.title, ...read.panels.map((each) => each.title)]).toEqual([title, title, title])
      },
    ),
    { numRuns: 50 },
  )
})
