/** The chatbot's document, item by item, against what is generated. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { root } from '../../support/tsc.ts'

const read = (path: string): string => readFileSync(join(root, 'out/shia-chatbot', path), 'utf8')
const yaml = <T>(path: string): T => parse(read(path)) as T

interface Catalog {
  readonly metrics: readonly {
    readonly name: string
    readonly type: string
    readonly unit: string
    readonly jobs: readonly string[]
    readonly help: string
    readonly buckets?: readonly number[]
    readonly labels: readonly { readonly name: string; readonly values?: readonly string[] }[]
  }[]
  readonly targets: readonly {
    readonly job: string
    readonly addresses: readonly string[]
    readonly path: string
    readonly interval: string
    readonly timeout: string
    readonly labels: Readonly<Record<string, string>>
  }[]
  readonly dashboards: readonly {
    readonly name: string
    readonly title: string
    readonly panels: readonly { readonly title: string; readonly type: string }[]
  }[]
}
const catalog = JSON.parse(read('catalog.json')) as Catalog
const words = (text: string): readonly string[] => text.split(' ').filter((word) => word !== '')
const sorted = (all: readonly string[]): string[] => [...all].sort()

describe('metrics', () => {
  const listed = [
    ['http_requests_total', 'counter', 'count', 'method endpoint status_code'],
    ['http_request_duration_seconds', 'histogram', 'seconds', 'method endpoint'],
    ['http_requests_in_progress', 'gauge', 'count', 'method endpoint'],
    ['celery_tasks_submitted_total', 'counter', 'count', 'task_name queue'],
    ['celery_tasks_completed_total', 'counter', 'count', 'task_name queue'],
    ['celery_tasks_failed_total', 'counter', 'count', 'task_name queue'],
    ['celery_tasks_retried_total', 'counter', 'count', 'task_name queue'],
    ['celery_task_duration_seconds', 'histogram', 'seconds', 'task_name queue'],
    ['celery_queue_length', 'gauge', 'count', 'queue'],
    ['celery_active_workers', 'gauge', 'count', 'hostname'],
    ['llm_requests_total', 'counter', 'count', 'provider model'],
    ['llm_tokens_used_total', 'counter', 'count', 'provider model type'],
    ['llm_request_duration_seconds', 'histogram', 'seconds', 'provider model'],
    ['llm_cost_usd_total', 'counter', 'usd', 'provider model'],
    ['llm_cache_hits_total', 'counter', 'count', 'provider model'],
    ['db_connections_active', 'gauge', 'count', 'pool'],
    ['db_connections_idle', 'gauge', 'count', 'pool'],
    ['db_query_duration_seconds', 'histogram', 'seconds', 'operation table'],
    ['users_active', 'gauge', 'count', 'plan'],
    ['conversations_active', 'gauge', 'count', ''],
    ['messages_sent_total', 'counter', 'count', 'user_plan'],
    ['images_generated_total', 'counter', 'count', 'model'],
    ['audio_transcribed_minutes_total', 'counter', 'minutes', 'provider language'],
    ['storage_operations_total', 'counter', 'count', 'operation bucket'],
    ['storage_bytes_transferred_total', 'counter', 'bytes', 'operation bucket'],
    // without the user_id that the document forbids elsewhere
    ['storage_quota_used_bytes', 'gauge', 'bytes', 'plan'],
    ['rate_limit_exceeded_total', 'counter', 'count', 'endpoint plan'],
    ['errors_total', 'counter', 'count', 'error_type component'],
  ] as const

  test.each(listed)('%s: a %s of %s by "%s", and by environment', (name, type, unit, labels) => {
    const metric = catalog.metrics.find((one) => one.name === name)
    expect(metric).toMatchObject({ type, unit, jobs: ['fastapi-queue-system'] })
    expect(sorted(metric?.labels.map((label) => label.name) ?? [])).toEqual(sorted([...words(labels), 'environment']))
  })

  test('are all that the application exposes', () => {
    const exposed = catalog.metrics.filter(({ jobs }) => jobs.join() === 'fastapi-queue-system')
    expect(sorted(exposed.map(({ name }) => name))).toEqual(sorted(listed.map(([name]) => name)))
  })

  test.each([
    ['environment', 'celery_queue_length', 'dev stage prod'],
    ['queue', 'celery_queue_length', 'high medium low'],
    ['provider', 'llm_cost_usd_total', 'anthropic openai google'],
    ['type', 'llm_tokens_used_total', 'prompt completion cached'],
  ])('have the values of %s that the document lists', (label, name, values) => {
    const labels = catalog.metrics.find((one) => one.name === name)?.labels
    expect(labels?.find((one) => one.name === label)?.values).toEqual(words(values))
  })

  // the document names none; 2 s is a line of its alerts
  test.each([
    ['http_request_duration_seconds', '0.01 0.025 0.05 0.1 0.25 0.5 1 2 5 10 30'],
    ['celery_task_duration_seconds', '0.1 0.5 1 2.5 5 10 30 60 120 300 600'],
    ['llm_request_duration_seconds', '0.25 0.5 1 2.5 5 10 20 30 60 120'],
    ['db_query_duration_seconds', '0.001 0.005 0.01 0.025 0.05 0.1 0.25 0.5 1 2.5 5'],
  ])('%s has the buckets %s', (name, buckets) => {
    expect(catalog.metrics.find((one) => one.name === name)?.buckets).toEqual(words(buckets).map(Number))
  })

  test('say nothing of how panels group them, which blocks append', () => {
    const grouping = catalog.metrics.filter(
      ({ jobs, help, type }) => jobs.join() === 'fastapi-queue-system' && type !== 'gauge' && / by /.test(help),
    )
    // by the price of their tokens
    expect(grouping.map(({ name }) => name)).toEqual(['llm_cost_usd_total'])
  })

  test('of storage have no user, and whoever exposes one is told', () => {
    expect(catalog.metrics.find(({ name }) => name === 'storage_quota_used_bytes')?.help).toContain('user_id')
    expect(read('docs/stack.md')).toMatch(/`storage_quota_used_bytes` is exposed by plan.*`user_id`.*thrown away/)
  })

  test('that are labelled by user, conversation or request are not stored', () => {
    const { scrape_configs } = yaml<{ scrape_configs: readonly Record<string, unknown>[] }>('prometheus/prometheus.yml')
    const dropped = ['user_id', 'conversation_id', 'request_id', 'timestamp', 'error_message']
    expect(scrape_configs.find(({ job_name }) => job_name === 'fastapi-queue-system')).toMatchObject({
      metric_relabel_configs: dropped.map((label) => ({ source_labels: [label], action: 'drop' })),
    })
  })
})

describe('targets', () => {
  test('each replica is scraped by itself, and NGINX by nobody', () => {
    const applications = catalog.targets.filter(({ labels }) => labels.service === 'fastapi')
    expect(applications).toMatchObject([
      {
        job: 'fastapi-queue-system',
        addresses: [1, 2, 3].map((n) => `shia-chatbot-app-${n}:8000`),
        path: '/metrics',
        interval: '15s',
        timeout: '10s',
        labels: { service: 'fastapi', deployment: 'queue-system' },
      },
    ])
  })

  test('Flower is scraped in its own network, as admin, with a password by file', () => {
    expect(read('prometheus/prometheus.yml')).toMatch(
      /username: admin\n +password_file: \/run\/secrets\/flower-password\n +static_configs:\n +- targets: \[flower:5555\]/,
    )
    expect(read('prometheus/prometheus.yml')).not.toContain('changeme')
  })

  test.each([
    ['fastapi-queue-system', 'MultiProcessValue'],
    ['fastapi-queue-system', 'Nobody empties that folder while a worker runs'],
    ['fastapi-queue-system', 'control.ping'],
    ['fastapi-queue-system', 'set to 0 at the start'],
    ['flower', 'changeme'],
    ['nginx-frontend', 'To the Internet'],
    ['alertmanager', 'placeholders'],
  ])('%s says what it needs: %s', (name, need) => {
    const rows = read('docs/stack.md')
      .split('\n')
      .filter((line) => line.startsWith(`| \`${name}\` |`))
    expect(rows.join('\n')).toContain(need)
  })

  test('keep samples for a month', () => {
    expect(read('docker-compose.yml')).toContain('--storage.tsdb.retention.time=31d')
  })

  test('run in the network of the queue system, at the ports of the document', () => {
    const { networks, services } = yaml<{
      networks: Readonly<Record<string, object>>
      services: Readonly<Record<string, { ports?: readonly string[] }>>
    }>('docker-compose.yml')
    expect(Object.values(networks)).toContainEqual(expect.objectContaining({ name: 'chatbot-network', external: true }))
    expect(services.prometheus?.ports).toEqual(['127.0.0.1:9090:9090'])
    expect(services.grafana?.ports).toEqual(['127.0.0.1:3000:3000'])
  })
})

interface RuleFile {
  readonly groups: readonly {
    readonly name: string
    readonly interval?: string
    readonly rules: readonly Readonly<Record<string, unknown>>[]
  }[]
}

describe('alerts', () => {
  const ratio = 'task_name_queue_environment:celery_tasks_failed:ratio_rate5m'
  test.each([
    ['celery_critical', '30s', 'NoActiveWorkers', 'environment:celery_active_workers:sum == 0', '2m', 'critical'],
    ['celery_critical', '30s', 'HighTaskFailureRate', `${ratio} > 0.1`, '5m', 'warning'],
    ['celery_critical', '30s', 'QueueBacklog', 'queue_environment:celery_queue_length:max > 100', '10m', 'warning'],
    [
      'fastapi_critical',
      '30s',
      'HighErrorRate',
      'environment:http_requests:error_ratio_rate5m > 0.05',
      '5m',
      'critical',
    ],
    ['fastapi_critical', '30s', 'HighResponseTime', ':http_request_duration_seconds:p95_rate5m > 2', '10m', 'warning'],
    ['llm_cost', '1h', 'HighLLMCost', '{environment="prod"} > 50', undefined, 'warning'],
    ['llm_cost', '1h', 'LowCacheHitRate', ':llm_cache_hits:hit_ratio_rate1h < 0.3', '2h', 'info'],
  ])('%s, every %s: %s, %s, for %s, %s', (name, interval, alert, expr, pending, severity) => {
    const [group] = yaml<RuleFile>(`prometheus/rules/${name}.yml`).groups
    expect(group).toMatchObject({ name, interval })
    const rule = group?.rules.find((one) => one.alert === alert)
    expect(rule).toMatchObject({ expr: expect.stringContaining(expr), labels: { severity } })
    expect(rule?.for).toBe(pending)
  })

  // the document's texts; each names the environment too, where there is one
  const [environment, value] = ['{{ $labels.environment }}', '{{ $value | humanizePercentage }}']
  test.each([
    [
      'celery_critical',
      'NoActiveWorkers',
      'No active Celery workers.',
      `All Celery workers in ${environment} are down. Queue processing stopped.`,
    ],
    [
      'celery_critical',
      'HighTaskFailureRate',
      'High Celery task failure rate.',
      `Task {{ $labels.task_name }} in the queue {{ $labels.queue }} has a failure rate of ${value}, above 10%.`,
    ],
    [
      'celery_critical',
      'QueueBacklog',
      'Celery queue backlog.',
      'Queue {{ $labels.queue }} has {{ $value | humanize }} pending tasks.',
    ],
    [
      'fastapi_critical',
      'HighErrorRate',
      'High HTTP error rate.',
      `HTTP 5xx error rate in ${environment} is ${value}.`,
    ],
    [
      'fastapi_critical',
      'HighResponseTime',
      'High API response time.',
      `P95 response time in ${environment} is {{ $value | humanizeDuration }}.`,
    ],
    [
      'llm_cost',
      'HighLLMCost',
      'High LLM cost.',
      `LLM cost in ${environment} exceeded $50/hour: \${{ $value | printf "%.2f" }}.`,
    ],
    [
      'llm_cost',
      'LowCacheHitRate',
      'Low LLM cache hit rate.',
      `Cache hit rate of language models in ${environment} is ${value}.`,
    ],
  ])('%s: %s says: %s %s', (name, alert, summary, description) => {
    const [group] = yaml<RuleFile>(`prometheus/rules/${name}.yml`).groups
    expect(group?.rules.find((one) => one.alert === alert)?.annotations).toMatchObject({ summary, description })
  })

  test('LowCacheHitRate is for those who can mend the cache, and HighLLMCost for those who pay', () => {
    const rules = yaml<RuleFile>('prometheus/rules/llm_cost.yml').groups.flatMap((group) => group.rules)
    expect(rules.map(({ alert, labels }) => [alert, (labels as { team: string }).team])).toEqual([
      ['HighLLMCost', 'finance'],
      ['LowCacheHitRate', 'devops'],
    ])
  })
})

describe('panels', () => {
  const [celery, application, costs] = ['celery-monitoring', 'application-performance', 'llm-costs']
  test.each([
    [celery, 'Task submission rates by queue', 'timeSeries'],
    [celery, 'Task success/failure rates', 'timeSeries'],
    [celery, 'Task duration percentiles', 'timeSeries'],
    [celery, 'Queue lengths and backlogs', 'timeSeries'],
    [celery, 'Active workers', 'timeSeries'],
    [celery, 'Task retries', 'timeSeries'],
    [celery, 'Priority distribution', 'timeSeries'],
    [celery, 'Average task duration by priority', 'timeSeries'],
    [application, 'HTTP request rates', 'timeSeries'],
    [application, 'Response times', 'timeSeries'],
    [application, 'Error rates (4xx/5xx)', 'timeSeries'],
    [application, 'LLM token usage', 'timeSeries'],
    [application, 'LLM costs', 'timeSeries'],
    [application, 'LLM cache hit rates', 'timeSeries'],
    [application, 'Database connection pools', 'timeSeries'],
    [application, 'Database query performance', 'timeSeries'],
    [application, 'Active users by plan', 'timeSeries'],
    [application, 'Messages sent', 'timeSeries'],
    [application, 'Images generated', 'timeSeries'],
    [application, 'Storage usage', 'timeSeries'],
    [application, 'Rate limiting events', 'timeSeries'],
    [application, 'Top errors', 'table'],
    [application, 'LLM response times', 'timeSeries'],
    [application, 'What measuring costs', 'text'],
    [costs, 'Daily cost', 'stat'],
    [costs, 'Cost per user', 'stat'],
    [costs, 'Cost per active user', 'stat'],
    [costs, 'Cache savings', 'stat'],
    [costs, 'Top 5 models', 'barGauge'],
  ] as const)('%s: %s, a %s', (name, title, type) => {
    const panels = catalog.dashboards.find((one) => one.name === name)?.panels
    expect(panels).toContainEqual(expect.objectContaining({ title, type }))
  })

  test.each([
    [celery, 'Celery Task Queue Monitoring', '30s'],
    [application, 'Application Performance & Business Metrics', '30s'],
    [costs, 'LLM Costs', '5m'],
  ])('%s offers the three environments, and all of them', (name, title, refresh) => {
    const board = JSON.parse(read(`grafana/dashboards/${name}.json`))
    expect(board).toMatchObject({ title, refresh })
    expect(board.templating.list).toContainEqual(
      expect.objectContaining({ name: 'environment', query: 'dev,stage,prod', includeAll: true }),
    )
  })
})

test('the cost of production is shown once, where its alert leads', () => {
  const rules = yaml<RuleFile>('prometheus/rules/llm_cost.yml').groups.flatMap((group) => group.rules)
  expect(rules.find(({ alert }) => alert === 'HighLLMCost')?.annotations).toMatchObject({
    dashboard_url: expect.stringContaining('/d/shia-chatbot-llm-costs?'),
  })
})

test('scrapes are in no panel of requests', () => {
  const board = read('grafana/dashboards/application-performance.json')
  const asked = [...board.matchAll(/(?:rate\(|\\n +)http_request\w+\{[^}]*\}/g)]
  // the rates, their three percentiles, the share of 4xx, and what is in progress
  expect(asked.length).toBeGreaterThan(7)
  for (const [selector] of asked) expect(selector).toContain('endpoint!=')
})

test.each([
  // cost per user, cost per active user, daily cost, most expensive models, cache savings, average duration by priority
  ['environment:llm_cost_usd_per_users_active:increase1d', '> 0'],
  ['environment:llm_cost_usd_per_users_active:increase1d_avg1d', 'avg_over_time('],
  ['environment:llm_cost_usd:increase1d', 'increase(llm_cost_usd_total[1d])'],
  ['model_environment:llm_cost_usd:increase1d', 'by (model, environment)'],
  ['environment:llm_cache_hits:saved_increase1d', '* 0.01'],
  ['queue_environment:celery_task_duration_seconds:mean_rate5m', '/ sum by (queue, environment)'],
])('the guide’s query %s is recorded', (record, part) => {
  const rules = yaml<RuleFile>('prometheus/rules/recording.yml').groups.flatMap((group) => group.rules)
  expect(rules).toContainEqual(expect.objectContaining({ record, expr: expect.stringContaining(part) }))
})
