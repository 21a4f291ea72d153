/** Services: health, requests, storage and processes of the platform, and the monitoring service itself. */
import { anyOf, block, dashboard, max, panel, query, rate, rateInterval, row, select, sub, sum, time } from 'plimsoll'
import { probePanels } from '../../common/probes.ts'
import { jobsUp } from '../../common/scrapes.ts'
import { processMetrics } from '../../exporters/process.ts'
import { scrape } from '../../exporters/scrape.ts'
import { sinceUpdate, storageUsed } from '../measures.ts'
import { metricsCollected, queueSize, responseTime, serviceHealth, storageSize } from '../metrics/index.ts'
import { requestRate, storageRate } from '../recording/index.ts'
import { refresh } from './refresh.ts'
import { healthWords } from './words.ts'

const ofPlatform = anyOf<string>('tensorfleet-monitoring', 'tensorfleet-workers', 'api-gateway', 'orchestrator')

const health = [
  jobsUp('Services', {
    of: select(scrape.up, { job: ofPlatform }),
    description: 'Whether each service of the platform could be scraped.',
    width: 12,
  }),
  panel.stateTimeline('By the monitoring service', {
    description:
      'What the monitoring service says of each part; PartUnhealthy fires where Prometheus sees nothing of it.',
    show: query(serviceHealth, { legend: ({ labels }) => `${labels.service}` }),
    values: healthWords,
    width: 12,
  }),
  ...probePanels,
]

const requests = [
  panel.timeSeries('Requests per second', {
    description: 'Requests per second, by service; one of a user counts at each service that it passes through.',
    show: requestRate,
    stacked: true,
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

const monitoringService = [
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
    row('Health', health),
    row('API', requests),
    row('Storage and queue', storage),
    row('Processes', resources),
    row('Monitoring service', monitoringService),
  ],
})
