/** What the chatbot's document demanded and could not work, on the real promtool: the mended alerts fire, and are silent when they should be. */
import { alertCases, type Case } from '../../support/promtool-cases.ts'

type Series = Readonly<Record<string, string>>

const replica = (n: number, environment = 'prod'): string =>
  `environment="${environment}",job="fastapi-queue-system",instance="shia-chatbot-app-${n}:8000"`
const task = (what: string, n: number, values: string): Series => ({
  [`celery_tasks_${what}_total{task_name="answer",queue="high",${replica(n)}}`]: values,
})
const ofTask = { task_name: 'answer', queue: 'high', environment: 'prod' }
const onEach = (name: string, labels: string, values: string): Series =>
  Object.fromEntries([1, 2, 3].map((n) => [`${name}{${labels},${replica(n)}}`, values]))
const worker = (host: string, values: string, environment = 'prod'): Series => ({
  [`celery_active_workers{hostname="${host}",${replica(1, environment)}}`]: values,
})
const requests = (status: string, n: number, values: string, environment = 'prod'): Series => ({
  [`http_requests_total{method="GET",endpoint="/a",status_code="${status}",${replica(n, environment)}}`]: values,
})
const scrapes = (values: string): Series => ({
  [`http_requests_total{method="GET",endpoint="/metrics",status_code="200",${replica(1)}}`]: values,
})
const at = (n: number) => ({ job: 'fastapi-queue-system', instance: `shia-chatbot-app-${n}:8000` })
const scraped = (values: string, ...replicas: readonly number[]): Series =>
  Object.fromEntries(replicas.map((n) => [`up{job="${at(n).job}",instance="${at(n).instance}"}`, values]))
const probe = (values: string): Series => ({
  'probe_success{job="nginx-frontend",instance="http://nginx:80/metrics"}': values,
})
const inMemory = (values: string): Series => ({
  'prometheus_tsdb_head_series{job="prometheus",instance="prometheus:9090"}': values,
})
const latency = (endpoint: string, n: number, upToTwo: string, all: string): Series => ({
  [`http_request_duration_seconds_bucket{le="2.0",method="GET",endpoint="${endpoint}",${replica(n)}}`]: upToTwo,
  [`http_request_duration_seconds_bucket{le="5.0",method="GET",endpoint="${endpoint}",${replica(n)}}`]: all,
  [`http_request_duration_seconds_bucket{le="+Inf",method="GET",endpoint="${endpoint}",${replica(n)}}`]: all,
})
const model = (name: string, n: number, values: string, environment = 'prod'): Series => ({
  [`${name}{provider="openai",model="m",${replica(n, environment)}}`]: values,
})

