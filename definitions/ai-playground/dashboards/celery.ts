/** Celery: the five panels that the document gives as examples, and what lies behind them. */
import { block, dashboard, deriv, max, min, minutes, panel, query, rate, rateInterval, row, sum } from 'plimsoll'
import { activeWorkers, pastQueueLength, retries } from '../measures.ts'
import {
  activeTasks,
  brokerConnected,
  taskDuration,
  taskFailureRate,
  taskRetries,
  tasks,
  taskTimeouts,
  workerPoolBusy,
  workerPoolSize,
  workerPrefetch,
} from '../metrics/index.ts'
import {
  backlog,
  failures,
  queueLengths,
  slowTaskFailures,
  succeeded,
  success,
  taskFailures,
  taskRate,
  taskSuccess,
  timeoutRatio,
  workerUtilization,
} from '../recording.ts'
import { limits } from '../thresholds.ts'

const byTask = { by: ['task_name'] } as const
const byWorker = { by: ['worker_name'] } as const

const examples = [
  panel.timeSeries('Task execution rate', {
    description: 'Attempts at tasks per minute that are over, by task.',
    show: taskRate,
    per: 'minute',
    width: 16,
  }),
  panel.gauge('Active workers', {
    description: 'Workers that have processes. With none, NoCeleryWorkers fires.',
    show: activeWorkers,
    // an arc has an end; the number is right beyond it, too
    max: 10,
    width: 4,
  }),
  panel.stat('Failure rate', {
    description: 'Share of the tasks that ended in the last two hours and failed.',
    show: failures,
    limits: [limits.taskFailures],
    width: 4,
    height: 8,
  }),
  panel.timeSeries('Queue length', {
    description: 'Tasks that wait in each queue; QueueLengthHigh fires above the line.',
    show: queueLengths,
    draw: 'area',
  }),
  block.distribution('Task duration heatmap', taskDuration),
]

const outcomes = [
  panel.timeSeries('Task success rate', {
    description: 'Share of the tasks that ended which succeeded, by task. A retry is no end.',
    show: taskSuccess,
    width: 8,
  }),
  panel.timeSeries('Failure rate by task', {
    description:
      'Share of the tasks that ended in a quarter of an hour and failed, by task; TaskFailuresHigh fires above the line.',
    show: taskFailures,
    width: 8,
  }),
  panel.timeSeries('Failure rate by task, over two hours', {
    description:
      'Share of the tasks that ended in two hours and failed, by task, for those that take long; TaskFailuresHigh fires above the line here, too.',
    show: slowTaskFailures,
    width: 8,
  }),
  block.rates('Outcomes', tasks, { by: ['status'], per: 'minute', width: 8 }),
  panel.timeSeries('Failures per minute', {
    description:
      'What the workers say themselves: failures in the minute before the last one. It stays where it is while nothing fails.',
    show: sum(taskFailureRate, byTask),
    unit: 'cpm',
    width: 8,
  }),
  panel.timeSeries('Retries by reason', {
    description: 'Attempts per minute that are made again, by the class of the exception.',
    show: sum(rate(taskRetries, rateInterval), { by: ['reason'] }),
    per: 'minute',
    draw: 'bars',
    stacked: true,
    width: 8,
  }),
  panel.timeSeries('Retries by task', {
    description: 'Attempts per minute that are made again, by task.',
    show: sum(rate(taskRetries, rateInterval), byTask),
    per: 'minute',
    draw: 'bars',
    stacked: true,
    width: 8,
  }),
  panel.timeSeries('Retries of the last ten minutes', {
    description:
      'What TaskRetried goes by: retries of each task in the last ten minutes, the first of a reason included, by which its counter begins.',
    show: retries,
    width: 8,
  }),
  panel.timeSeries('Share of timeouts', {
    description:
      'Share of the tasks that ended within an hour and were stopped at a time limit; TaskTimeoutsHigh fires above the line.',
    show: timeoutRatio,
    width: 8,
  }),
  block.rates('Timeouts', taskTimeouts, { by: ['task_name'], per: 'hour', width: 8 }),
]

const workers = [
  panel.timeSeries('Worker utilization', {
    description:
      'Share of the processes of each worker that execute a task; above the line WorkerUtilizationHigh fires while tasks wait.',
    show: workerUtilization,
    width: 8,
  }),
  panel.timeSeries('Worker pools', {
    description: 'Processes of all workers, and how many of them execute a task.',
    show: [
      query(sum(max(workerPoolSize, byWorker)), { legend: 'processes' }),
      query(sum(max(workerPoolBusy, byWorker)), { legend: 'busy', color: 'orange' }),
    ],
    width: 8,
  }),
  panel.timeSeries('Prefetch', {
    description: 'Tasks that each worker may fetch ahead. What is fetched waits at a worker, and not in a queue.',
    show: max(workerPrefetch, byWorker),
    width: 8,
  }),
  panel.timeSeries('Active tasks', {
    description: 'Tasks that run now, by task.',
    show: sum(activeTasks, byTask),
    stacked: true,
    width: 8,
  }),
  panel.timeSeries('Processes by worker', {
    description: 'Processes of each worker; a new line is a new worker, for which WorkerStarted fires.',
    show: max(workerPoolSize, byWorker),
    width: 8,
  }),
  panel.stateTimeline('Broker', {
    description: 'Whether the API is connected to the broker; workers that are not report no processes.',
    show: query(min(brokerConnected), { legend: 'broker' }),
    values: { 0: { text: 'lost', color: 'red' }, 1: { text: 'connected', color: 'green' } },
    width: 8,
  }),
]

const queues = [
  panel.timeSeries('Queue backlog', {
    description: 'Tasks that wait in all queues.',
    show: query(backlog, { legend: 'tasks' }),
    draw: 'area',
    width: 8,
  }),
  panel.timeSeries('Queue growth', {
    description:
      'Tasks per minute by which each queue grew over ten minutes; below 0 it shrank. What grows for long has too few workers.',
    show: deriv(queueLengths, minutes(10)),
    per: 'minute',
    width: 8,
  }),
  panel.timeSeries('Recent backlog', {
    description:
      'The longest that each queue was in the half hour that ended five minutes ago. Above the line, QueueCleared fires once the queue is empty.',
    show: pastQueueLength,
    width: 8,
  }),
  panel.timeSeries('Tasks succeeding', {
    description: 'Tasks per minute that succeed, which is what the queues are emptied by.',
    show: query(sum(rate(succeeded, rateInterval)), { legend: 'tasks', color: 'green' }),
    per: 'minute',
    width: 16,
  }),
  panel.stat('Success rate', {
    description: 'Share of the tasks that ended in the last two hours and succeeded.',
    show: success,
    width: 8,
    height: 8,
  }),
]

export const celery = dashboard('celery', {
  title: 'Celery Monitoring',
  description: 'Tasks, workers and queues of Celery: how many there are, how they end, and what waits.',
  variables: ['task_name'],
  rows: [row('At a glance', examples), row('Outcomes', outcomes), row('Workers', workers), row('Queues', queues)],
})
