/** Celery workers: how many extraction tasks there are, how long they take, and how they end. */
import { anyOf, block, dashboard, panel, query, rate, rateInterval, ratio, row, select, sum } from 'plimsoll'
import { jobsUp } from '../../common/scrapes.ts'
import { redisKeys } from '../../exporters/redis-optional.ts'
import { scrape } from '../../exporters/scrape.ts'
import { slowExtractions } from '../measures.ts'
import { extractionDuration, extractionRetries, extractionTasks } from '../metrics.ts'
import { extractionFailures, extractionRate, extractionSuccess } from '../recording.ts'

const throughput = [
  panel.timeSeries('Task throughput by type', {
    description: 'Extraction tasks that end, per minute, by file type.',
    show: extractionRate,
    per: 'minute',
    stacked: true,
  }),
  panel.timeSeries('Success rate', {
    description: 'Share of the extraction tasks that succeed.',
    show: query(extractionSuccess, { legend: 'success' }),
  }),
]

const duration = [
  block.percentiles('Task duration percentiles', extractionDuration),
  block.percentiles('p95 by type', extractionDuration, { by: ['task_type'], quantiles: [0.95] }),
  block.distribution('Task durations', extractionDuration),
  panel.timeSeries('Tasks over ten minutes', {
    description: 'Tasks that ended in the last 15 minutes and had taken longer than the last bucket, ten minutes.',
    show: slowExtractions,
    draw: 'bars',
  }),
]

const failures = [
  panel.timeSeries('Task failure rates', {
    description: 'Share of the tasks of each file type that fail; ExtractionFailuresHigh fires above the line.',
    show: extractionFailures,
  }),
  panel.timeSeries('Failed tasks', {
    description: 'Tasks that fail, per minute, by file type.',
    show: sum(rate(select(extractionTasks, { status: 'failure' }), rateInterval), { by: ['task_type'] }),
    per: 'minute',
    draw: 'bars',
    stacked: true,
  }),
]

const retries = [
  block.rates('Task retries', extractionRetries, { by: ['task_type'], per: 'minute' }),
  panel.timeSeries('Retries per task', {
    description: 'How often a task of each file type is tried again, on average.',
    show: ratio(
      sum(rate(extractionRetries, rateInterval), { by: ['task_type'] }),
      sum(rate(extractionTasks, rateInterval), { by: ['task_type'] }),
    ),
    unit: 'none',
    decimals: 2,
  }),
]

const queues = [
  panel.timeSeries('Worker queue depth', {
    description:
      'Tasks that wait in each queue of the broker. A queue that only grows has too few workers. A queue that does not exist is 0 too: their names are in definitions/pybase/targets.ts.',
    show: query(redisKeys.keySize, { legend: ({ labels }) => `${labels.key}` }),
    draw: 'area',
    width: 16,
  }),
  jobsUp('Workers', {
    of: select(scrape.up, { job: anyOf('extraction-worker', 'search-worker') }),
    description: 'Whether each worker could be scraped.',
    width: 8,
  }),
]

export const celeryWorkers = dashboard('celery-workers', {
  title: 'Celery Workers',
  description: 'Extraction tasks: throughput, duration, failures, retries, and what waits in the queues.',
  variables: ['task_type'],
  rows: [
    row('Throughput', throughput),
    row('Duration', duration),
    row('Failures', failures),
    row('Queues and workers', queues),
    row('Retries', retries),
  ],
})