const celery: readonly Omit<Case, 'file'>[] = [
  {
    story: 'all workers have stopped',
    alert: 'NoActiveWorkers',
    series: { ...worker('a', '1x10 0x30'), ...worker('b', '0x40') },
    fires: [{ environment: 'prod' }],
  },
  {
    story: 'no replica reports any worker, where the sum of the document is nothing',
    alert: 'NoActiveWorkers',
    series: requests('200', 1, '0+10x40'),
    fires: [{ environment: 'prod' }],
  },
  {
    story: 'all replicas are down, and nothing is known of the workers',
    alert: 'NoActiveWorkers',
    series: { ...worker('a', '1x10 stale'), ...requests('200', 1, '0+10x10 stale'), ...scraped('1x10 0x30', 1, 2, 3) },
    fires: [],
  },
  {
    story: 'workers of production are no longer reported, and those of developers are',
    alert: 'NoActiveWorkers',
    series: {
      ...worker('a', '1x10 stale'),
      ...requests('200', 1, '0+10x40'),
      ...worker('d', '1x40', 'dev'),
      ...requests('200', 2, '0+10x40', 'dev'),
    },
    fires: [{ environment: 'prod' }],
  },
  {
    story: 'one worker is left',
    alert: 'NoActiveWorkers',
    series: { ...worker('a', '1x40'), ...worker('b', '0x40') },
    fires: [],
  },
  {
    story: 'the workers of production have stopped, and those of developers go on',
    alert: 'NoActiveWorkers',
    series: { ...worker('a', '0x40'), ...worker('d', '1x40', 'dev') },
    fires: [{ environment: 'prod' }],
  },
  {
    story: 'tasks that two replicas submit fail in a third, so that no series of the document’s two sides meet',
    alert: 'HighTaskFailureRate',
    series: { ...task('submitted', 1, '0+50x40'), ...task('submitted', 2, '0+50x40'), ...task('failed', 3, '0+20x40') },
    fires: [ofTask],
  },
  {
    story: 'one task in twenty fails',
    alert: 'HighTaskFailureRate',
    series: { ...task('submitted', 1, '0+100x40'), ...task('failed', 3, '0+5x40') },
    fires: [],
  },
  {
    story: 'a backlog is worked off after the last submission, and one task in a hundred fails',
    alert: 'HighTaskFailureRate',
    series: {
      ...task('submitted', 1, '0+300x10 3000x30'),
      ...task('completed', 2, '0+99x40'),
      ...task('failed', 2, '0+1x40'),
    },
    fires: [],
  },
  {
    story: 'a backlog is worked off after the last submission, and half of it fails',
    alert: 'HighTaskFailureRate',
    series: {
      ...task('submitted', 1, '0+300x10 3000x30'),
      ...task('completed', 2, '0+50x40'),
      ...task('failed', 2, '0+50x40'),
    },
    fires: [ofTask],
  },
  {
    story: 'tasks that nobody counts as submitted all fail',
    alert: 'HighTaskFailureRate',
    series: task('failed', 2, '0+10x40'),
    fires: [ofTask],
  },
  {
    story: 'three replicas report the same queue',
    alert: 'QueueBacklog',
    series: onEach('celery_queue_length', 'queue="high"', '120x40'),
    fires: [{ queue: 'high', environment: 'prod' }],
  },
  {
    story: 'three replicas report the same forty tasks, which are not a hundred and twenty',
    alert: 'QueueBacklog',
    series: onEach('celery_queue_length', 'queue="high"', '40x40'),
    fires: [],
  },
]

const fastapi: readonly Omit<Case, 'file'>[] = [
  {
    story: 'one request in ten fails in one environment',
    alert: 'HighErrorRate',
    series: {
      ...requests('200', 1, '0+90x40'),
      ...requests('500', 2, '0+10x40'),
      ...requests('200', 3, '0+900x40', 'dev'),
    },
    fires: [{ environment: 'prod' }],
  },
  {
    story: 'one request in ten fails, which many scrapes thin out',
    alert: 'HighErrorRate',
    series: { ...requests('200', 1, '0+9x40'), ...requests('500', 1, '0+1x40'), ...scrapes('0+16x40') },
    fires: [{ environment: 'prod' }],
  },
  {
    story: 'one request in ten takes longer than two seconds, over all replicas',
    alert: 'HighResponseTime',
    series: { ...latency('/a', 1, '0+45x40', '0+50x40'), ...latency('/a', 2, '0+45x40', '0+50x40') },
    fires: [{ environment: 'prod' }],
  },
  {
    story: 'one request in ten takes longer than two seconds, which many scrapes thin out',
    alert: 'HighResponseTime',
    series: { ...latency('/a', 1, '0+9x40', '0+10x40'), ...latency('/metrics', 1, '0+90x40', '0+90x40') },
    fires: [{ environment: 'prod' }],
  },
  {
    story: 'a slow endpoint that is hardly asked, where the document has an alert for each of its series',
    alert: 'HighResponseTime',
    series: { ...latency('/a', 1, '0+1000x40', '0+1000x40'), ...latency('/b', 2, '0+0x40', '0+1x40') },
    fires: [],
  },
]

