/** What the server of the page answers, and to whom it does not. */
import { request } from 'node:http'
import { count, gt, sum } from 'plimsoll'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Page, startPage } from '../../../../generators/demo/page/index.ts'
import { grafana } from '../../../../generators/outputs/grafana/index.ts'
import { overview } from '../../../support/overview.ts'
import { alarm, connections, systemFrom } from '../../../support/system.ts'
import { withServer } from '../../tools/support.ts'

const running = new Set<string>()
let page: Page
let host: string
let asked: string[] = []
let answer: () => { status: number; body: string } = () => ({ status: 200, body: '{}' })
let stopUpstream: () => void = () => {}

beforeAll(async () => {
  const system = await systemFrom({ rules: [alarm(gt(sum(connections), count(5)))], dashboards: [overview] })
  const upstream = await new Promise<string>((started) => {
    withServer(
      (incoming, response) => {
        asked.push(incoming.url ?? '')
        const { status, body } = answer()
        response.writeHead(status).end(body)
      },
      (base) => {
        started(base)
        return new Promise<void>((stop) => {
          stopUpstream = stop
        })
      },
    )
  })
  page = await startPage({
    system,
    dashboards: grafana(system)
      .map(({ path, value }) => ({ path, json: value }))
      .filter(({ path }) => path.endsWith('.json')),
    prometheus: upstream,
    incidents: {
      list: () => [{ alert: 'Trouble', running: running.has('Trouble') }],
      start: (alert) => {
        if (running.has(alert)) throw new Error('it runs already')
        running.add(alert)
      },
      stop: async (alert) => void running.delete(alert),
    },
    notifications: () => [],
  })
  host = new URL(page.url).host
})
afterAll(async () => {
  await page?.stop()
  stopUpstream()
})

interface Answer {
  readonly status: number | undefined
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
}

/** With the headers as they are, which fetch would not send. */
const send = (method: string, path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const asking = request(`${page.url}${path}`, { method, headers }, (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (chunk: string) => {
        body += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }))
    })
    asking.once('error', reject).end()
  })

const errorOf = ({ status, body }: Answer): [number | undefined, string] => [status, JSON.parse(body).error]

