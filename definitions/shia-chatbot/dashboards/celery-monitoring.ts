/** Celery: what is submitted and how it ends, how long it takes, what waits, and who works. */
import {
  block,
  dashboard,
  dashboardRange,
  fixed,
  increase,
  max,
  panel,
  query,
  rate,
  rateInterval,
  ratio,
  row,
  sum,
} from 'plimsoll'
import { flower } from '../../exporters/flower.ts'
import { activeWorkers, completed, failed, retried, submitted, taskDuration } from '../metrics/index.ts'
import { queueBacklog, taskDurationMean, taskFailures, workers } from '../recording.ts'
import { help } from './help.ts'

const now = [
  panel.stat('Workers', { description: 'Celery workers that are active.', show: sum(workers), decimals: 0, width: 6 }),
  panel.stat('Waiting', {
    description: 'Tasks that wait, over all queues.',
    show: sum(queueBacklog),
    decimals: 0,
    width: 6,
  }),
  panel.stat('Submitted', {
    description: 'Tasks that are submitted, per minute.',
    show: sum(rate(submitted, rateInterval)),
    per: 'minute',
    width: 6,
  }),
  panel.stat('Failed', {
    description: 'Tasks that failed in the time range.',
    show: sum(increase(failed, dashboardRange)),
    decimals: 0,
    sparkline: false,
    width: 6,
  }),
]

const throughput = [
  block.rates('Task submission rates by queue', submitted, { by: ['queue'], per: 'minute' }),
  panel.timeSeries('Task success/failure rates', {
    description: 'Tasks per minute that succeed, and that fail for good.',
    show: [
      query(sum(rate(completed, rateInterval)), { legend: 'succeeded', color: 'green' }),
      query(sum(rate(failed, rateInterval)), { legend: 'failed', color: 'red' }),
    ],
    per: 'minute',
  }),
  panel.timeSeries('Share of tasks that fail', {
    description: 'Share of the tasks of each kind that fail; HighTaskFailureRate fires above the line.',
    show: taskFailures,
  }),
  block.rates('Task retries', retried, { by: ['task_name'], per: 'minute' }),
]

const duration = [
  block.percentiles('Task duration percentiles', taskDuration),
  panel.timeSeries('Average task duration by priority', {
    description: 'Mean time that a task takes, by queue, which is its priority.',
    show: taskDurationMean,
  }),
  block.percentiles('p95 by task', taskDuration, { by: ['task_name'], quantiles: [0.95] }),
  block.distribution('Task durations', taskDuration),
]

const queues = [
  panel.timeSeries('Queue lengths and backlogs', {
    description:
      'Tasks that wait in each queue; QueueBacklog fires above the line. A queue that only grows has too few workers.',
    show: queueBacklog,
  }),
  panel.timeSeries('Priority distribution', {
    description: 'Share of the tasks that are submitted to each queue, which is their priority.',
    show: ratio(sum(rate(submitted, rateInterval), { by: ['queue'] }), sum(rate(submitted, rateInterval)), {
      on: [],
      groupLeft: [],
    }),
    stacked: true,
    max: 1,
  }),
]

const working = [
  panel.timeSeries('Active workers', {
    description: 'Celery workers that are active; NoActiveWorkers fires when there is none.',
    show: workers,
    min: 0,
  }),
  panel.timeSeries('Active workers by host', {
    description: 'Celery workers that are active on each host.',
    show: max(activeWorkers, { by: ['hostname', 'environment'] }),
  }),
]

/** Flower sees the same workers by their events, and knows no environment. */
const byFlower = [
  panel.stateTimeline('Workers online', {
    description: 'Whether Flower hears of each worker. One that was killed stays until Flower forgets it.',
    show: query(max(flower.workerOnline, { by: ['worker'] }), { legend: ({ labels }) => `${labels.worker}` }),
    values: { 0: { text: 'offline', color: 'red' }, 1: { text: 'online', color: 'green' } },
    width: 8,
  }),
  panel.timeSeries('Tasks in execution', {
    description: 'Tasks that each worker executes now.',
    show: max(flower.workerNumberOfCurrentlyExecutingTasks, { by: ['worker'] }),
    width: 8,
  }),
  block.rates('Task events', flower.events, { by: ['type'], per: 'minute', width: 8 }),
]

export const celeryMonitoring = dashboard('celery-monitoring', {
  title: 'Celery Task Queue Monitoring',
  description: 'Health and performance of the queue system: tasks, queues and workers, by environment.',
  tags: ['devops'],
  variables: [fixed('environment')],
  rows: [
    row('Now', now),
    row('Tasks', throughput),
    row('Queues', queues),
    row('Duration', duration),
    row('Workers', working),
    row('Workers as Flower sees them', byFlower),
    help,
  ],
})
