/** Task performance profiling, which the document's roadmap wishes for: where the time of the workers goes. */
import {
  anyOf,
  block,
  dashboard,
  dashboardRange,
  increase,
  panel,
  query,
  rate,
  rateInterval,
  row,
  seconds,
  select,
  sub,
  sum,
  topk,
  upTo,
} from 'plimsoll'
import { activeTasks, taskDuration } from '../metrics/index.ts'
import { taskMean, taskP95 } from '../recording.ts'

const byTask = { by: ['task_name'] } as const

const duration = [
  panel.timeSeries('Average duration', {
    description: 'Average time that an attempt at a task takes, by task.',
    show: taskMean,
    width: 8,
  }),
  panel.timeSeries('p95 by task', {
    description: 'Time in which 95 % of the attempts at a task are over, by task.',
    show: taskP95,
    width: 8,
  }),
  block.percentiles('Duration percentiles', taskDuration, { width: 8 }),
  block.distribution('Durations', taskDuration),
  block.percentiles('p95 by outcome', taskDuration, { by: ['status'], quantiles: [0.95] }),
]

const load = [
  panel.timeSeries('Processes kept busy', {
    description: 'Processes that each task keeps busy on average: the time spent on it in a second.',
    show: sum(rate(taskDuration.sum, rateInterval), byTask),
    unit: 'none',
    decimals: 2,
    stacked: true,
    width: 8,
  }),
  panel.timeSeries('Running tasks', {
    description: 'Tasks that run now, by task.',
    show: sum(activeTasks, byTask),
    stacked: true,
    width: 8,
  }),
  panel.barGauge('Slowest tasks', {
    description: 'The ten tasks with the highest p95 now.',
    show: topk(10, taskP95),
    width: 8,
  }),
  panel.barGauge('Time spent by task', {
    description: 'Time that was spent on each task in the time range.',
    show: sum(increase(taskDuration.sum, dashboardRange), byTask),
  }),
  panel.barGauge('Time lost by task', {
    description: 'Time in the time range that was spent on attempts that failed, or are made again.',
    show: query(
      sum(increase(select(taskDuration.sum, { status: anyOf('failure', 'retry') }), dashboardRange), byTask),
      {
        legend: ({ labels }) => `${labels.task_name}`,
      },
    ),
  }),
]

/** `task_soft_time_limit`, at which a task is told to stop. */
const softLimit = seconds(3000)

const timeLimits = [
  panel.timeSeries('Tasks beyond the soft limit', {
    description:
      'Attempts that ended in the window and took longer than 50 minutes, after which a task is told to stop.',
    show: sub(
      sum(increase(taskDuration.count, rateInterval), byTask),
      sum(increase(upTo(taskDuration.bucket, softLimit), rateInterval), byTask),
    ),
    draw: 'bars',
  }),
]

export const taskProfiling = dashboard('task-profiling', {
  title: 'Task Performance Profiling',
  description:
    'How long tasks take, which of them take the time of the workers, and which of them outlast their limit.',
  variables: ['task_name'],
  rows: [row('Duration', duration), row('Load', load), row('Limits', timeLimits)],
})
