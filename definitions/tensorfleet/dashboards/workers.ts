/** Workers: each of them, and how the load is spread. */
import {
  block,
  dashboard,
  max,
  panel,
  query,
  rate,
  rateInterval,
  row,
  select,
  sub,
  sum,
  time,
  toBaseUnit,
} from 'plimsoll'
import {
  taskDuration,
  workerActive,
  workerCpu,
  workerLastActivity,
  workerMemory,
  workerStatus,
  workerTasks,
} from '../metrics/index.ts'
import { limits } from '../thresholds.ts'
import { refresh } from './refresh.ts'
import { activeWords, busyWords } from './words.ts'

const byWorker = { by: ['worker_id'] } as const
const cpu = toBaseUnit(max(workerCpu, byWorker))
const memory = toBaseUnit(max(workerMemory, byWorker))

const usage = [
  panel.timeSeries('CPU by worker', {
    description: 'CPU that each worker uses; from the line on, its load is high.',
    show: cpu,
    limits: [limits.cpuUsage],
    width: 12,
  }),
  panel.timeSeries('Memory by worker', {
    description: 'Memory that each worker uses, with the line of the dashboard.',
    show: memory,
    limits: [limits.memoryUsage],
    width: 12,
  }),
  block.top('Most CPU', 5, cpu, { description: 'The five workers that use the most CPU now.' }),
  block.top('Most memory', 5, memory, { description: 'The five workers that use the most memory now.' }),
]

const activity = [
  panel.stateTimeline('Active', {
    description: 'When each worker was there, busy or idle; one that is gone is left out of averages.',
    show: query(max(workerActive, byWorker), { legend: ({ labels }) => `${labels.worker_id}` }),
    values: activeWords,
    width: 8,
  }),
  panel.stateTimeline('Busy and idle', {
    description: 'When each worker executed a task.',
    show: query(max(select(workerStatus, { tensorfleet_worker_status: 'BUSY' }), byWorker), {
      legend: ({ labels }) => `${labels.worker_id}`,
    }),
    values: busyWords,
    width: 8,
  }),
  panel.barGauge('Last activity', {
    description: 'How long ago each worker was last active.',
    show: query(sub(time(), max(workerLastActivity, byWorker)), { legend: ({ labels }) => `${labels.worker_id}` }),
    width: 8,
  }),
]

const tasks = [
  block.rates('Tasks by worker', workerTasks, { by: ['worker_id'], per: 'minute' }),
  panel.barGauge('Tasks of the last five minutes', {
    description: 'Tasks per minute of each worker: whether the load is spread evenly.',
    show: sum(rate(workerTasks, rateInterval), byWorker),
    per: 'minute',
  }),
  block.percentiles('Task duration', taskDuration),
  block.distribution('Task durations', taskDuration),
]

export const workers = dashboard('workers', {
  title: 'Workers',
  description: 'CPU, memory, activity and tasks of each worker.',
  variables: ['worker_id'],
  refresh,
  rows: [row('Usage', usage), row('Activity', activity), row('Tasks', tasks)],
})
