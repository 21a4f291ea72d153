/** prometheus.yml, read back as YAML and judged by promtool. */
import {
  attached,
  byDns,
  byFile,
  byLoopback,
  byService,
  gauge,
  histogram,
  milliseconds,
  minutes,
  open,
  record,
  seconds,
  sum,
  target,
} from 'plimsoll'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { prometheus } from '../../../generators/outputs/prometheus/index.ts'
import { rules } from '../../../generators/outputs/rules/index.ts'
import { validateAll } from '../../../generators/validate.ts'
import { inFolder } from '../../support/folder.ts'
import { promtool } from '../../support/promtool.ts'
import { connections, latency, type Parts, systemFrom } from '../../support/system.ts'

interface Config {
  readonly global: Record<string, unknown>
  readonly scrape_configs: readonly Record<string, unknown>[]
  readonly remote_write?: readonly Record<string, unknown>[]
  readonly alerting?: unknown
}

const recorded = record('pool:open_connections:sum', sum(connections, { by: ['pool'] }), { help: 'By pool.' })

/** The configuration, which promtool must accept beside the rules; the secrets that it names are elsewhere. */
async function configOf(parts: Parts): Promise<Config> {
  const system = await systemFrom({ rules: [recorded], ...parts })
  const files = [...prometheus(system), ...rules(system)]
  validateAll(files)
  const base = `${system.name}/prometheus/`
  const written = Object.fromEntries(files.map(({ path, text }) => [path, text]))
  await inFolder(written, async (cwd) => {
    const { code, output } = await promtool(['check', 'config', '--syntax-only', `${base}prometheus.yml`], { cwd })
    expect(code, output).toBe(0)
  })
  return parse(written[`${base}prometheus.yml`] ?? '') as Config
}

const limited = { sample_limit: expect.any(Number), label_limit: expect.any(Number) }
const jobs = async (parts: Parts) => (await configOf(parts)).scrape_configs
const app = { job_name: 'app', static_configs: [{ targets: ['app:8000'] }], ...limited }

test('the smallest system', async () => {
  expect(await configOf({})).toEqual({
    global: { scrape_interval: '15s', scrape_timeout: '10s', evaluation_interval: '15s' },
    rule_files: ['rules/*.yml'],
    alerting: { alertmanagers: [{ static_configs: [{ targets: ['alertmanager:9093'] }] }] },
    scrape_configs: [app],
  })
})

describe('where targets are found', () => {
  const others = [target('db', { service: ['db-a', 'db-b'], port: 5432, labels: { tier: 'a$1' }, exposes: [] })]
  const relabelled = { relabel_configs: [{ target_label: 'tier', replacement: 'a$$1' }] }
  test.each([
    {
      name: 'by service',
      addressing: byService(),
      expected: { static_configs: [{ targets: ['db-a:5432', 'db-b:5432'], labels: { tier: 'a$1' } }] },
    },
    {
      name: 'on loopback, at ports for the job and for one of its hosts',
      addressing: byLoopback({ db: 9000, 'db/db-b': 9001 }),
      expected: { static_configs: [{ targets: ['127.0.0.1:9000', '127.0.0.1:9001'], labels: { tier: 'a$1' } }] },
    },
    {
      name: 'by DNS',
      addressing: byDns({ prefix: 'tasks.' }),
      expected: {
        dns_sd_configs: [{ names: ['tasks.db-a', 'tasks.db-b'], type: 'A', port: 5432, refresh_interval: '30s' }],
        ...relabelled,
      },
    },
    {
      name: 'by file',
      addressing: byFile('discovered'),
      expected: { file_sd_configs: [{ files: ['discovered/db.yml'] }], ...relabelled },
    },
  ])('$name', async ({ addressing, expected }) => {
    const [, db] = await jobs({ addressing, others })
    expect(db).toEqual({ job_name: 'db', ...expected, ...limited })
  })

  test('on loopback, at its own port', async () => {
    expect(await jobs({ addressing: byLoopback() })).toEqual([
      { ...app, static_configs: [{ targets: ['127.0.0.1:8000'] }] },
    ])
  })
})

