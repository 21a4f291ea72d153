/** What answers over HTTP: targets as Prometheus asks them, incidents as a person or a script does. */
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { always } from '../../../definitions/index.ts'
import { loadOne } from '../../../generators/load/one.ts'
import { type Doors, openDoor, openDoors, portsOf } from '../../../generators/simulate/doors.ts'
import { onLoopback } from '../../../generators/simulate/loopback.ts'
import { type Simulator, startSimulator } from '../../../generators/simulate/simulator.ts'
import {
  attached,
  count,
  counter,
  days,
  gauge,
  http,
  module,
  oneOf,
  system,
  target,
  thresholds,
} from '../../../schemas/index.ts'
import { behaviour, incidents } from '../../support/simulated.ts'
import { root } from '../../support/system.ts'

const open = gauge('connections_open', {
  help: 'Open connections.',
  labels: { zone: attached(oneOf('a', 'b')), pool: oneOf('read', 'write') },
})
const users = gauge('active_users', { help: 'Users.' })
const gone = counter('gone_total', { help: 'What is thrown away.' })
const success = gauge('probe_success', { help: 'Whether it answers.', unit: 'boolean' })
const limits = thresholds({ many: { above: count(1000), why: 'Sized for a thousand.' } })
const healthy = module('http_2xx', http())
const definition = system('app', {
  title: 'App',
  description: 'An app.',
  retention: days(1),
  thresholds: limits,
  targets: [
    target('app', {
      service: ['app-1', 'app-2'],
      port: 80,
      path: '/internal/metrics',
      params: { format: ['prometheus'] },
      labels: { zone: 'a' },
      authorization: { credentialsFile: '/run/secrets/app-token' },
      renames: { active_users_total: users },
      dropMetrics: ['gone_.+'],
      exposes: [open, users, gone],
    }),
    target('site', {
      service: 'blackbox-exporter',
      port: 9115,
      path: '/probe',
      probe: { module: healthy, urls: ['http://a.example/', 'http://b.example/'] },
      exposes: [success],
    }),
  ],
  rules: [],
})

let doors: Doors
let app: Simulator
beforeAll(async () => {
  doors = await openDoors(definition.data.targets)
  const loaded = await loadOne(onLoopback(definition, { targets: portsOf(doors) }), always, root)
  const first = `127.0.0.1:${doors.targets.get('app/app-1')?.port}`
  app = startSimulator(loaded, doors, {
    incidents: incidents({
      TooManyOpen: [
        behaviour(
          'connections_open',
          { job: 'app', instance: first, zone: 'a', pool: 'read' },
          { kind: 'value', value: 1001 },
        ),
        behaviour('active_users', { job: 'app', instance: first }, { kind: 'value', value: 77 }),
      ],
      AppDown: [behaviour('up', { job: 'app', instance: first }, { kind: 'value', value: 0 })],
      SiteDown: [
        behaviour('probe_success', { job: 'site', instance: 'http://b.example/' }, { kind: 'value', value: 0 }),
        behaviour('up', { job: 'site', instance: 'http://a.example/' }, { kind: 'value', value: 0 }),
      ],
    }),
  })
})
afterAll(() => doors.close())

const addressOf = (job: string, nth = 0) => app.addresses.filter((one) => one.job === job)[nth]?.url ?? ''
const get = async (url: string) => {
  const response = await fetch(url, { headers: { authorization: 'Bearer anything' } })
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() }
}
const change = (method: string, alert: string) => fetch(`${app.control}/${alert}`, { method })
/** Runs the body while an incident lasts. */
async function while_(alert: string, body: () => Promise<void>) {
  expect((await change('POST', alert)).status).toBe(204)
  await body()
  expect((await change('DELETE', alert)).status).toBe(204)
}

