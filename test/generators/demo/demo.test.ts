/** The real Prometheus and Alertmanager over simulated targets: quiet while all is well, and an incident is told and told to be over. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { always, systems } from '../../../definitions/index.ts'
import { undoing } from '../../../generators/demo/afterwards.ts'
import { type Demo, startDemo } from '../../../generators/demo/demo.ts'
import type { Notice } from '../../../generators/demo/notice.ts'
import type { System } from '../../../generators/load/system.ts'
import { placesOf } from '../../../generators/simulate/children.ts'
import { ask } from '../../live/api.ts'
import { needed } from '../../support/server.ts'
import { behaviour, incidents } from '../../support/simulated.ts'
import { root } from '../../support/system.ts'

interface Active {
  readonly labels: Readonly<Record<string, string>>
  readonly state: 'pending' | 'firing'
}

/** Two incidents made by hand: one on what the application counts, one on Prometheus' own. */
function scenarios(system: System) {
  const instanceOf = (job: string) => {
    const [place] = placesOf(system).filter((one) => one.job === job)
    return { job, instance: place?.instance ?? '' }
  }
  const requests = (status: string, perSecond: number) =>
    behaviour(
      'http_requests_total',
      { ...instanceOf('backend'), method: 'GET', endpoint: '/orders', status },
      { kind: 'rate', perSecond },
    )
  return {
    healthy: [requests('200', 10), requests('500', 0)],
    incidents: incidents({
      ApiErrorsHigh: [requests('200', 10), requests('500', 1)],
      PrometheusConfigReloadFailed: [
        behaviour('prometheus_config_last_reload_successful', instanceOf('prometheus'), { kind: 'value', value: 0 }),
      ],
      TargetDown: [behaviour('up', instanceOf('redis'), { kind: 'value', value: 0 })],
    }),
  }
}

const soon = { timeout: 40_000, interval: 200 }
const { afterwards, undo } = undoing()
const told: Notice[] = []
const said: string[] = []
let demo: Demo
beforeAll(async () => {
  const definition = systems.find(({ data }) => data.name === 'pybase')
  if (!definition) throw new Error('there is no pybase')
  const tools = { prometheus: needed('prometheus'), alertmanager: needed('alertmanager') }
  const options = { definition, always, root, tools, scenarios, seed: 1, speed: 300 }
  const hears = { progress: (line: string) => said.push(line), tell: (notice: Notice) => told.push(notice) }
  demo = await startDemo({ ...options, ...hears }, afterwards)
})
afterAll(undo)

const active = async () => {
  const { alerts } = await ask<{ readonly alerts: readonly Active[] }>(demo.prometheus, 'alerts')
  return alerts.map(({ labels }) => labels.alertname)
}

test('says what is there, one line for each part', () => {
  expect(said.map((line) => line.split(/\s+/)[0])).toEqual(['simulator', 'Alertmanager', 'Prometheus'])
})

test('has the dashboards as they are written', () => {
  expect(demo.dashboards.map(({ path }) => path)).toEqual(
    expect.arrayContaining(demo.system.dashboards.map(({ data }) => `grafana/dashboards/${data.name}.json`)),
  )
})

test('scrapes every target, and no alert but the watchdog is active', async () => {
  const health = async () => {
    const { activeTargets } = await ask<{ readonly activeTargets: readonly { readonly health: string }[] }>(
      demo.prometheus,
      'targets',
    )
    return activeTargets.map((target) => target.health)
  }
  await expect.poll(health, soon).toEqual(demo.simulator.addresses.map(() => 'up'))
  // as long as the longest range and wait of an alert, and some more
  const end = Date.now() + 10_000
  while (Date.now() < end) {
    expect((await active()).filter((name) => name !== 'Watchdog')).toEqual([])
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  expect(told).toEqual([])
})

describe.each(['ApiErrorsHigh', 'PrometheusConfigReloadFailed', 'TargetDown'])('%s', (alert) => {
  const heard = (status: Notice['status']) =>
    told.some((notice) => notice.status === status && notice.labels.alertname === alert)

  test('fires while its incident lasts, and is over afterwards', async () => {
    expect(demo.simulator.incidents.begin(alert)).toBe(undefined)
    await expect.poll(() => heard('firing'), soon).toBe(true)
    expect(demo.simulator.incidents.end(alert)).toBe(undefined)
    await expect.poll(() => heard('resolved'), soon).toBe(true)
    expect(await active()).not.toContain(alert)
    expect(demo.notifications()).toEqual(told)
  })
})
