/** Targets as services of a network of containers: at shared ports, told apart by the names under which they are asked. */
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { always } from '../../../definitions/index.ts'
import { freePort } from '../../../generators/demo/ports.ts'
import { loadOne } from '../../../generators/load/one.ts'
import { type Doors, openServiceDoors } from '../../../generators/simulate/doors.ts'
import { type Simulator, startSimulator } from '../../../generators/simulate/simulator.ts'
import { days, gauge, http, module, system, target, thresholds } from '../../../schemas/index.ts'
import { writeModule } from '../../support/cli-definitions.ts'
import { withFolder } from '../../support/cli-folder.ts'
import { start } from '../../support/cli-live.ts'
import { expectRefusal, run } from '../../support/cli-run.ts'
import { behaviour, incidents } from '../../support/simulated.ts'
import { root } from '../../support/system.ts'

const users = gauge('active_users', { help: 'Users.' })
const success = gauge('probe_success', { help: 'Whether it answers.', unit: 'boolean' })
const probed = (job: string, name: string, url: string, port: number) =>
  target(job, {
    service: 'blackbox_exporter',
    port,
    path: '/probe',
    probe: { module: module(name, http()), urls: [url] },
    exposes: [success],
  })

let doors: Doors
let running: Simulator
let port: number
beforeAll(async () => {
  port = await freePort()
  const definition = system('app', {
    title: 'App',
    description: 'An app.',
    retention: days(1),
    thresholds: thresholds({}),
    targets: [
      target('app', { service: ['app-1', 'app-2'], port, exposes: [users] }),
      probed('site', 'http_2xx', 'http://a.example/', port),
      probed('shop', 'http_2xx', 'http://b.example/', port),
      probed('health', 'healthy', 'http://b.example/', port),
      target('blackbox', { service: 'blackbox_exporter', port, exposes: [users] }),
    ],
    rules: [],
  })
  doors = await openServiceDoors(definition.data.targets)
  const value = (series: string, job: string, instance: string, is: number) =>
    behaviour(series, { job, instance }, { kind: 'value', value: is })
  running = startSimulator(await loadOne(definition, always, root), doors, {
    incidents: incidents({}),
    healthy: [
      value('active_users', 'app', `app-1:${port}`, 11),
      value('active_users', 'app', `app-2:${port}`, 22),
      value('active_users', 'blackbox', `blackbox_exporter:${port}`, 33),
      value('probe_success', 'site', 'http://a.example/', 1),
      value('probe_success', 'shop', 'http://b.example/', 2),
      value('probe_success', 'health', 'http://b.example/', 3),
    ],
  })
})
afterAll(() => doors.close())

/** Asks 127.0.0.1 as if it had another name. */
const ask = (host: string, path: string, to = port): Promise<readonly [status: number | undefined, text: string]> =>
  new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: to, path, headers: { host } }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk
      })
      response.on('end', () => resolve([response.statusCode, text]))
    })
      .on('error', reject)
      .end()
  })

test.each([
  ['app-1', '/metrics', 'active_users 11'],
  ['APP-2', '/metrics', 'active_users 22'],
  ['blackbox_exporter', '/metrics', 'active_users 33'],
  ['blackbox_exporter', '/probe?module=http_2xx&target=http://a.example/', 'probe_success 1'],
  ['blackbox_exporter', '/probe?module=http_2xx&target=http://b.example/', 'probe_success 2'],
  ['blackbox_exporter', '/probe?module=healthy&target=http://b.example/', 'probe_success 3'],
])('%s answers %s', async (host, path, line) => {
  const [status, text] = await ask(`${host}:${port}`, path)
  expect([
    status,
    text
      .split('\n')
      .find((one) => !one.startsWith('#'))
      ?.split('.')[0],
  ]).toEqual([200, line])
})

test.each([
  ['app-3', '/metrics', 421, 'those who answer here are app-1, app-2, blackbox_exporter'],
  ['app-1', '/probe', 404, 'metrics are at /metrics'],
  ['blackbox_exporter', '/', 404, 'metrics are at /probe, /metrics'],
  ['blackbox_exporter', '/probe?module=icmp', 400, 'the parameter module is missing, or another'],
  ['blackbox_exporter', '/probe?module=healthy&target=http://a.example/', 400, 'names nothing that is probed'],
])('%s refuses %s', async (host, path, status, says) => {
  expect(await ask(`${host}:${port}`, path)).toEqual([status, expect.stringContaining(says)])
})

test('each says where it is asked, by its name', () => {
  expect(running.addresses.map(({ url }) => url)).toEqual([
    `http://app-1:${port}/metrics`,
    `http://app-2:${port}/metrics`,
    `http://blackbox_exporter:${port}/probe?module=http_2xx&target=http%3A%2F%2Fa.example%2F`,
    `http://blackbox_exporter:${port}/probe?module=http_2xx&target=http%3A%2F%2Fb.example%2F`,
    `http://blackbox_exporter:${port}/probe?module=healthy&target=http%3A%2F%2Fb.example%2F`,
    `http://blackbox_exporter:${port}/metrics`,
  ])
})

test('incidents are for this machine, and not for other containers', async () => {
  const at = doors.control.port
  expect((await ask(`localhost:${at}`, '/incidents', at))[0]).toBe(200)
  expect((await ask(`demo-simulator:${at}`, '/incidents', at))[0]).toBe(403)
})

describe('the command', () => {
  const defined = (folder: string, addressing: string, at = 80) =>
    writeModule(
      folder,
      'index.ts',
      "const users = v.gauge('active_users', { help: 'Users.' })",
      "export const systems = [v.system('shop', {",
      "  title: 'Shop', description: 'A shop.', retention: v.days(1), thresholds: v.thresholds({}), rules: [],",
      `  addressing: v.${addressing}(), targets: [v.target('app', { service: 'app', port: ${at}, exposes: [users] })],`,
      '})]',
    )

  test('serves all targets at their names, and prints what its sink is told', () =>
    withFolder(async (folder) => {
      const [at, control] = [await freePort(), await freePort()]
      const definitions = defined(folder, 'byService', at)
      const given = ['--definitions', definitions, '--as-services', '--port-from', String(control)]
      const live = start(['simulate', 'shop', ...given])
      try {
        await live.says(/Ctrl-C stops/)
        expect(live.said()).toContain(`http://app:${at}/metrics`)
        expect(await ask(`app:${at}`, '/metrics', at)).toEqual([200, expect.stringContaining('active_users ')])
        const alerts = [{ status: 'firing', labels: { alertname: 'Busy' }, annotations: { summary: 'It is.' } }]
        const body = JSON.stringify({ receiver: 'ops', alerts })
        expect((await fetch(`http://127.0.0.1:${control + 1}/ops`, { method: 'POST', body })).status).toBe(200)
        await live.says(/firing +Busy to ops: It is\./)
        expect(await live.stop()).toBe(0)
      } finally {
        await live.stop('SIGKILL')
      }
    }))

  test('refuses targets that are found otherwise', () =>
    withFolder(async (folder) => {
      const outcome = await run(['simulate', 'shop', '--definitions', defined(folder, 'byDns'), '--as-services'])
      expectRefusal(outcome, 'targets of shop are found by dns; leave out --as-services, or address them byService()')
    }))
})
