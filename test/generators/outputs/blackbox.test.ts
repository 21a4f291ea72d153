/** blackbox.yml and the jobs that probe: judged by the real blackbox_exporter, promtool and Prometheus. */
import { createServer } from 'node:http'
import {
  type Addressing,
  byDns,
  byFile,
  byLoopback,
  byService,
  dns,
  grpc,
  http,
  icmp,
  milliseconds,
  module,
  type ProbeModule,
  record,
  seconds,
  secret,
  select,
  tcp,
} from 'plimsoll'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { modules, probe, probed } from '../../../definitions/exporters/blackbox.ts'
import { blackbox } from '../../../generators/outputs/blackbox/index.ts'
import { docs } from '../../../generators/outputs/docs/index.ts'
import { prometheus } from '../../../generators/outputs/prometheus/index.ts'
import { runTool } from '../../../generators/tools/run.ts'
import { validateAll } from '../../../generators/validate.ts'
import { inFolder } from '../../support/folder.ts'
import { promtool } from '../../support/promtool.ts'
import { eventually, freePort, needed, whileRunning } from '../../support/server.ts'
import { type Parts, problemsOf, systemFrom } from '../../support/system.ts'

const website = (use: ProbeModule = modules.http2xx, urls = ['https://example.org/']) =>
  probed('website', { module: use, urls })

/** The file of a system with one probe, which the real exporter must accept. */
async function moduleOf(use: ProbeModule): Promise<unknown> {
  const files = blackbox(await systemFrom({ others: [website(use)] }))
  validateAll(files)
  const [file] = files
  if (!file) throw new Error('there is no blackbox.yml')
  await inFolder({ 'blackbox.yml': file.text }, async (cwd) => {
    const args = ['--config.check', '--config.file=blackbox.yml']
    const { code, stdout, stderr } = await runTool(needed('blackbox_exporter'), args, { cwd })
    expect(code, `${stdout}${stderr}\n${file.text}`).toBe(0)
  })
  return parse(file.text)
}

const ip4 = { preferred_ip_protocol: 'ip4', ip_protocol_fallback: false }

describe('modules', () => {
  test.each([
    ['an answer over HTTP', module('m', http()), { prober: 'http', http: { ...ip4, method: 'GET' } }],
    [
      'an answer of a certain kind',
      module(
        'm',
        http({
          method: 'POST',
          status: [200, 204],
          headers: { Accept: 'application/json' },
          body: '{"a": 1}',
          bodyMatches: ['"status":\\s*"ok"'],
          bodyLacks: ['error: "$1"'],
          followRedirects: false,
          encrypted: true,
        }),
        { timeout: seconds(5), protocol: 'ip6' },
      ),
      {
        prober: 'http',
        timeout: '5s',
        http: {
          preferred_ip_protocol: 'ip6',
          ip_protocol_fallback: false,
          method: 'POST',
          valid_status_codes: [200, 204],
          headers: { Accept: 'application/json' },
          body: '{"a": 1}',
          follow_redirects: false,
          fail_if_not_ssl: true,
          fail_if_body_not_matches_regexp: ['"status":\\s*"ok"'],
          fail_if_body_matches_regexp: ['error: "$1"'],
        },
      },
    ],
    [
      'a password in a file, and no TLS',
      module('m', http({ authorization: { username: 'me', passwordFile: secret('probe') }, encrypted: false })),
      {
        prober: 'http',
        http: {
          ...ip4,
          method: 'GET',
          fail_if_ssl: true,
          basic_auth: { username: 'me', password_file: '/run/secrets/probe' },
        },
      },
    ],
    [
      'a token in a file',
      module('m', http({ authorization: { credentialsFile: secret('token') } })),
      {
        prober: 'http',
        http: {
          ...ip4,
          method: 'GET',
          authorization: { type: 'Bearer', credentials_file: '/run/secrets/token' },
        },
      },
    ],
    [
      'a connection, in half a second',
      module('m', tcp({ encrypted: true, tls: { serverName: 'db' } }), { timeout: milliseconds(500) }),
      { prober: 'tcp', timeout: '500ms', tcp: { ...ip4, tls: true, tls_config: { server_name: 'db' } } },
    ],
    ['a connection without more', module('m', tcp()), { prober: 'tcp', tcp: ip4 }],
    ['an echo', module('m', icmp()), { prober: 'icmp', icmp: ip4 }],
    [
      'a look-up',
      module('m', dns({ query: 'example.org', type: 'MX' })),
      { prober: 'dns', dns: { ...ip4, query_name: 'example.org', query_type: 'MX' } },
    ],
    [
      'the health of a service',
      module('m', grpc({ service: 'cad.Extractor' })),
      { prober: 'grpc', grpc: { ...ip4, service: 'cad.Extractor', tls: false } },
    ],
  ] as const)('%s', async (_, use, expected) => {
    expect(await moduleOf(use)).toEqual({ modules: { m: expected } })
  })

  test('each once, by name, and none where nothing is probed', async () => {
    const others = [
      website(),
      probed('b', { module: modules.icmp, urls: ['a'] }),
      probed('c', { module: modules.http2xx, urls: ['http://c/'] }),
    ]
    const [file] = blackbox(await systemFrom({ others }))
    expect(Object.keys((parse(file?.text ?? '') as { modules: object }).modules)).toEqual(['http_2xx', 'icmp'])
    expect(blackbox(await systemFrom())).toEqual([])
  })
})

