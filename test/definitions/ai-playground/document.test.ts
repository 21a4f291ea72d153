/** AI-Playground's document, item by item, against what is generated. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { root } from '../../support/system.ts'

const read = (path: string): string => readFileSync(join(root, 'out/ai-playground', path), 'utf8')

interface Catalog {
  readonly metrics: readonly {
    readonly name: string
    readonly type: string
    readonly unit: string
    readonly labels: readonly { readonly name: string; readonly values?: readonly string[] }[]
    readonly buckets?: readonly number[]
    readonly jobs: readonly string[]
  }[]
  readonly targets: readonly { readonly job: string; readonly path: string; readonly addresses: readonly string[] }[]
  readonly thresholds: readonly { readonly name: string; readonly op: string; readonly value: number }[]
  readonly recording_rules: readonly { readonly name: string; readonly expr: string }[]
  readonly alerts: readonly {
    readonly name: string
    readonly group: string
    readonly severity: string
    readonly for?: string
    readonly thresholds: readonly string[]
  }[]
  readonly dashboards: readonly {
    readonly name: string
    readonly title: string
    readonly panels: readonly {
      readonly title: string
      readonly type: string
      readonly queries: readonly { readonly expr: string }[]
    }[]
  }[]
}
const catalog = JSON.parse(read('catalog.json')) as Catalog

describe('metric', () => {
  test.each([
    ['celery_task_duration_seconds', 'histogram', 'seconds', 'task_name status'],
    ['celery_task_total', 'counter', 'count', 'task_name status'],
    ['celery_active_tasks', 'gauge', 'count', 'task_name'],
    ['celery_worker_pool_size', 'gauge', 'count', 'worker_name'],
    ['celery_worker_pool_busy', 'gauge', 'count', 'worker_name'],
    ['celery_worker_prefetch_count', 'gauge', 'count', 'worker_name'],
    ['celery_queue_length', 'gauge', 'count', 'queue_name'],
    ['celery_task_failure_rate', 'gauge', 'count', 'task_name'],
    ['celery_task_retries_total', 'counter', 'count', 'task_name reason'],
    ['celery_task_timeouts_total', 'counter', 'count', 'task_name'],
    ['model_training_duration_seconds', 'histogram', 'seconds', 'model_type task_type'],
    ['model_training_samples', 'histogram', 'count', 'model_type'],
    ['hyperparameter_tuning_duration_seconds', 'histogram', 'seconds', 'model_type tuning_method'],
    ['api_request_duration_seconds', 'histogram', 'seconds', 'method endpoint status_code'],
    ['api_requests_total', 'counter', 'count', 'method endpoint status_code'],
    ['api_active_requests', 'gauge', 'count', 'method endpoint'],
    ['api_request_size_bytes', 'histogram', 'bytes', 'method endpoint'],
    ['api_response_size_bytes', 'histogram', 'bytes', 'method endpoint'],
    ['process_memory_usage_bytes', 'gauge', 'bytes', 'process_type'],
    ['process_cpu_usage_percent', 'gauge', 'percent', 'process_type'],
    ['disk_io_bytes_total', 'counter', 'bytes', 'operation process_type'],
    // promised in prose: broker, network, process counts, database, features, results, iterations, scores, inference
    ['celery_broker_connected', 'gauge', 'boolean', 'process_type'],
    ['network_io_bytes_total', 'counter', 'bytes', 'direction process_type'],
    ['active_processes', 'gauge', 'count', 'process_type'],
    ['database_query_duration_seconds', 'histogram', 'seconds', 'operation table'],
    ['database_queries_total', 'counter', 'count', 'operation table'],
    ['database_connection_pool_connections', 'gauge', 'count', 'state'],
    ['database_connection_pool_limit', 'gauge', 'count', ''],
    ['model_training_features', 'histogram', 'count', 'model_type'],
    ['model_training_result_total', 'counter', 'count', 'model_type result'],
    ['hyperparameter_tuning_iterations', 'histogram', 'count', 'tuning_method'],
    ['hyperparameter_tuning_best_score', 'histogram', 'none', 'model_type tuning_method'],
    ['hyperparameter_tuning_result_total', 'counter', 'count', 'model_type tuning_method result'],
    ['model_evaluation_duration_seconds', 'histogram', 'seconds', 'model_type task_type'],
    ['model_inference_duration_seconds', 'histogram', 'seconds', 'model_type'],
    ['model_inference_samples_total', 'counter', 'count', 'model_type'],
    ['model_inference_batch_size', 'histogram', 'count', 'model_type'],
  ])('%s', (name, type, unit, labels) => {
    const metric = catalog.metrics.find((one) => one.name === name)
    expect(metric).toMatchObject({ type, unit, jobs: ['backend'] })
    expect(metric?.labels.map((label) => label.name).join(' ')).toBe(labels)
  })

  test('of task durations has a bucket at each time limit, and one beyond', () => {
    const { buckets = [] } = catalog.metrics.find(({ name }) => name === 'celery_task_duration_seconds') ?? {}
    expect(buckets).toEqual(expect.arrayContaining([3000, 3600]))
    expect(Math.max(...buckets)).toBeGreaterThan(3600)
  })
})

describe('alert', () => {
  test.each([
    ['NoCeleryWorkers', 'critical', 1],
    ['BrokerConnectionLost', 'critical', undefined],
    ['TaskFailuresHigh', 'critical', 0.5],
    ['QueueLengthHigh', 'warning', 100],
    ['WorkerUtilizationHigh', 'warning', 0.9],
    ['TaskTimeoutsHigh', 'warning', 0.1],
    ['MemoryUsageHigh', 'warning', 0.9],
    ['WorkerStarted', 'info', undefined],
    ['TaskRetried', 'info', 0],
    ['QueueCleared', 'info', 100],
  ])('%s is %s, at %s', (name, severity, value) => {
    const alert = catalog.alerts.find((one) => one.name === name)
    expect(alert).toMatchObject({ severity, group: severity })
    const lines = catalog.thresholds.filter((line) => alert?.thresholds.includes(line.name))
    expect(lines.map((line) => [line.op, line.value])).toEqual(
      value === undefined ? [] : [[value === 1 ? '<' : '>', value]],
    )
  })

  test('on the length of a queue waits for ten minutes', () => {
    expect(catalog.alerts.find(({ name }) => name === 'QueueLengthHigh')?.for).toBe('10m')
  })
})

test.each([
  ['task success rate', 'task_name:celery_task:success_ratio_rate5m'],
  ['average task duration by task name', 'task_name:celery_task_duration_seconds:mean_rate5m'],
  ['worker utilization', 'worker_name:celery_worker_pool:utilization_ratio'],
  ['queue backlog', 'ai_playground:celery_queue_length:sum'],
])('the query of the %s is recorded', (_, name) => {
  expect(catalog.recording_rules.map((rule) => rule.name)).toContain(name)
})

describe('panel', () => {
  test.each([
    ['Celery Monitoring', 'Task execution rate', 'timeSeries'],
    ['Celery Monitoring', 'Active workers', 'gauge'],
    ['Celery Monitoring', 'Queue length', 'timeSeries'],
    ['Celery Monitoring', 'Task duration heatmap', 'heatmap'],
    ['Celery Monitoring', 'Failure rate', 'stat'],
    ['Task Performance Profiling', 'Slowest tasks', 'barGauge'],
    ['Performance Report', 'Tasks', 'table'],
    ['API Performance', 'Response sizes', 'timeSeries'],
    ['Resources', 'Network I/O', 'timeSeries'],
    ['Database', 'Connection pool', 'timeSeries'],
    ['ML Operations', 'Throughput', 'timeSeries'],
    ['ML Operations', 'Batch sizes', 'heatmap'],
    ['ML Operations', 'Best scores', 'timeSeries'],
    ['Flower', 'Workers online', 'stateTimeline'],
  ])('%s: %s is a %s', (dashboard, title, type) => {
    const panels = catalog.dashboards.find((one) => one.title === dashboard)?.panels ?? []
    expect(panels.find((one) => one.title === title)?.type).toBe(type)
  })

  test.each([
    ['Task execution rate', 'lines'],
    ['Queue length', 'area'],
  ])('%s is drawn as %s', (title, drawn) => {
    const { panels } = JSON.parse(read('grafana/dashboards/celery.json')) as {
      panels: { title: string; fieldConfig: { defaults: { custom: { fillOpacity: number } } } }[]
    }
    const fill = panels.find((one) => one.title === title)?.fieldConfig.defaults.custom.fillOpacity ?? 0
    expect(fill >= 20 ? 'area' : 'lines').toBe(drawn)
  })

  test('of a dashboard other than that of all alerts shows each metric of the application', () => {
    const queries = catalog.dashboards
      .filter(({ name }) => name !== 'alerts')
      .flatMap(({ panels }) => panels.flatMap((panel) => panel.queries.map(({ expr }) => expr)))
      .join()
    const recorded = catalog.recording_rules.filter(({ name }) => queries.includes(name)).map(({ expr }) => expr)
    const shown = `${queries} ${recorded.join()}`
    const own = catalog.metrics.filter(({ jobs }) => jobs.join() === 'backend')
    expect(own.filter(({ name }) => !shown.includes(name)).map(({ name }) => name)).toEqual([])
  })
})

describe('target', () => {
  test.each([
    ['backend', '/metrics', 'backend:8000'],
    ['flower', '/flower/metrics', 'flower:5555'],
    ['celery-health', '/probe', 'blackbox-exporter:9115'],
  ])('%s at %s of %s', (job, path, address) => {
    const target = catalog.targets.find((one) => one.job === job)
    expect(target?.path).toBe(path)
    expect(target?.addresses.length).toBe(1)
    const { scrape_configs } = parse(read('prometheus/prometheus.yml')) as { scrape_configs: { job_name: string }[] }
    expect(JSON.stringify(scrape_configs.find((one) => one.job_name === job))).toContain(address)
  })

  test('of the health endpoint is asked by its URL', () => {
    expect(read('prometheus/prometheus.yml')).toContain('http://backend:8000/api/v1/celery/health')
  })

  test('of Flower is asked with a password by file', () => {
    expect(read('prometheus/prometheus.yml')).toContain('password_file: /run/secrets/flower-password')
  })
})
