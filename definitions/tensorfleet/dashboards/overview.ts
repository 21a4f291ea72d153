/** TensorFleet Overview: the document's two panels, the data of its live dashboard, and its custom metrics. */
import { block, dashboard, max, panel, query, row } from 'plimsoll'
import { workersActive } from '../measures.ts'
import {
  activeJobs,
  busyWorkers,
  idleWorkers,
  modelsTrainedToday,
  platformRevenue,
  userActivity,
} from '../metrics/index.ts'
import {
  cpuAverage,
  errorRatio,
  health,
  jobsToday,
  jobTime,
  memoryAverage,
  partHealth,
  submittedPerHour,
  successRatio,
  wordOfMonitoring,
} from '../recording/index.ts'
import { refresh } from './refresh.ts'
import { healthWords } from './words.ts'

const summary = [
  panel.stat('Active Jobs', { description: 'Jobs that are active now.', show: max(activeJobs), decimals: 0 }),
  panel.stat('Jobs today', {
    description: 'Jobs submitted in the last 24 hours; a counter does not know of midnight.',
    show: jobsToday,
    decimals: 0,
  }),
  panel.stat('Success rate', {
    description: 'Share of the jobs which ended in the last 24 hours that succeeded.',
    show: successRatio,
  }),
  panel.stat('Average job time', {
    description: 'Average time of the jobs that ended in the last 24 hours.',
    show: jobTime,
  }),
  panel.stat('Active workers', {
    description: 'Workers that are there, busy or idle; WorkerFailure fires below two.',
    show: workersActive,
    decimals: 0,
  }),
  panel.stat('Platform status', {
    description: 'Healthy if all parts are, by what Prometheus sees and by the word of the monitoring service.',
    show: health,
    values: healthWords,
    sparkline: false,
  }),
]

const workersAndHealth = [
  panel.timeSeries('Worker Status', {
    description: 'Workers that are there, and which of them are busy and idle; WorkerFailure fires below the line.',
    show: [
      query(workersActive, { legend: 'active' }),
      query(max(busyWorkers), { legend: 'busy' }),
      query(max(idleWorkers), { legend: 'idle' }),
    ],
    width: 12,
  }),
  panel.stateTimeline('System health', {
    description:
      'Whether each part of the system is healthy; the last line is what the monitoring service says of the whole, degraded while it is down.',
    show: [
      query(partHealth, { legend: ({ labels }) => `${labels.service}` }),
      query(wordOfMonitoring, { legend: 'monitoring service' }),
    ],
    values: healthWords,
    width: 12,
  }),
]

const charts = [
  panel.timeSeries('Jobs over time', {
    description: 'Jobs submitted in the hour before.',
    show: query(submittedPerHour, { legend: 'jobs' }),
    draw: 'area',
    width: 8,
  }),
  panel.timeSeries('Resource usage', {
    description: 'CPU and memory of the workers on average; the lines are those of CpuUsageHigh and MemoryUsageHigh.',
    show: [query(cpuAverage, { legend: 'cpu' }), query(memoryAverage, { legend: 'memory' })],
    width: 8,
  }),
  panel.timeSeries('Error rate', {
    description:
      'Share of the requests that each service fails; HighErrorRate fires above the line. What users see is that of the gateway.',
    show: errorRatio,
    width: 8,
  }),
]

const business = [
  panel.stat('Models trained today', {
    description: 'Models trained today, as the platform counts them.',
    show: max(modelsTrainedToday),
    decimals: 0,
    width: 6,
  }),
  block.rates('User activity', userActivity, { by: ['action'], per: 'hour', width: 10 }),
  panel.stat('Platform revenue', {
    description: 'Revenue by period. Periods lie within each other, so that their sum means nothing.',
    show: max(platformRevenue, { by: ['period'] }),
    width: 8,
  }),
]

export const overview = dashboard('overview', {
  title: 'TensorFleet Overview',
  description: 'Whether the platform is well: jobs, workers, health, errors, and what it is used for.',
  // an overview shows all of it, from recorded series
  variables: [],
  refresh,
  rows: [
    row('Summary', summary),
    row('Workers and health', workersAndHealth),
    row('Charts', charts),
    row('Custom metrics', business),
  ],
})