describe('the job', () => {
  /** prometheus.yml, which promtool must accept. */
  async function jobOf(addressing: Addressing, parts: Parts = {}): Promise<unknown> {
    const system = await systemFrom({ addressing, others: [website()], ...parts })
    const files = prometheus(system)
    validateAll(files)
    const text = files[0]?.text ?? ''
    await inFolder({ 'prometheus.yml': text }, async (cwd) => {
      const { code, output } = await promtool(['check', 'config', 'prometheus.yml'], { cwd })
      expect(code, output).toBe(0)
    })
    return (parse(text) as { scrape_configs: unknown[] }).scrape_configs[1]
  }
  const job = (exporter: string) => ({
    job_name: 'website',
    metrics_path: '/probe',
    params: { module: ['http_2xx'] },
    static_configs: [{ targets: ['https://example.org/'] }],
    relabel_configs: [
      { source_labels: ['__address__'], target_label: '__param_target' },
      { source_labels: ['__param_target'], target_label: 'instance' },
      { target_label: '__address__', replacement: exporter },
    ],
    sample_limit: expect.any(Number),
    label_limit: expect.any(Number),
  })

  test.each([
    ['by service', byService(), 'blackbox-exporter:9115'],
    ['on loopback', byLoopback(), '127.0.0.1:9115'],
    ['on loopback, elsewhere', byLoopback({ website: 9999 }), '127.0.0.1:9999'],
    ['by DNS', byDns({ prefix: 'tasks.' }), 'blackbox-exporter:9115'],
    ['by file', byFile(), 'blackbox-exporter:9115'],
  ])('goes through the exporter %s', async (_, addressing, exporter) => {
    expect(await jobOf(addressing)).toEqual(job(exporter))
  })

  test('has the URL as instance, for checks, too', async () => {
    const at = (instance: string) => ({
      others: [website()],
      rules: [record('instance_job:probe_success:now', select(probe.success, { instance }), { help: 'Now.' })],
    })
    expect(await problemsOf(at('https://example.org/'))).toEqual([])
    expect(await problemsOf(at('blackbox-exporter:9115'))).toEqual([
      expect.stringContaining('no value of the label instance satisfies instance="blackbox-exporter:9115"'),
    ])
  })

  test('is in the documents by what it probes', async () => {
    const [metrics] = docs(await systemFrom({ others: [website()] }))
    expect(metrics?.text).toContain('https://example.org/ (module http_2xx of blackbox-exporter:9115)')
  })
})

interface Answer {
  readonly data: {
    readonly result: readonly { readonly metric: Record<string, string>; readonly value: [number, string] }[]
  }
}

test('a page that is well and one that is not, as Prometheus sees them', async () => {
  const page = createServer((request, response) => {
    response.statusCode = request.url === '/health' ? 200 : 503
    response.end('{"status": "ok"}')
  })
  const [pages, exporter, server] = [await freePort(), await freePort(), await freePort()]
  await new Promise<void>((resolve) => page.listen(pages, '127.0.0.1', resolve))
  const urls = ['health', 'broken'].map((path) => `http://127.0.0.1:${pages}/${path}`)
  const system = await systemFrom({
    addressing: byLoopback({ website: exporter }),
    scrapeInterval: seconds(1),
    scrapeTimeout: seconds(1),
    targets: [website(module('ok', http({ bodyMatches: ['"ok"'] })), urls)],
  })
  const text = (files: readonly { readonly text: string }[]) => files[0]?.text ?? ''
  const files = { 'prometheus.yml': text(prometheus(system)), 'blackbox.yml': text(blackbox(system)) }
  const at = (port: number, path = '/-/healthy') => `http://127.0.0.1:${port}${path}`
  try {
    const seen = await inFolder(files, (cwd) => {
      const probes = ['--config.file=blackbox.yml', `--web.listen-address=127.0.0.1:${exporter}`]
      const scrapes = [
        '--config.file=prometheus.yml',
        '--storage.tsdb.path=data',
        `--web.listen-address=127.0.0.1:${server}`,
      ]
      return whileRunning(needed('blackbox_exporter'), probes, { url: at(exporter), cwd }, () =>
        whileRunning(needed('prometheus'), scrapes, { url: at(server), cwd }, () =>
          eventually(
            async () => {
              const answer = (await (await fetch(at(server, '/api/v1/query?query=probe_success'))).json()) as Answer
              return answer.data.result.length === 2 ? answer.data.result : undefined
            },
            () => 'Prometheus has no probe_success of both pages',
          ),
        ),
      )
    })
    expect(Object.fromEntries(seen.map(({ metric, value }) => [metric.instance, value[1]]))).toEqual({
      [urls[0] ?? '']: '1',
      [urls[1] ?? '']: '0',
    })
  } finally {
    page.closeAllConnections()
    await new Promise((resolve) => page.close(resolve))
  }
})
