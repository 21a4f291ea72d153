/** A small system that runs: what one target exposes can be changed, and a real Prometheus scrapes it every second. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { count, dashboard, gt, panel, rate, rateInterval, row, sum } from 'plimsoll'
import {
  type DashboardFile,
  type Incidents,
  type Notification,
  type Page,
  startPage,
} from '../../generators/demo/page/index.ts'
import { load } from '../../generators/load/load.ts'
import { render } from '../../generators/outputs/index.ts'
import { inSeconds } from '../live/loopback.ts'
import { overview } from './overview.ts'
import { freePort, needed, type Running, startServer } from './server.ts'
import { alarm, alerts, connections, requests, root, systemOf, up } from './system.ts'

export interface Demo {
  readonly page: Page
  readonly prometheus: { stop: () => Promise<void>; start: () => Promise<void> }
  readonly notifications: Notification[]
  readonly stop: () => Promise<void>
}

/** An endpoint whose name is the start of an attack, in a page that takes labels for HTML. */
export const hostile = '<img src=x onerror="document.title=\'owned\'">'

/** Of the endpoint alone, so that it can be chosen. */
const endpoints = dashboard('endpoints', {
  title: 'Endpoints',
  description: 'Requests of each endpoint.',
  rows: [
    row('Requests', [
      panel.timeSeries('Requests', {
        description: 'Requests by endpoint.',
        show: sum(rate(requests, rateInterval), { by: ['endpoint'] }),
      }),
    ]),
  ],
})

/** What the alert watches. */
const watched = dashboard('watched', {
  title: 'Watched',
  description: 'Connections, with the line of their alert.',
  rows: [
    row('Connections', [
      panel.timeSeries('Open connections', { description: 'Connections of all pools.', show: sum(connections) }),
    ]),
  ],
})

const definition = systemOf({
  dashboards: [overview, endpoints, watched],
  rules: [alarm(gt(sum(connections), count(100)), { summary: 'Too many connections are open.' }, 'ConnectionsHigh')],
})

const exposition = (counted: number, open: number): string => `
http_requests_total{method="GET",endpoint="/",status="200"} ${counted}
http_requests_total{method="GET",endpoint="${hostile.replaceAll('"', '\\"')}",status="500"} ${counted}
http_request_duration_seconds_bucket{endpoint="/",le="0.1"} ${counted}
http_request_duration_seconds_bucket{endpoint="/",le="0.5"} ${counted * 2}
http_request_duration_seconds_bucket{endpoint="/",le="1"} ${counted * 2}
http_request_duration_seconds_bucket{endpoint="/",le="5"} ${counted * 2}
http_request_duration_seconds_bucket{endpoint="/",le="+Inf"} ${counted * 2}
http_request_duration_seconds_sum{endpoint="/"} ${counted}
http_request_duration_seconds_count{endpoint="/"} ${counted * 2}
open_connections{pool="read"} ${open}
open_connections{pool="write"} 3
`

export async function startDemo(): Promise<Demo> {
  let [scrapes, broken] = [0, false]
  const target = createServer((_, response) => {
    scrapes += 1
    response.setHeader('content-type', 'text/plain; version=0.0.4').end(exposition(scrapes, broken ? 200 : 2))
  })
  await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve))
  const ports = { targets: { 'app/app': (target.address() as AddressInfo).port }, alertmanager: 9 }
  const loaded = await load({ systems: [inSeconds(definition, ports)], always: [up, alerts], root })
  const [system] = loaded.systems
  if (!system) throw new Error(loaded.problems.map(({ message }) => message).join('\n'))
  const files = render(system)
  const folder = written(files.filter(({ path }) => path.startsWith('demo/prometheus/')))
  const url = `http://127.0.0.1:${await freePort()}`
  const start = (): Promise<Running> =>
    startServer(
      needed('prometheus'),
      [
        `--config.file=${folder}/demo/prometheus/prometheus.yml`,
        `--storage.tsdb.path=${folder}/tsdb`,
        `--web.listen-address=${new URL(url).host}`,
      ],
      { url: `${url}/-/ready`, cwd: folder },
    )
  let running = await start()
  const notifications: Notification[] = []
  const incidents: Incidents = {
    list: () => [{ alert: 'ConnectionsHigh', running: broken }],
    start: () => {
      broken = true
    },
    stop: () => {
      broken = false
    },
  }
  const dashboards: DashboardFile[] = files.flatMap(({ path, schema, value }) =>
    schema === 'dashboard' ? [{ path, json: value }] : [],
  )
  const page = await startPage({ system, dashboards, prometheus: url, incidents, notifications: () => notifications })
  return {
    page,
    notifications,
    prometheus: {
      stop: () => running.stop(),
      start: async () => {
        running = await start()
      },
    },
    stop: async () => {
      await page.stop()
      await running.stop()
      target.closeAllConnections()
      target.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function written(files: readonly { readonly path: string; readonly text: string }[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-demo-'))
  for (const { path, text } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}
