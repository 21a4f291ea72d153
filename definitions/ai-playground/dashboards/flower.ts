/** Flower: what the events of Celery tell, beside what the application counts itself. */
import { block, dashboard, div, max, notRe, panel, query, rate, rateInterval, row, select, sum } from 'plimsoll'
import { flower } from '../../exporters/flower.ts'
import { flowerPages } from '../commands.ts'

const byWorker = { by: ['worker'] } as const
/** Whoever sends a task is counted as one, under the name that Celery makes up for it: `gen1234@host`. */
const workers = { worker: notRe('gen.+@.+') }

const about = [
  panel.text('Flower', {
    text: [
      `What Grafana cannot show is in [Flower](${flowerPages}):`,
      '',
      `- [tasks](${flowerPages}/tasks): history, timeline, arguments and tracebacks;`,
      `- [workers](${flowerPages}/workers): shut one down, grow or shrink its pool;`,
      `- [broker](${flowerPages}/broker): queues and messages.`,
    ].join('\n'),
    width: 8,
    height: 8,
  }),
  panel.stateTimeline('Workers online', {
    description: 'Whether each worker sends heartbeats. A worker that is gone stays offline until Flower starts anew.',
    show: query(max(flower.workerOnline, byWorker), { legend: ({ labels }) => `${labels.worker}` }),
    values: { 0: { text: 'offline', color: 'red' }, 1: { text: 'online', color: 'green' } },
    width: 8,
  }),
  panel.timeSeries('Executing tasks', {
    description: 'Tasks that each worker executes.',
    show: sum(flower.workerNumberOfCurrentlyExecutingTasks, byWorker),
    stacked: true,
    width: 8,
  }),
]

const events = [
  block.rates('Events', flower.events, { by: ['type'], per: 'minute', width: 8 }),
  panel.timeSeries('Tasks sent and done', {
    description: 'Tasks per minute that are sent, and that succeed. Where more are sent for long, queues grow.',
    show: [
      query(sum(rate(select(flower.events, { type: 'task-sent' }), rateInterval)), { legend: 'sent' }),
      query(sum(rate(select(flower.events, { type: 'task-succeeded' }), rateInterval)), {
        legend: 'succeeded',
        color: 'green',
      }),
    ],
    per: 'minute',
    width: 8,
  }),
  block.rates('Events by worker', select(flower.events, workers), { by: ['worker'], per: 'minute', width: 8 }),
]

const tasks = [
  panel.timeSeries('Average task runtime', {
    description:
      'Time that a task ran, on average, by task. Percentiles are on Task Performance Profiling: the last bucket of Flower is ten seconds.',
    show: query(
      div(
        sum(rate(flower.taskRuntime.sum, rateInterval), { by: ['task'] }),
        sum(rate(flower.taskRuntime.count, rateInterval), { by: ['task'] }),
      ),
      { legend: ({ labels }) => `${labels.task}` },
    ),
    width: 8,
  }),
  panel.timeSeries('Wait at the worker', {
    description:
      'How long the tasks that run had waited at the worker that fetched them, by name; 0 again once they ended.',
    show: max(flower.taskPrefetchTime, { by: ['task'] }),
    width: 8,
  }),
  panel.timeSeries('Prefetched tasks', {
    description: 'Tasks that wait at each worker; what is revoked before its start stays in the number.',
    show: sum(flower.workerPrefetchedTasks, byWorker),
    width: 8,
  }),
]

export const flowerEvents = dashboard('flower', {
  title: 'Flower',
  description: 'Workers and tasks by the events of Celery, and the way to Flower itself.',
  // a task is sent by none of the workers, so that choosing one would hide it
  variables: [],
  rows: [row('Workers', about), row('Events', events), row('Tasks', tasks)],
})
