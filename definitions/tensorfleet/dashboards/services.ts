/** Services: health, requests, storage and processes of the platform, and the monitoring service itself. */
import {
  anyOf,
  block,
  dashboard,
  max,
  min,
  panel,
  query,
  rate,
  rateInterval,
  row,
  select,
  sub,
  sum,
  time,
} from 'plimsoll'
import { probePanels } from '../../common/probes.ts'
import { processMetrics } from '../../exporters/process.ts'
import { scrape } from '../../exporters/scrape.ts'
import { sinceUpdate, storageUsed } from '../measures.ts'
import { metricsCollected, queueSize, responseTime, serviceHealth, storageSize } from '../metrics/index.ts'
import { errorRatio, health, partHealth, requestRate, serviceErrorRatio, storageRate } from '../recording/index.ts'
import { refresh } from './refresh.ts'
import { healthWords, upWords } from './words.ts'

const ofPlatform = anyOf<string>('tensorfleet-monitoring', 'tensorfleet-workers', 'api-gateway', 'orchestrator')

const healthy = [
  panel.stat('Platform status', {
    description: 'Healthy if all of its parts are.',
    show: health,
    values: healthWords,
    sparkline: false,
    width: 4,
    height: 8,
  }),
  panel.stateTimeline('Parts', {
    description: 'Whether each part is healthy, by what Prometheus sees and by the word of the monitoring service.',
    show: query(partHealth, { legend: ({ labels }) => `${labels.service}` }),
    values: healthWords,
    width: 10,
  }),
  panel.stateTimeline('By the monitoring service', {
    description: 'What the monitoring service says of each part; StorageUnhealthy fires where it is the storage.',
    show: query(serviceHealth, { legend: ({ labels }) => `${labels.service}` }),
    values: healthWords,
    width: 10,
  }),
]

const reached = [
  panel.stateTimeline('Services', {
    description: 'Whether each service of the platform could be scraped.',
    show: query(min(select(scrape.up, { job: ofPlatform }), { by: ['job'] }), {
      legend: ({ labels }) => `${labels.job}`,
    }),
    values: upWords,
    width: 24,
  }),
  ...probePanels,
]

const requests = [
  panel.timeSeries('Requests per second', {
    description: 'Requests to the API per second, by service.',
    show: requestRate,
    stacked: true,
  }),
  panel.timeSeries('Error rate', {
    description: 'Share of the requests to the API that fail; HighErrorRate fires above the line.',
    show: query(errorRatio, { legend: 'errors', color: 'red' }),
  }),
  panel.timeSeries('Error rate by service', {
    description: 'Share of the requests that fail, by service.',
    show: serviceErrorRatio,
  }),
  panel.timeSeries('Response time', {
    description: 'Time in which each service answered last. The slowest is the bottleneck.',
    show: max(responseTime, { by: ['service'] }),
  }),
]

const storage = [
  panel.timeSeries('Storage usage', {
    description: 'Share of the storage that is used; StorageFull fires above the line.',
    show: query(storageUsed, { legend: 'used' }),
  }),
  panel.timeSeries('Storage size', {
    description: 'Size of what is stored.',
    show: query(max(storageSize), { legend: 'stored' }),
  }),
  panel.timeSeries('Storage operations', {
    description: 'Operations on the storage per second.',
    show: query(storageRate, { legend: 'operations' }),
  }),
  panel.timeSeries('Queue of the orchestrator', {
    description: 'Jobs that wait at the orchestrator.',
    show: query(max(queueSize), { legend: 'jobs' }),
    draw: 'area',
  }),
]

const processes = { job: anyOf<string>('tensorfleet-monitoring', 'api-gateway', 'orchestrator') }
const byJob = { by: ['job'] } as const

const resources = [
  panel.timeSeries('CPU of the services', {
    description: 'CPUs that each service keeps busy; 100 % is one.',
    show: sum(rate(select(processMetrics.cpu, processes), rateInterval), byJob),
  }),
  panel.timeSeries('Memory of the services', {
    description: 'Memory that each service holds.',
    show: sum(select(processMetrics.residentMemory, processes), byJob),
  }),
]

const itself = [
  panel.stat('Uptime', {
    description: 'How long ago the monitoring service was started.',
    show: sub(time(), max(select(processMetrics.startTime, { job: 'tensorfleet-monitoring' }))),
    sparkline: false,
    width: 6,
  }),
  panel.stat('Last update', {
    description: 'How long ago the monitoring service collected metrics; MetricsNotUpdating fires above a minute.',
    show: sinceUpdate,
    width: 6,
  }),
  block.rates('Metrics collected', metricsCollected, { width: 12 }),
]

export const services = dashboard('services', {
  title: 'Services',
  description: 'Health, requests, storage and processes of the services, and whether the monitoring service collects.',
  variables: [],
  refresh,
  rows: [
    row('Health', healthy),
    row('Reached', reached),
    row('API', requests),
    row('Storage and queue', storage),
    row('Processes', resources),
    row('Monitoring service', itself),
  ],
})
