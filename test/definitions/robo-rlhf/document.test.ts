/** Robo-RLHF's document, item by item, against what is generated. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { root } from '../../support/system.ts'

const text = (path: string): string => readFileSync(join(root, 'out/robo-rlhf', path), 'utf8')
const yaml = <T>(path: string): T => parse(text(path)) as T

interface Catalog {
  readonly metrics: readonly {
    readonly name: string
    readonly type: string
    readonly unit: string
    readonly labels: readonly { readonly name: string; readonly values?: readonly string[] }[]
    readonly buckets?: readonly number[]
    readonly jobs: readonly string[]
  }[]
  readonly alerts: readonly {
    readonly name: string
    readonly group: string
    readonly expr: string
    readonly for?: string
    readonly severity: string
    readonly summary: string
    readonly description: string
  }[]
  readonly dashboards: readonly {
    readonly name: string
    readonly title: string
    readonly variables: readonly { readonly name: string }[]
    readonly panels: readonly {
      readonly title: string
      readonly queries?: readonly { readonly expr: string }[]
    }[]
  }[]
  readonly recording_rules: readonly { readonly name: string; readonly expr: string }[]
}
const catalog = JSON.parse(text('catalog.json')) as Catalog
const [app, trainer] = ['robo-rlhf-app', 'robo-rlhf-training']

describe('metrics', () => {
  test.each([
    // by name in its code
    ['http_requests_total', 'counter', 'count', 'method endpoint status', app],
    ['http_request_duration_seconds', 'histogram', 'seconds', '', app],
    ['active_users', 'gauge', 'count', '', app],
    ['training_loss', 'gauge', 'none', '', trainer],
    ['training_steps_total', 'counter', 'count', '', trainer],
    // by a variable in its code
    ['training_accuracy_ratio', 'gauge', 'ratio', '', trainer],
    ['training_time_seconds', 'histogram', 'seconds', 'operation', trainer],
    ['cpu_usage_percent', 'gauge', 'percent', '', trainer],
    ['memory_usage_percent', 'gauge', 'percent', '', trainer],
    ['gpu_memory_usage_gibibytes', 'gauge', 'gibibytes', '', trainer],
    // by a line of its lists
    ['db_query_duration_seconds', 'histogram', 'seconds', 'operation', app],
    ['db_pool_connections', 'gauge', 'count', 'state', app],
    ['feature_uses_total', 'counter', 'count', 'feature outcome', app],
    ['inference_duration_seconds', 'histogram', 'seconds', '', app],
    ['prediction_accuracy_ratio', 'gauge', 'ratio', '', app],
    ['validation_accuracy_ratio', 'gauge', 'ratio', '', trainer],
    ['validation_precision_ratio', 'gauge', 'ratio', '', trainer],
    ['validation_recall_ratio', 'gauge', 'ratio', '', trainer],
    ['validation_f1_ratio', 'gauge', 'ratio', '', trainer],
    ['training_epochs_total', 'counter', 'count', '', trainer],
    ['training_learning_rate', 'gauge', 'none', '', trainer],
    ['training_batch_size', 'gauge', 'count', '', trainer],
    ['training_batch_duration_seconds', 'histogram', 'seconds', '', trainer],
    ['training_samples_total', 'counter', 'count', '', trainer],
    // cache, GPUs, containers, disks
    ['redis_keyspace_hits_total', 'counter', 'count', '', 'redis'],
    ['redis_evicted_keys_total', 'counter', 'count', '', 'redis'],
    ['redis_memory_used_bytes', 'gauge', 'bytes', '', 'redis'],
  ])('%s', (name, type, unit, labels, job) => {
    const metric = catalog.metrics.find((one) => one.name === name)
    expect(metric).toMatchObject({ type, unit, jobs: [job] })
    expect(metric?.labels.map((label) => label.name).join(' ')).toBe(labels)
  })

  test.each([
    ['DCGM_FI_DEV_GPU_UTIL', 'dcgm'],
    ['DCGM_FI_DEV_FB_USED', 'dcgm'],
    ['DCGM_FI_DEV_GPU_TEMP', 'dcgm'],
    ['DCGM_FI_DEV_POWER_USAGE', 'dcgm'],
    ['container_cpu_usage_seconds_total', 'cadvisor'],
    ['container_memory_working_set_bytes', 'cadvisor'],
    ['container_network_receive_bytes_total', 'cadvisor'],
    ['node_cpu_seconds_total', 'node'],
    ['node_disk_read_bytes_total', 'node'],
    ['node_filesystem_avail_bytes', 'node'],
    ['mongodb_up', 'mongodb'],
  ])('%s is the one of its exporter, and of no other', (name, job) => {
    expect(catalog.metrics.find((one) => one.name === name)?.jobs).toEqual([job])
  })

  /** The document gives none, so that they are those of its client. */
  test.each([
    'http_request_duration_seconds',
    'db_query_duration_seconds',
    'inference_duration_seconds',
    'training_time_seconds',
  ])('%s has the buckets of prometheus_client', (name) => {
    expect(catalog.metrics.find((one) => one.name === name)?.buckets).toEqual([
      0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
    ])
  })

  test('the parts of a step are those that the document measures', () => {
    const { labels = [] } = catalog.metrics.find(({ name }) => name === 'training_time_seconds') ?? {}
    expect(labels).toEqual([{ name: 'operation', values: ['forward_pass', 'backward_pass'] }])
  })
})

