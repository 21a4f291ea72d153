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
    ['celery_broker_connected', 'gauge', 'boolean', ''],
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

interface Drawn {
  readonly title: string
  readonly type: string
  readonly fieldConfig: {
    readonly defaults: { readonly unit?: string; readonly custom?: { readonly fillOpacity?: number } }
  }
  readonly targets: readonly { readonly expr: string; readonly legendFormat: string }[]
}

/** A panel as Grafana gets it; one that is missing fails the test. */
function drawnPanel(file: string, title: string): Drawn {
  const { panels } = JSON.parse(read(`grafana/dashboards/${file}.json`)) as { readonly panels: readonly Drawn[] }
  const found = panels.find((one) => one.title === title && one.type !== 'row')
  if (!found) throw new Error(`${file} has no panel ${title}`)
  return found
}

describe('panel', () => {
  test.each([
    ['Celery Monitoring', 'Task execution rate', 'timeSeries'],
    ['Celery Monitoring', 'Active workers', 'gauge'],
    ['Celery Monitoring', 'Queue length', 'timeSeries'],
    ['Celery Monitoring', 'Task duration heatmap', 'heatmap'],
    ['Celery Monitoring', 'Failure rate', 'stat'],
    ['Task Performance Profiling', 'Slowest tasks', 'barGauge'],
    ['Celery Monitoring', 'Failure rate by task, over two hours', 'timeSeries'],
    ['Performance Report', 'Tasks', 'table'],
    ['Performance Report', 'Endpoints', 'table'],
    ['Performance Report', 'Models', 'table'],
    ['API Performance', 'Response sizes', 'timeSeries'],
    ['Resources', 'Network I/O', 'timeSeries'],
    ['Database', 'Connection pool', 'timeSeries'],
    ['ML Operations', 'Throughput', 'timeSeries'],
    ['ML Operations', 'Batch sizes', 'heatmap'],
    ['ML Operations', 'Best scores', 'timeSeries'],
    ['Flower', 'Workers online', 'stateTimeline'],
  ])('%s: %s is a %s', (dashboard, title, type) => {
    const panels = catalog.dashboards.find((one) => one.title === dashboard)?.panels
    expect(panels).toContainEqual(expect.objectContaining({ title, type }))
  })

  test.each([
    ['Task execution rate', 'lines'],
    ['Queue length', 'area'],
  ])('%s is drawn as %s', (title, drawn) => {
    const fill = drawnPanel('celery', title).fieldConfig.defaults.custom?.fillOpacity
    expect(fill).toBeTypeOf('number')
    expect(Number(fill) >= 20 ? 'area' : 'lines').toBe(drawn)
  })

  test.each(['Training samples', 'Training features', 'Tuning iterations', 'Average batch size'])(
    '%s is a number, and no share',
    (title) => {
      expect(drawnPanel('ml', title).fieldConfig.defaults.unit).toBe('short')
    },
  )

  test.each([
    ['Tasks', ['ended', 'retries', 'timeouts']],
    ['Endpoints', ['requests']],
    ['Models', ['trainings', 'predictions']],
  ])('%s of the performance report counts in whole numbers', (title, counts) => {
    const { targets } = drawnPanel('performance-report', title)
    for (const name of counts) {
      const found = targets.find(({ legendFormat }) => legendFormat === name)
      expect(found?.expr, name).toMatch(/^round\(/)
    }
  })

  test('of Flower does not take those who send tasks for workers, and hides none of them', () => {
    const byWorker = drawnPanel('flower', 'Events by worker').targets.map(({ expr }) => expr)
    expect(byWorker.join()).toContain('worker!~"gen.+@.+"')
    const sent = drawnPanel('flower', 'Tasks sent and done').targets.map(({ expr }) => expr)
    expect(sent.join()).toContain('type="task-sent"')
    expect(sent.join()).not.toContain('worker')
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

interface Job {
  readonly job_name: string
  readonly scrape_interval?: string
}

function jobNamed(name: string): Job {
  const { scrape_configs } = parse(read('prometheus/prometheus.yml')) as { readonly scrape_configs: readonly Job[] }
  const found = scrape_configs.find((one) => one.job_name === name)
  if (!found) throw new Error(`there is no job ${name}`)
  return found
}

describe('target', () => {
  test.each([
    ['backend', '/metrics', 'backend:8000'],
    ['flower', '/flower/metrics', 'flower:5555'],
    ['celery-health', '/probe', 'blackbox-exporter:9115'],
  ])('%s at %s of %s', (job, path, address) => {
    const target = catalog.targets.find((one) => one.job === job)
    expect(target?.path).toBe(path)
    expect(target?.addresses.length).toBe(1)
    expect(JSON.stringify(jobNamed(job))).toContain(address)
  })

  test('of the health endpoint is asked by its URL', () => {
    expect(read('prometheus/prometheus.yml')).toContain('http://backend:8000/api/v1/celery/health')
  })

  test('of the health endpoint is asked once a minute, since each look holds workers up', () => {
    expect(jobNamed('celery-health').scrape_interval).toBe('1m')
  })

  test('of Flower is asked without a password, which its /metrics never asks for', () => {
    expect(jobNamed('flower')).not.toHaveProperty('basic_auth')
    expect(read('docker-compose.yml')).not.toContain('flower-password')
  })
})

describe('docs/stack.md says what must be there before:', () => {
  const stack = read('docs/stack.md')
  test.each([
    ['names of processes that hold in several containers', 'values.MultiProcessValue(lambda:'],
    ['a folder that nobody empties under a process that runs', 'only while API and workers are both stopped'],
    ['an end for what killed processes had set', 'mark_process_dead'],
    ['a collector for all processes', 'MultiProcessCollector'],
    ['a thread that asks workers and broker', '0 for each worker in the folder that does not answer'],
    ['failures of tasks that are killed', '`task_failure` is sent by the parent'],
    ['buckets at the time limits', '3000 s and 3600 s'],
    ['resources of processes', '`psutil.Process()`'],
    ['/metrics for the internal network only', 'a proxy that publishes port 8000 refuses it'],
    ['no arguments of tasks in logs, and encryption', 'Logs hold no arguments of tasks'],
    ['results that expire', '`result_expires`'],
    ['the prefix of Flower', '`--url_prefix=flower`'],
    ['a health endpoint without a log-in', 'asks for no log-in'],
  ])('%s', (_, words) => {
    expect(stack).toContain(words)
  })

  test.each(['docs/stack.md', 'docs/runbooks/CeleryMetricsMissing.md', 'docs/runbooks/NoCeleryWorkers.md'])(
    'and %s has no containers share their processes',
    (path) => {
      expect(read(path)).not.toContain('pid: service')
    },
  )
})

describe('runbook', () => {
  const runbooks = catalog.alerts.map(({ name }) => [name, read(`docs/runbooks/${name}.md`)] as const)

  test.each(runbooks)('of %s asks as a superuser wherever the API wants one', (_, text) => {
    const asked = text.match(/`curl [^`]*\/api\/v1\/celery\/[^`]*`/g) ?? []
    for (const command of asked.filter((one) => !one.includes('/celery/health')))
      expect(command).toMatch(/-H "Authorization: Bearer \$TOKEN" .*'http[^']+'`$/)
  })

  test.each(runbooks)('of %s never ends a worker by a lower scale', (_, text) => {
    expect(text).not.toContain('--scale celery-worker=1')
  })
})