const cost: readonly Omit<Case, 'file'>[] = [
  {
    story: 'production spends a dollar a minute, over three replicas',
    alert: 'HighLLMCost',
    series: Object.assign({}, ...[1, 2, 3].map((n) => model('llm_cost_usd_total', n, '0+0.34x120'))),
    at: '1h30m30s',
    fires: [{ environment: 'prod' }],
  },
  {
    story: 'developers spend a dollar a minute',
    alert: 'HighLLMCost',
    series: model('llm_cost_usd_total', 1, '0+1x120', 'dev'),
    at: '1h30m30s',
    fires: [],
  },
  {
    story: 'the cache has never answered, so that the document’s quotient is nothing',
    alert: 'LowCacheHitRate',
    series: model('llm_requests_total', 1, '0+10x240'),
    at: '3h30m30s',
    fires: [{ environment: 'prod' }],
  },
  {
    story: 'the cache answers a tenth, for an hour and a half',
    alert: 'LowCacheHitRate',
    series: { ...model('llm_requests_total', 1, '0+10x240'), ...model('llm_cache_hits_total', 1, '0+1x240') },
    at: '1h30m30s',
    fires: [],
  },
  {
    story: 'the cache answers half',
    alert: 'LowCacheHitRate',
    series: { ...model('llm_requests_total', 1, '0+10x240'), ...model('llm_cache_hits_total', 2, '0+5x240') },
    at: '3h30m30s',
    fires: [],
  },
  {
    story: 'nothing is asked',
    alert: 'LowCacheHitRate',
    series: { ...model('llm_requests_total', 1, '10x240'), ...model('llm_cache_hits_total', 2, '5x240') },
    at: '3h30m30s',
    fires: [],
  },
]

const blind: readonly Omit<Case, 'file'>[] = [
  {
    story: 'one replica is scraped and counts nothing',
    alert: 'MetricsMissing',
    series: { ...scraped('1x40', 1, 2, 3), ...requests('200', 1, '0+1x40'), ...requests('200', 2, '0+1x40') },
    fires: [at(3)],
  },
  {
    story: 'a replica is down, which ReplicaDown reports',
    alert: 'MetricsMissing',
    series: { ...scraped('1x40', 1), ...scraped('1x5 0x40', 2), ...requests('200', 1, '0+1x40') },
    fires: [],
  },
  {
    story: 'nobody but Prometheus asks anything, which is a request too',
    alert: 'MetricsMissing',
    series: { ...scraped('1x40', 1), ...scrapes('0+4x40') },
    fires: [],
  },
  {
    story: 'one of three',
    alert: 'ReplicaDown',
    series: { ...scraped('1x40', 1, 2), ...scraped('1x10 0x30', 3) },
    fires: [at(3)],
  },
  {
    story: 'one of three',
    alert: 'ApplicationDown',
    series: { ...scraped('1x40', 1, 2), ...scraped('1x10 0x30', 3) },
    fires: [],
  },
  {
    story: 'all three',
    alert: 'ApplicationDown',
    series: scraped('1x10 0x30', 1, 2, 3),
    fires: [{ job: at(1).job }],
  },
  {
    story: 'NGINX does not answer, and two replicas run',
    alert: 'EndpointDown',
    series: { ...scraped('1x40', 1, 2), ...scraped('0x40', 3), ...probe('1x10 0x30') },
    fires: [{ job: 'nginx-frontend', instance: 'http://nginx:80/metrics' }],
  },
  {
    story: 'all replicas are down, which ApplicationDown reports',
    alert: 'EndpointDown',
    series: { ...scraped('1x10 0x30', 1, 2, 3), ...probe('1x10 0x30') },
    fires: [],
  },
  {
    story: 'three times as many series as are defined',
    alert: 'PrometheusSeriesHigh',
    series: inMemory('120000x80'),
    at: '1h0m30s',
    fires: [{}],
  },
  {
    story: 'as many series as are defined',
    alert: 'PrometheusSeriesHigh',
    series: inMemory('35000x80'),
    at: '1h0m30s',
    fires: [],
  },
]

const inFile = (file: string, cases: readonly Omit<Case, 'file'>[]): Case[] => cases.map((one) => ({ ...one, file }))

alertCases('shia-chatbot', [
  ...inFile('celery_critical', celery),
  ...inFile('fastapi_critical', fastapi),
  ...inFile('llm_cost', cost),
  ...inFile('blind-spots', blind),
])