test('listens on loopback alone', () => {
  expect(page.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
})

test('a port that is taken is named', async () => {
  const port = Number(new URL(page.url).port)
  const system = await systemFrom()
  const incidents = { list: () => [], start: () => {}, stop: () => {} }
  const starting = startPage({ system, dashboards: [], prometheus: '', port, incidents, notifications: () => [] })
  await expect(starting).rejects.toThrow(`The page cannot listen on port ${port} (listen EADDRINUSE`)
})

test.each(['/', '/d/overview', '/runbooks/Trouble'])(
  '%s is the page, which runs no script but its own',
  async (path) => {
    const { status, headers, body } = await send('GET', path)
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'; /)
    expect(headers['content-security-policy']).not.toMatch(/unsafe|\*|https?:/)
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(body).not.toMatch(/<script(?![^>]* src="\/)|<style| style=| on\w+=|https?:\/\//)
  },
)

test.each(['main.js', 'page.css', 'icon.svg'])('%s comes from here, with nothing from elsewhere', async (file) => {
  const { status, body } = await send('GET', `/assets/${file}`)
  expect(status).toBe(200)
  expect(body).not.toMatch(/@import|url\(['"]?http|import\(|\bfrom\s*['"]http/)
})

test('says what the system is', async () => {
  const { body } = await send('GET', '/api/system')
  expect(JSON.parse(body)).toMatchObject({
    name: 'demo',
    title: 'Demo',
    scrapeInterval: 15,
    dashboards: [{ slug: 'overview', title: 'Overview' }],
    alerts: [{ name: 'Trouble', severity: 'warning', summary: 'Something is wrong.', runbook: true }],
  })
  expect(JSON.parse((await send('GET', '/api/dashboards/overview')).body)).toMatchObject({ title: 'Overview' })
  expect(JSON.parse((await send('GET', '/api/runbooks/Trouble')).body)).toContain('# Trouble')
})

test.each([
  ['/none', 'There is nothing at /none.'],
  ['/assets/constructor', 'There is no file constructor.'],
  ['/assets/main.ts', 'There is no file main.ts.'],
  ['/assets/..%2fpage.html', 'There is no file ../page.html.'],
  ['/api/dashboards/none', 'There is no dashboard none.'],
  ['/api/runbooks/%E0%A4%A', 'There is no runbook for %E0%A4%A.'],
])('%s is not there', async (path, error) => {
  expect(errorOf(await send('GET', path))).toEqual([404, error])
})

describe('incidents', () => {
  const own = () => ({ origin: page.url })

  test('start and end from this page', async () => {
    const started = await send('POST', '/api/incidents/Trouble/start', own())
    expect(JSON.parse(started.body)).toEqual({ incidents: [{ alert: 'Trouble', running: true }] })
    expect(errorOf(await send('POST', '/api/incidents/Trouble/start', own()))).toEqual([
      500,
      'The incident of Trouble did not start (it runs already).',
    ])
    const stopped = await send('POST', '/api/incidents/Trouble/stop', own())
    expect(JSON.parse(stopped.body)).toEqual({ incidents: [{ alert: 'Trouble', running: false }] })
  })

  test.each([
    ['another page', { origin: 'http://example.com' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['a page without an origin', { origin: 'null' }],
    ['nobody', {}],
  ])('do not start from %s', async (_, headers) => {
    const [status, error] = errorOf(await send('POST', '/api/incidents/Trouble/start', headers))
    expect([status, error]).toEqual([403, expect.stringMatching(/^Incidents start and end from this page only; send/)])
    expect(running.size).toBe(0)
  })

  test.each([
    ['/api/incidents/None/start', 'There is no incident for None.'],
    ['/api/incidents/Trouble/pause', 'There is nothing to change at /api/incidents/Trouble/pause.'],
    ['/api/system', 'There is nothing to change at /api/system.'],
  ])('%s is none', async (path, error) => {
    expect(errorOf(await send('POST', path, own()))).toEqual([404, error])
  })
})

test.each([
  ['GET', '/'],
  ['GET', '/api/prometheus/query?query=up'],
  ['POST', '/api/incidents/Trouble/start'],
])('a name that leads here by a trick gets nothing from %s %s', async (method, path) => {
  const headers = { host: `evil.example:${new URL(page.url).port}`, origin: 'http://evil.example' }
  expect(errorOf(await send(method, path, headers))).toEqual([
    421,
    `This page answers only to ${host} and localhost:${new URL(page.url).port}.`,
  ])
})

test('other methods are not answered', async () => {
  expect(errorOf(await send('PUT', '/api/system'))).toEqual([405, 'Only GET, HEAD and POST are answered.'])
  expect(await send('HEAD', '/')).toMatchObject({ status: 200, body: '' })
})

describe('Prometheus', () => {
  const query = (path: string) => send('GET', `/api/prometheus/${path}`)

  test('is asked what the page may ask, with a limit of time', async () => {
    asked = []
    answer = () => ({ status: 200, body: '{"status":"success","data":[]}' })
    for (const path of [
      'query?query=up&time=5',
      'query_range?query=up&start=0&end=60&step=15',
      'rules?type=alert',
      'label/job/values?match[]=up&start=0&end=1',
    ])
      expect(await query(path)).toMatchObject({ status: 200, body: '{"status":"success","data":[]}' })
    expect(asked.map(decodeURIComponent)).toEqual([
      '/api/v1/query?query=up&time=5&timeout=10s',
      '/api/v1/query_range?query=up&start=0&end=60&step=15&timeout=10s',
      '/api/v1/rules?type=alert',
      '/api/v1/label/job/values?match[]=up&start=0&end=1',
    ])
  })

  test.each([
    ['admin/tsdb/delete_series?match[]=up', 'This part of the API of Prometheus is not for the page.'],
    ['../../-/quit', 'There is nothing at /-/quit.'],
    ['label/a%2fb/values', 'This part of the API of Prometheus is not for the page.'],
    ['constructor', 'This part of the API of Prometheus is not for the page.'],
    ['query?query=up&timeout=1d', 'The parameter timeout is not for the page.'],
    [`query?query=${'a'.repeat(10_001)}`, 'A query of the page has 10000 characters at most.'],
    [
      'query_range?query=up&start=0&end=2001&step=1',
      'A range has numbers as start, end and step, and 2000 points at most.',
    ],
    [
      'query_range?query=up&start=0&end=1&step=0',
      'A range has numbers as start, end and step, and 2000 points at most.',
    ],
    ['query_range?query=up', 'A range has numbers as start, end and step, and 2000 points at most.'],
  ])('is not asked %s', async (path, error) => {
    asked = []
    const [status, said] = errorOf(await query(path))
    expect([status, said]).toEqual([expect.any(Number), error])
    expect([400, 404]).toContain(status)
    expect(asked).toEqual([])
  })

  test.each([
    [
      400,
      '{"status":"error","error":"parse error: unexpected end of input"}',
      400,
      'Prometheus says: parse error: unexpected end of input.',
    ],
    [503, 'Service Unavailable', 502, 'Prometheus says: status 503.'],
    [302, '', 502, /^Prometheus does not answer at http.+ \(.+\); see whether it still runs\.$/],
  ])('answers %i %s', async (status, body, expected, error) => {
    answer = () => ({ status, body })
    const [got, said] = errorOf(await query('query?query=up'))
    expect(got).toBe(expected)
    expect(said).toMatch(error)
  })
})