interface Scrape {
  readonly job_name: string
  readonly metrics_path?: string
  readonly static_configs: readonly { readonly targets: readonly string[] }[]
  readonly metric_relabel_configs?: readonly object[]
}
const config = yaml<{ readonly scrape_configs: readonly Scrape[]; readonly remote_write: readonly object[] }>(
  'prometheus/prometheus.yml',
)
const scrapeOf = (job: string): Scrape | undefined => config.scrape_configs.find((one) => one.job_name === job)

test.each([
  ['robo-rlhf-app', 'robo-rlhf:8080'],
  ['robo-rlhf-training', 'robo-rlhf:8001'],
  ['robo-rlhf-health', 'http://robo-rlhf:8080/health'],
  ['robo-rlhf-ready', 'http://robo-rlhf:8080/ready'],
  ['robo-rlhf-live', 'http://robo-rlhf:8080/live'],
])('%s asks %s', (job, target) => {
  expect(scrapeOf(job)?.static_configs).toEqual([{ targets: [target] }])
})

test('the gauge that is named as a counter is stored under its own name', () => {
  expect(scrapeOf('robo-rlhf-app')?.metric_relabel_configs).toContainEqual(
    expect.objectContaining({ regex: 'active_users_total', replacement: 'active_users' }),
  )
})

interface Bodies {
  readonly fail_if_body_matches_regexp?: readonly string[]
  readonly fail_if_body_not_matches_regexp?: readonly string[]
}

test('each health endpoint has to say what the document says it says', () => {
  const { modules } = yaml<{ readonly modules: Readonly<Record<string, { readonly http: Bodies }>> }>(
    'blackbox/blackbox.yml',
  )
  const refused = (module: string, body: string): boolean => {
    const { fail_if_body_not_matches_regexp: wanted = [], fail_if_body_matches_regexp: unwanted = [] } =
      modules[module]?.http ?? {}
    expect(wanted, module).not.toEqual([])
    return (
      wanted.some((pattern) => !new RegExp(pattern).test(body)) ||
      unwanted.some((pattern) => new RegExp(pattern).test(body))
    )
  }
  const said = { health: 'healthy', ready: 'ready', live: 'alive' }
  for (const [module, status] of Object.entries(said)) {
    expect(refused(module, JSON.stringify({ status })), module).toBe(false)
    expect(refused(module, JSON.stringify({ status: `not ${status}` })), module).toBe(true)
    expect(refused(module, '{}'), module).toBe(true)
  }
  const health = (checks: object): string => JSON.stringify({ status: 'healthy', checks })
  expect(refused('health', health({ database: true, cache: true, gpu: false }))).toBe(false)
  expect(refused('health', health({ database: false, cache: true, gpu: true }))).toBe(true)
  expect(refused('health', health({ database: true, cache: 'error', gpu: true }))).toBe(true)
})

test('the alerts of the document, in its group, with its thresholds and times', () => {
  const own = catalog.alerts.filter(({ group }) => group === 'robo-rlhf-alerts')
  expect(own.map((alert) => [alert.name, alert.expr.replace(/\s+/g, ' '), alert.for, alert.severity])).toEqual([
    ['ApplicationDown', 'up{job="robo-rlhf-app"} == 0', '1m', 'critical'],
    ['HighErrorRate', 'robo_rlhf:http_requests:errors_rate5m > 0.1', '2m', 'warning'],
    [
      'TrainingStalled',
      'increase(training_steps_total[10m]) == 0 and min_over_time(training_active[10m]) * last_over_time(training_active[5m] offset 10m) == 1',
      '5m',
      'warning',
    ],
  ])
})

test.each([
  ['ApplicationDown', 'Application is down', 'Application has been down for more than 1 minute'],
  ['HighErrorRate', 'High error rate detected', 'Error rate is {{ $value | printf "%.2f" }} requests/sec'],
  ['TrainingStalled', 'Training appears to be stalled', 'No training progress in the last 10 minutes'],
])('%s says what the document says', (name, summary, description) => {
  const alert = catalog.alerts.find((one) => one.name === name)
  expect(alert?.summary).toBe(`${summary}.`)
  expect(alert?.description.startsWith(description), alert?.description).toBe(true)
})

