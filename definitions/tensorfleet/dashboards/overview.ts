/** TensorFleet Overview: the document's two panels, the data of its live dashboard, and its custom metrics. */
import { block, dashboard, max, min, panel, query, row, sum } from 'plimsoll'
import { storageUsed, workersActive } from '../measures.ts'
import {
  activeJobs,
  busyWorkers,
  idleWorkers,
  modelsTrainedToday,
  platformRevenue,
  systemHealth,
  userActivity,
} from '../metrics/index.ts'
import {
  errorRatio,
  health,
  jobsPerHour,
  jobsToday,
  jobTime,
  partHealth,
  requestRate,
  successRatio,
} from '../recording/index.ts'
import { resourceUsage } from './parts.ts'
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
  panel.stat('System', {
    description: 'Healthy if all of its parts are, by what Prometheus sees and by the word of the monitoring service.',
    show: health,
    values: healthWords,
    sparkline: false,
  }),
]

const state = [
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
      'Whether each part of the system is healthy; the last line is what the monitoring service says of the whole.',
    show: [
      query(partHealth, { legend: ({ labels }) => `${labels.service}` }),
      query(min(systemHealth), { legend: 'by its own word' }),
    ],
    values: healthWords,
    width: 12,
  }),
]

const charts = [
  panel.timeSeries('Jobs over time', {
    description: 'Jobs submitted in the hour before.',
    show: query(jobsPerHour, { legend: 'jobs' }),
    draw: 'area',
    width: 12,
  }),
  resourceUsage('Resource usage'),
  panel.timeSeries('Requests', {
    description: 'Requests to the API per second.',
    show: query(sum(requestRate), { legend: 'requests' }),
    width: 8,
  }),
  panel.timeSeries('Error rate', {
    description: 'Share of the requests to the API that fail; HighErrorRate fires above the line.',
    show: query(errorRatio, { legend: 'errors', color: 'red' }),
    width: 8,
  }),
  panel.gauge('Storage usage', {
    description: 'Share of the storage that is used; StorageFull fires above the line.',
    show: storageUsed,
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
  description: 'Whether the platform is well: jobs, workers, requests, storage, and what it is used for.',
  // an overview shows all of it, from recorded series
  variables: [],
  refresh,
  rows: [
    row('Summary', summary),
    row('Workers and health', state),
    row('Charts', charts),
    row('Custom metrics', business),
  ],
})