describe('a target', () => {
  test('exposes its metrics under its own names, without labels that are attached or metrics that are dropped', async () => {
    const { status, type, text } = await get(addressOf('app'))
    expect([status, type]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8'])
    const names = text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => line.split(' ')[0])
    expect(names).toEqual(['connections_open{pool="read"}', 'connections_open{pool="write"}', 'active_users_total'])
  })

  test.each([
    ['another path', (url: string) => url.replace('/internal', ''), 404, /metrics are at \/internal\/metrics/],
    ['no parameter', (url: string) => url.replace(/\?.*/, ''), 400, /the parameter format is missing/],
    [
      'another value',
      (url: string) => url.replace('=prometheus', '=json'),
      400,
      /the parameter format is missing, or another/,
    ],
    ['what is no URL', (url: string) => url.replace(/\/internal.*/, '//['), 404, /metrics are at/],
  ])('refuses %s', async (_, change, status, says) => {
    expect(await get(change(addressOf('app')))).toMatchObject({ status, text: expect.stringMatching(says) })
  })

  test('exposes what an incident says while it lasts, under its own names, and its replica does not', async () => {
    await while_('TooManyOpen', async () => {
      expect((await get(addressOf('app'))).text).toMatch(/^connections_open\{pool="read"\} 1001$/m)
      expect((await get(addressOf('app'))).text).toMatch(/^active_users_total 77$/m)
      expect((await get(addressOf('app', 1))).text).not.toMatch(/ (1001|77)$/m)
    })
    expect((await get(addressOf('app'))).text).not.toMatch(/ (1001|77)$/m)
  })

  test('refuses scrapes while it is down', async () => {
    await while_('AppDown', async () => {
      expect(await get(addressOf('app'))).toMatchObject({ status: 503, text: expect.stringContaining('incident') })
      expect(await get(addressOf('app', 1))).toMatchObject({ status: 200 })
    })
    expect(await get(addressOf('app'))).toMatchObject({ status: 200 })
  })

  test('that probes answers for each URL', async () => {
    await while_('SiteDown', async () => {
      expect(await get(addressOf('site', 0))).toMatchObject({ status: 503 })
      expect((await get(addressOf('site', 1))).text).toMatch(/^probe_success 0$/m)
    })
    expect((await get(addressOf('site', 1))).text).toMatch(/^probe_success 1$/m)
    expect(addressOf('site', 1)).toMatch(/\/probe\?module=http_2xx&target=http%3A%2F%2Fb.example%2F$/)
  })

  test.each([
    ['no target', 'module=http_2xx', /the parameter target is missing, or names nothing that is probed/],
    ['another target', 'module=http_2xx&target=http://c.example/', /names nothing that is probed/],
    ['another module', 'module=icmp&target=http://a.example/', /the parameter module is missing, or another/],
  ])('that probes refuses %s', async (_, query, says) => {
    const url = addressOf('site').replace(/\?.*/, `?${query}`)
    expect(await get(url)).toMatchObject({ status: 400, text: expect.stringMatching(says) })
  })
})

describe('who controls incidents', () => {
  test('lists them, and those that last', async () => {
    const list = async () => (await (await fetch(app.control)).json()) as readonly { alert: string; since?: number }[]
    expect((await list()).map(({ alert }) => alert)).toEqual(['TooManyOpen', 'AppDown', 'SiteDown'])
    await while_('SiteDown', async () => {
      expect((await list()).filter(({ since }) => since !== undefined).map(({ alert }) => alert)).toEqual(['SiteDown'])
    })
    expect((await list()).filter(({ since }) => since !== undefined)).toEqual([])
  })

  test('begins one once, and ends one that does not last without a word', async () => {
    for (const method of ['DELETE', 'POST', 'POST', 'DELETE', 'DELETE'])
      expect((await change(method, 'SiteDown')).status).toBe(204)
    expect(app.incidents.episodes().filter(({ to }) => to === undefined)).toEqual([])
  })

  test.each([
    ['POST', 'Nonsense', 404, /app has no alert Nonsense/],
    ['DELETE', '%', 404, /app has no alert %/],
    ['PUT', 'SiteDown', 404, /there is GET \/incidents, and POST and DELETE/],
    ['GET', 'SiteDown', 404, /there is GET \/incidents, and POST and DELETE/],
  ])('refuses %s %s', async (method, alert, status, says) => {
    const response = await change(method, alert)
    expect([response.status, await response.text()]).toEqual([status, expect.stringMatching(says)])
  })

  test.each<[string, Readonly<Record<string, string>>, number]>([
    ['a script', {}, 204],
    ['its own page', { origin: 'OWN', 'sec-fetch-site': 'same-origin' }, 204],
    ['a page of another origin', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, 403],
    ['a page on another port', { origin: 'http://127.0.0.1:1', 'sec-fetch-site': 'same-site' }, 403],
    ['a form that tells no origin', { origin: 'null' }, 403],
    ['a link', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a name that leads here', { host: 'evil.example' }, 403],
  ])('hears %s as it should', async (_, given, status) => {
    const own = new URL(app.control).origin
    const headers = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, value.replace('OWN', own)]))
    expect(await statusOf('POST', `${app.control}/SiteDown`, headers)).toBe(status)
    await change('DELETE', 'SiteDown')
  })
})

/** Unlike fetch, sends any header. */
const statusOf = (
  method: string,
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    request(url, { method, headers }, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end()
  })

test('where a port is in use, none stays open', async () => {
  const taken = await openDoor()
  try {
    const from = taken.port - 1
    await expect(openDoors(definition.data.targets, from)).rejects.toThrow(
      `port ${taken.port} of 127.0.0.1 is in use; stop what listens there, or choose another --port-from`,
    )
    await (await openDoor(from)).close()
  } finally {
    await taken.close()
  }
})
