/** TensorFleet's document, held against what is generated: its metrics, targets, alerts and dashboards. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { root } from '../../support/tsc.ts'

const read = (path: string): string => readFileSync(join(root, 'out/tensorfleet', path), 'utf8')

interface Catalog {
  readonly system: { readonly retention: string }
  readonly metrics: readonly {
    readonly name: string
    readonly type: string
    readonly unit: string
    readonly jobs: readonly string[]
    readonly labels: readonly { readonly name: string }[]
  }[]
  readonly recording_rules: readonly { readonly name: string; readonly unit: string }[]
  readonly thresholds: readonly { readonly name: string; readonly op: string; readonly value: number }[]
  readonly alerts: readonly {
    readonly name: string
    readonly group: string
    readonly severity: string
    readonly summary: string
    readonly for?: string
    readonly thresholds: readonly string[]
  }[]
  readonly dashboards: readonly {
    readonly name: string
    readonly title: string
    readonly panels: readonly { readonly title: string; readonly type: string }[]
  }[]
}
const catalog = JSON.parse(read('catalog.json')) as Catalog
const named = <T extends { readonly name: string }>(all: readonly T[], name: string): T | undefined =>
  all.find((one) => one.name === name)

describe('every metric comes from the monitoring service, and from nowhere else:', () => {
  test.each([
    // the list of core metrics, and the example of a scrape
    ['tensorfleet_job_submissions_total', 'counter', 'count', ''],
    ['tensorfleet_active_jobs', 'gauge', 'count', ''],
    ['tensorfleet_completed_jobs_total', 'counter', 'count', ''],
    ['tensorfleet_failed_jobs_total', 'counter', 'count', ''],
    ['tensorfleet_active_workers', 'gauge', 'count', ''],
    ['tensorfleet_worker_tasks_total', 'counter', 'count', 'worker_id'],
    ['tensorfleet_worker_cpu_usage', 'gauge', 'percent', 'worker_id'],
    ['tensorfleet_worker_memory_usage', 'gauge', 'percent', 'worker_id'],
    ['tensorfleet_training_loss', 'gauge', 'none', 'job_id'],
    ['tensorfleet_training_accuracy', 'gauge', 'ratio', 'job_id'],
    ['tensorfleet_task_duration_seconds', 'histogram', 'seconds', ''],
    ['tensorfleet_api_requests_total', 'counter', 'count', 'service'],
    ['tensorfleet_system_health_status', 'gauge', 'boolean', ''],
    ['tensorfleet_response_time_seconds', 'gauge', 'seconds', 'service'],
    // the custom metrics
    ['models_trained_today', 'gauge', 'count', ''],
    ['user_activity_total', 'counter', 'count', 'action'],
    ['platform_revenue', 'gauge', 'usd', 'period'],
    // what the answers of the API have, by convention
    ['tensorfleet_api_errors_total', 'counter', 'count', 'service'],
    ['tensorfleet_busy_workers', 'gauge', 'count', ''],
    ['tensorfleet_idle_workers', 'gauge', 'count', ''],
    ['tensorfleet_worker_capacity', 'gauge', 'count', ''],
    ['tensorfleet_task_queue_length', 'gauge', 'count', ''],
    ['tensorfleet_queue_size', 'gauge', 'count', ''],
    ['tensorfleet_worker_active', 'gauge', 'boolean', 'worker_id'],
    ['tensorfleet_worker_status', 'state', 'boolean', 'worker_id tensorfleet_worker_status'],
    ['tensorfleet_worker_last_activity_timestamp_seconds', 'gauge', 'timestamp', 'worker_id'],
    ['tensorfleet_job_duration_seconds', 'histogram', 'seconds', ''],
    ['tensorfleet_job_progress_ratio', 'gauge', 'ratio', 'job_id'],
    ['tensorfleet_service_health_status', 'gauge', 'boolean', 'service'],
    ['tensorfleet_storage_usage_ratio', 'gauge', 'ratio', ''],
    ['tensorfleet_storage_size_bytes', 'gauge', 'bytes', ''],
    ['tensorfleet_storage_operations_total', 'counter', 'count', ''],
    ['tensorfleet_metrics_collected_total', 'counter', 'count', ''],
    ['tensorfleet_last_update_timestamp_seconds', 'gauge', 'timestamp', ''],
  ])('%s is a %s of %s, by "%s"', (name, type, unit, labels) => {
    const metric = named(catalog.metrics, name)
    expect(metric).toMatchObject({ type, unit, jobs: ['tensorfleet-monitoring'] })
    expect(metric?.labels.map((label) => label.name).join(' ')).toBe(labels)
  })
})

interface Scrape {
  readonly job_name: string
  readonly static_configs: readonly { readonly targets: readonly string[] }[]
}
const { global, scrape_configs } = parse(read('prometheus/prometheus.yml')) as {
  readonly global: object
  readonly scrape_configs: readonly Scrape[]
}
const scraped = (job: string): Scrape | undefined => scrape_configs.find(({ job_name }) => job_name === job)

describe('scrapes', () => {
  test('every 15 s, and keeps samples for 24 h', () => {
    expect(global).toMatchObject({ scrape_interval: '15s' })
    expect(catalog.system.retention).toMatch(/^(1d|24h)$/)
  })

  test.each([
    ['tensorfleet-monitoring', 'monitoring:8082', undefined],
    ['tensorfleet-workers', 'worker:2112', undefined],
    ['api-gateway', 'api-gateway:8080', undefined],
    ['orchestrator', 'orchestrator:50051', undefined],
    ['monitoring-health', 'http://monitoring:8082/health', '30s'],
    ['monitoring-dependencies', 'http://monitoring:8082/api/health', '30s'],
    ['orchestrator-health', 'http://orchestrator:50051', '30s'],
  ])('%s at %s', (job, address, scrape_interval) => {
    expect(scraped(job)?.static_configs).toEqual([{ targets: [address] }])
    expect((scraped(job) as { scrape_interval?: string }).scrape_interval).toBe(scrape_interval)
  })

  test('the monitoring service with a token, and one counter under both of its names', () => {
    expect(scraped('tensorfleet-monitoring')).toMatchObject({
      authorization: { type: 'Bearer', credentials_file: '/run/secrets/monitoring-metrics-token' },
      metric_relabel_configs: expect.arrayContaining([
        {
          source_labels: ['__name__'],
          regex: 'tensorfleet_completed_jobs',
          target_label: '__name__',
          replacement: 'tensorfleet_completed_jobs_total',
        },
      ]),
    })
  })

  test.each([
    ['tensorfleet-workers', '.+'],
    ['api-gateway', 'tensorfleet_.+'],
    ['orchestrator', 'tensorfleet_.+'],
  ])('%s without what the monitoring service tells already', (job, regex) => {
    expect(scraped(job)).toMatchObject({ metric_relabel_configs: [{ regex, action: 'drop' }] })
  })
})

describe('alerts:', () => {
  test.each([
    ['HighErrorRate', 'Error rate above 5%.', 'services', 'warning', '>', 0.05, '5m'],
    ['WorkerFailure', 'Less than 2 workers active.', 'workers', 'critical', '<', 2, '2m'],
    ['StorageFull', 'Storage usage above 90%.', 'services', 'warning', '>', 0.9, '5m'],
  ])('%s says "%s"', (name, summary, group, severity, op, value, pending) => {
    const alert = named(catalog.alerts, name)
    expect(alert).toMatchObject({ group, summary, severity, for: pending })
    expect(alert?.thresholds.map((line) => named(catalog.thresholds, line))).toMatchObject([{ op, value }])
  })

  test.each([
    ['OrchestratorDown', 'critical'],
    ['MonitoringServiceDown', 'critical'],
    ['WorkersUnreachable', 'critical'],
    ['PartUnhealthy', 'warning'],
    ['MetricsNotUpdating', 'critical'],
    ['EndpointDown', 'critical'],
    ['EndpointSlow', 'warning'],
    ['CpuUsageHigh', 'info'],
    ['MemoryUsageHigh', 'info'],
    ['ScalingAdvised', 'info'],
    ['SystemDegraded', 'info'],
  ])('%s is %s', (name, severity) => {
    expect(named(catalog.alerts, name)).toMatchObject({ severity })
  })

  test.each([
    ['cpuUsage', 0.8],
    ['memoryUsage', 0.85],
  ])('the line of the dashboard for %s is at %s', (name, value) => {
    expect(named(catalog.thresholds, name)).toMatchObject({ op: '>', value })
  })
})

test.each([
  ['success_rate', 'tensorfleet:completed_jobs:success_ratio1d', 'ratio'],
  ['average_duration', 'tensorfleet:job_duration_seconds:mean_rate1d', 'seconds'],
  ['performance_trends', 'tensorfleet:completed_jobs:increase1d', 'count'],
  ['performance_trends', 'tensorfleet:failed_jobs:increase1d', 'count'],
  ['cpu_average', 'tensorfleet:worker_cpu_usage:avg_ratio', 'ratio'],
  ['memory_average', 'tensorfleet:worker_memory_usage:avg_ratio', 'ratio'],
  ['worker_utilization', 'tensorfleet:busy_workers:utilisation_ratio', 'ratio'],
  ['high_load', 'tensorfleet:worker_cpu_usage:count_high_load', 'count'],
  ['medium_load', 'tensorfleet:worker_cpu_usage:count_medium_load', 'count'],
  ['low_load', 'tensorfleet:worker_cpu_usage:count_low_load', 'count'],
  ['average_task_completion', 'tensorfleet:task_duration_seconds:mean_rate5m', 'seconds'],
  ['tasks_per_second', 'tensorfleet:worker_tasks:rate5m', 'count/second'],
  ['jobs_today', 'tensorfleet:job_submissions:increase1d', 'count'],
  ['jobs_over_time', 'tensorfleet:job_submissions:increase1h', 'count'],
  ['requests_per_second', 'service:api_requests:rate5m', 'count/second'],
  ['error_rate', 'service:api_requests:error_ratio_rate5m', 'ratio'],
  ['operations_per_second', 'tensorfleet:storage_operations:rate5m', 'count/second'],
  ['system_load', 'tensorfleet:busy_workers:load_ratio', 'ratio'],
  ['the advice for scaling', 'tensorfleet:task_queue_length:recommended_workers', 'count'],
  ['each service health', 'service:health_status:min', 'boolean'],
  ['overall_status', 'tensorfleet:health_status:min', 'boolean'],
])('%s is recorded as %s', (_, name, unit) => {
  expect(named(catalog.recording_rules, name)).toMatchObject({ unit })
})

describe('dashboards:', () => {
  test.each([
    ['overview', 'Active Jobs', 'stat'],
    ['overview', 'Worker Status', 'timeSeries'],
    ['overview', 'Jobs today', 'stat'],
    ['overview', 'Success rate', 'stat'],
    ['overview', 'Average job time', 'stat'],
    ['overview', 'Active workers', 'stat'],
    ['overview', 'Jobs over time', 'timeSeries'],
    ['overview', 'Resource usage', 'timeSeries'],
    ['overview', 'Error rate', 'timeSeries'],
    ['overview', 'Platform status', 'stat'],
    ['overview', 'System health', 'stateTimeline'],
    ['overview', 'Models trained today', 'stat'],
    ['overview', 'User activity', 'timeSeries'],
    ['overview', 'Platform revenue', 'stat'],
    ['analytics', 'Total jobs', 'stat'],
    ['analytics', 'Completed jobs', 'timeSeries'],
    ['analytics', 'Completed jobs compared with yesterday', 'stat'],
    ['analytics', 'Load distribution', 'timeSeries'],
    ['analytics', 'Average task completion', 'timeSeries'],
    ['analytics', 'Worker utilisation', 'timeSeries'],
    ['analytics', 'Task queue length', 'timeSeries'],
    ['analytics', 'Recommended workers', 'timeSeries'],
    ['workers', 'CPU by worker', 'timeSeries'],
    ['workers', 'Memory by worker', 'timeSeries'],
    ['training', 'Training loss', 'timeSeries'],
    ['training', 'Training accuracy', 'timeSeries'],
    ['services', 'By the monitoring service', 'stateTimeline'],
    ['services', 'Storage usage', 'timeSeries'],
    ['services', 'Response time', 'timeSeries'],
    ['services', 'Requests per second', 'timeSeries'],
    ['services', 'Queue of the orchestrator', 'timeSeries'],
    ['services', 'Storage size', 'timeSeries'],
    ['services', 'Uptime', 'stat'],
  ])('%s has "%s" as a %s', (name, title, type) => {
    expect(named(catalog.dashboards, name)?.panels).toContainEqual(expect.objectContaining({ title, type }))
  })

  test('the overview has the document’s title, and is drawn as often as Prometheus scrapes', () => {
    expect(JSON.parse(read('grafana/dashboards/overview.json'))).toMatchObject({
      title: 'TensorFleet Overview',
      refresh: '15s',
    })
  })

  test('no panel is on two of them', () => {
    const titles = catalog.dashboards
      .filter(({ name }) => ['overview', 'analytics', 'workers', 'training', 'services'].includes(name))
      .flatMap(({ panels }) => panels.map(({ title, type }) => `${title} as ${type}`))
    expect(titles.filter((title, i) => titles.indexOf(title) !== i)).toEqual(['Success rate as stat'])
  })
})

describe('endpoints of the document that are neither scraped nor probed are steps of a runbook:', () => {
  const runbooks = readdirSync(join(root, 'out/tensorfleet/docs/runbooks')).map((name) => read(`docs/runbooks/${name}`))
  test.each([
    '/api/status',
    '/api/metrics/jobs',
    '/api/metrics/workers',
    '/api/metrics/system',
    '/api/metrics/summary',
    '/api/metrics/live',
    '/api/worker-activity',
    '/api/jobs/analytics',
    '/api/analytics/jobs',
    '/api/platform/statistics',
    '/api/platform/stats',
    '/api/v1/metrics/jobs',
    '/api/v1/metrics/system',
    '/api/v1/dashboard/overview',
    'ws://localhost:8082',
  ])('%s', (path) => {
    expect(runbooks.filter((text) => text.includes(path))).not.toEqual([])
  })

  test('and no step asks a service by a name that the host does not know', () => {
    expect(runbooks.join('\n')).not.toMatch(/curl [^`]*http:\/\/(?!localhost|127\.0\.0\.1)/)
  })
})

test('Grafana asks Prometheus, and not the monitoring service', () => {
  expect(parse(read('grafana/provisioning/datasources/datasources.yml'))).toMatchObject({
    datasources: expect.arrayContaining([
      expect.objectContaining({ type: 'prometheus', url: 'http://prometheus:9090', isDefault: true }),
    ]),
  })
})