describe('how a target is scraped', () => {
  test.each([
    [
      'a bearer token in a file',
      { authorization: { credentialsFile: '/run/secrets/token' } },
      { authorization: { type: 'Bearer', credentials_file: '/run/secrets/token' } },
    ],
    [
      'a token of another type',
      { authorization: { type: 'Token', credentialsFile: '/run/secrets/token' } },
      { authorization: { type: 'Token', credentials_file: '/run/secrets/token' } },
    ],
    [
      'a user with a password in a file',
      { authorization: { username: 'me', passwordFile: '/run/secrets/password' } },
      { basic_auth: { username: 'me', password_file: '/run/secrets/password' } },
    ],
    [
      'TLS with an authority of its own',
      { scheme: 'https', tls: { caFile: '/etc/tls/ca.pem', serverName: 'app.internal' } },
      { scheme: 'https', tls_config: { ca_file: '/etc/tls/ca.pem', server_name: 'app.internal' } },
    ],
    ['another path', { path: '/api/v1/metrics' }, { metrics_path: '/api/v1/metrics' }],
    [
      'questions',
      { params: { module: ['http_2xx'], 'a[]': ['1', '2'] } },
      { params: { module: ['http_2xx'], 'a[]': ['1', '2'] } },
    ],
    ['labels that it exposes itself', { honorLabels: true }, { honor_labels: true }],
    [
      'metrics that are thrown away',
      { dropMetrics: ['go_gc_duration_seconds', 'python_info'] },
      {
        metric_relabel_configs: [
          { source_labels: ['__name__'], regex: 'go_gc_duration_seconds|python_info', action: 'drop' },
        ],
      },
    ],
    [
      'labels that are thrown away',
      { dropLabels: ['container_label_.+', 'id'] },
      { metric_relabel_configs: [{ regex: 'container_label_.+|id', action: 'labeldrop' }] },
    ],
    [
      'both',
      { dropMetrics: ['a'], dropLabels: ['b'] },
      {
        metric_relabel_configs: [
          { source_labels: ['__name__'], regex: 'a', action: 'drop' },
          { regex: 'b', action: 'labeldrop' },
        ],
      },
    ],
    [
      'series with labels that none may have',
      { dropSeriesWith: ['user_id', 'request_id'] },
      {
        metric_relabel_configs: [
          { source_labels: ['user_id'], regex: '.+', action: 'drop' },
          { source_labels: ['request_id'], regex: '.+', action: 'drop' },
        ],
      },
    ],
    [
      'metrics under other names, a histogram with its parts',
      { exposes: [connections, latency], renames: { connections_total: connections, latency: latency } },
      {
        metric_relabel_configs: [
          {
            source_labels: ['__name__'],
            regex: 'connections_total',
            target_label: '__name__',
            replacement: 'open_connections',
          },
          {
            source_labels: ['__name__'],
            regex: 'latency(|_bucket|_count|_sum)',
            target_label: '__name__',
            replacement: 'http_request_duration_seconds$1',
          },
        ],
      },
    ],
    ['another interval, above the timeout', { interval: minutes(1) }, { scrape_interval: '1m' }],
    ['another interval, below the timeout', { interval: seconds(5) }, { scrape_interval: '5s', scrape_timeout: '5s' }],
    ['another timeout', { timeout: seconds(3) }, { scrape_timeout: '3s' }],
  ] as const)('%s', async (_, more, expected) => {
    expect(await jobs({ app: more as never })).toEqual([{ ...app, ...expected }])
  })
})

describe('limits guard against a target that exposes more than it is defined to', () => {
  const limits = async (parts: Parts) =>
    (await jobs(parts)).map(({ sample_limit, label_limit }) => [sample_limit, label_limit])
  const wide = (atMost: number) =>
    gauge('wide', { help: 'Wide.', labels: { a: open({ atMost }), b: open({ atMost: 1 }) } })
  const alone = (more: object) => ({ targets: [target('app', { service: 'app', port: 8000, exposes: [], ...more })] })

  test.each([
    ['nothing is defined', { exposes: [] }, [100, 5]],
    ['a hundred series, with a quarter more', { exposes: [wide(100)] }, [130, 7]],
    ['two significant digits, rounded up', { exposes: [wide(1000)] }, [1300, 7]],
    ['more digits', { exposes: [wide(12_345)] }, [16_000, 7]],
    [
      'buckets, +Inf, count and sum, and le',
      {
        exposes: [histogram('took_seconds', { help: 'Time.', labels: { a: open({ atMost: 100 }) }, buckets: [1, 2] })],
      },
      [630, 7],
    ],
    ['labels of the target, beside its own', { exposes: [wide(100)], labels: { area: 'a', floor: 'b' } }, [130, 9]],
    [
      'labels that are attached, only once',
      { exposes: [gauge('x', { help: 'X.', labels: { area: attached(open({ atMost: 1 })) } })], labels: { area: 'a' } },
      [100, 6],
    ],
    ['what it exposes beside', { exposes: [wide(100)], beside: { series: 300, labels: 4 } }, [500, 9]],
  ])('%s', async (_, more, expected) => {
    expect(await limits(alone(more))).toEqual([expected])
  })
})