describe('dashboards', () => {
  test.each([
    [
      'system-overview',
      'System Overview',
      'Application, CPU usage, Host CPU, Memory usage, Disk I/O, Network, Endpoints, Uptime',
    ],
    [
      'application-performance',
      'Application Performance',
      'Request rate by endpoint, Response time percentiles, Error rate, Query time percentiles, Connection pool, Cache hits, Redis memory usage, Redis evictions and expirations',
    ],
    [
      'ml-training',
      'ML Training',
      'Training loss, Epochs in the last hour, Validation metrics, Learning rate, Batch size, Batch time percentiles, Throughput, Forward and backward pass p95, Inference latency percentiles, Prediction accuracy, GPU utilisation, GPU memory, GPU temperature, GPU power',
    ],
    [
      'infrastructure',
      'Infrastructure',
      'Container CPU, Container memory, Container network, Host I/O wait, Disk free, Disk operations, GPU utilisation, GPU temperature, Uptime, Endpoint response time, External storage lag, Samples refused',
    ],
    ['business-metrics', 'Business Metrics', 'User activity, Feature usage, Success rate by feature, Success rate'],
  ])('%s', (name, title, panels) => {
    const board = catalog.dashboards.find((one) => one.name === name)
    expect(board?.title).toBe(title)
    expect(board?.panels.map((panel) => panel.title)).toEqual(expect.arrayContaining(panels.split(', ')))
  })

  const queriesOf = (board: string, title: string): readonly string[] =>
    catalog.dashboards
      .find(({ name }) => name === board)
      ?.panels.flatMap((panel) => (panel.title === title ? (panel.queries ?? []) : []))
      .map(({ expr }) => expr) ?? []

  test.each(['Targets', 'Targets down'])('a training process that is not there is no fault of %s', (title) => {
    expect(queriesOf('system-overview', title)).toEqual([expect.stringContaining('up{job!="robo-rlhf-training"}')])
  })

  test('what containers send is counted without the control group of the host around them', () => {
    const queries = queriesOf('system-overview', 'Network')
    expect(queries).toHaveLength(2)
    for (const query of queries) expect(query).toContain('{name!=""}')
  })

  test('one panel shows how often the cache is hit', () => {
    const panels = catalog.dashboards.find(({ name }) => name === 'application-performance')?.panels ?? []
    const hits = panels.filter(({ queries = [] }) => queries.some(({ expr }) => expr.includes('keyspace_hits')))
    expect(hits.map(({ title }) => title)).toEqual(['Cache hits'])
  })

  test('a process that started is marked, however long it was away', () => {
    const { annotations } = JSON.parse(text('grafana/dashboards/system-overview.json')) as {
      readonly annotations: { readonly list: readonly { readonly name: string; readonly expr?: string }[] }
    }
    expect(annotations.list.find(({ name }) => name === 'Restarts')?.expr).toBe(
      'time() - process_start_time_seconds{job=~"robo-rlhf-app|robo-rlhf-training"} < 120',
    )
  })

  test('a week of business is read again every five minutes', () => {
    expect(JSON.parse(text('grafana/dashboards/business-metrics.json'))).toMatchObject({ refresh: '5m' })
  })
})

describe('stack', () => {
  interface Service {
    readonly image: string
    readonly profiles: readonly string[]
    readonly ports?: readonly string[]
    readonly volumes?: readonly { readonly source: string; readonly target: string; readonly read_only?: boolean }[]
  }
  const { services } = yaml<{ readonly services: Readonly<Record<string, Service>> }>('docker-compose.yml')

  test('everything but its demo is in the profile, and pinned', () => {
    for (const [name, { image, profiles }] of Object.entries(services)) {
      expect(profiles, name).toEqual([name.startsWith('demo-') ? 'demo' : 'monitoring'])
      expect(image, name).toMatch(/:v?\d+\.\d+/)
    }
  })

  test.each([
    ['prometheus', '127.0.0.1:9090:9090'],
    ['grafana', '127.0.0.1:3000:3000'],
    ['alertmanager', '127.0.0.1:9093:9093'],
  ])('%s is at %s', (name, port) => {
    expect(services[name]?.ports).toEqual([port])
  })

  test('Filebeat reads the folder of logs, and knows the fields of the logger', () => {
    const { image, volumes } = services.filebeat ?? {}
    expect(image).toBe('elastic/filebeat:7.17.0')
    expect(volumes).toContainEqual(
      expect.objectContaining({ source: './logs', target: '/usr/share/filebeat/logs', read_only: true }),
    )
    const filebeat = text('filebeat/filebeat.yml')
    for (const field of ['timestamp', 'level', 'logger', 'module', 'function', 'line'])
      expect(filebeat).toMatch(new RegExp(`(?:field|from): ${field}\\b`))
    expect(filebeat).toContain('ndjson')
  })

  test('samples go to the external storage with a token from a file', () => {
    expect(config.remote_write).toEqual([
      expect.objectContaining({
        url: 'https://prometheus-remote-write-endpoint/api/v1/write',
        authorization: { type: 'Bearer', credentials_file: '/run/secrets/remote-write-token' },
        queue_config: expect.objectContaining({ capacity: 10_000 }),
      }),
    ])
  })
})