describe('the system', () => {
  test('with intervals of its own, from which targets differ or not', async () => {
    const config = await configOf({
      scrapeInterval: minutes(1),
      scrapeTimeout: seconds(20),
      evaluationInterval: seconds(30),
      others: [
        target('same', { service: 'same', port: 1, interval: minutes(1), timeout: seconds(20), exposes: [] }),
        target('fast', { service: 'fast', port: 1, interval: seconds(20), exposes: [] }),
      ],
    })
    expect(config.global).toMatchObject({ scrape_interval: '1m', scrape_timeout: '20s', evaluation_interval: '30s' })
    expect(
      config.scrape_configs.map(({ scrape_interval, scrape_timeout }) => [scrape_interval, scrape_timeout]),
    ).toEqual([
      [undefined, undefined],
      [undefined, undefined],
      ['20s', undefined],
    ])
  })

  test('that is scraped more often than the timeout it does not state', async () => {
    const { global } = await configOf({ scrapeInterval: seconds(5) })
    expect(global).toMatchObject({ scrape_interval: '5s', scrape_timeout: '5s' })
  })

  test('with labels for others', async () => {
    const { global } = await configOf({ externalLabels: { system: 'demo', note: 'yes: "quoted" # and so on' } })
    expect(global.external_labels).toEqual({ system: 'demo', note: 'yes: "quoted" # and so on' })
  })

  test('without an Alertmanager', async () => {
    expect(await configOf({ alertmanagers: [] })).not.toHaveProperty('alerting')
  })

  test('with remote storage', async () => {
    const url = 'https://storage.example/api/v1/write'
    const { remote_write } = await configOf({
      remoteWrite: [
        { url },
        {
          name: 'far',
          url: `${url}?tenant=a&b`,
          authorization: { credentialsFile: '/run/secrets/token' },
          tls: { certFile: '/etc/tls/cert.pem', keyFile: '/etc/tls/key.pem' },
          queue: {
            capacity: 5000,
            minShards: 2,
            maxShards: 10,
            maxSamplesPerSend: 1000,
            batchSendDeadline: seconds(90),
            minBackoff: milliseconds(70),
            maxBackoff: seconds(10),
          },
        },
        { url, authorization: { username: 'me', passwordFile: '/run/secrets/password' }, queue: { maxShards: 3 } },
      ],
    })
    expect(remote_write).toEqual([
      { url },
      {
        name: 'far',
        url: `${url}?tenant=a&b`,
        authorization: { type: 'Bearer', credentials_file: '/run/secrets/token' },
        tls_config: { cert_file: '/etc/tls/cert.pem', key_file: '/etc/tls/key.pem' },
        queue_config: {
          capacity: 5000,
          min_shards: 2,
          max_shards: 10,
          max_samples_per_send: 1000,
          batch_send_deadline: '1m30s',
          min_backoff: '70ms',
          max_backoff: '10s',
        },
      },
      { url, basic_auth: { username: 'me', password_file: '/run/secrets/password' }, queue_config: { max_shards: 3 } },
    ])
  })
})

test('the first lines say where it comes from and what its schema is', async () => {
  const system = await systemFrom()
  const [file] = prometheus(system)
  expect(file?.path).toBe('demo/prometheus/prometheus.yml')
  expect(file?.text.split('\n').slice(0, 2)).toEqual([
    '# Generated from test/support/system.ts by npm run generate. Do not edit.',
    '# yaml-language-server: $schema=../../../schemas/files/prometheus.schema.json',
  ])
})
