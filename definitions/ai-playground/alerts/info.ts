/** The document's informational alerts: something happened. Nobody is notified; each ends by itself. */
import { alert, and, breaches, eq, level, minutes, type SeriesLevel } from 'plimsoll'
import { scrape } from '../../exporters/scrape.ts'
import { ask, compose, logs, removeWorker, token } from '../commands.ts'
import { newWorkers, pastQueueLength, recentQueueLength, retries } from '../measures.ts'
import { queueLength, taskRetries, workerPoolSize } from '../metrics/celery.ts'
import { limits } from '../thresholds.ts'

const up = (worker: string, processes: number | 'absent'): SeriesLevel =>
  level(workerPoolSize, { worker_name: worker }, processes)
const waiting = (tasks: number): SeriesLevel => level(queueLength, { queue_name: 'celery' }, tasks)

const retried = (task: string, perSecond: number | 'absent'): SeriesLevel =>
  level(taskRetries, { task_name: task }, perSecond)
const backend = (value: 0 | 1 | 'absent'): SeriesLevel => level(scrape.up, { job: 'backend' }, value)
const flower = level(scrape.up, { job: 'flower' }, 1)

/** It ends five minutes after the worker came. */
export const workerStarted = alert('WorkerStarted', {
  when: newWorkers,
  severity: 'info',
  owner: 'platform',
  summary: 'A new Celery worker started.',
  description: ({ labels, value }) => `The worker ${labels.worker_name} started, with ${value} processes.`,
  runbook: {
    meaning: 'A worker reports processes under a name that had none in the quarter of an hour before.',
    impact: 'None: there is more room for tasks. A worker that is restarted under its own name is not told of.',
    diagnose: [
      `See whether somebody scaled or deployed: ${ask('workers/status')}, ${token}.`,
      `New names again and again mean that a worker keeps ending, since a container has a new name each time: \`${compose} ps -a celery-worker\`.`,
    ],
    mitigate: ['Nothing has to be done.'],
  },
  scenario: {
    healthy: [up('celery@one', 4), backend(1), flower],
    within: [
      // it was away for less than a quarter of an hour
      { lasts: minutes(12), levels: [up('celery@one', 'absent')] },
      { lasts: minutes(6), levels: [up('celery@one', 4)] },
      // it is the backend that starts, and nobody knows who was there before
      { lasts: minutes(25), levels: [up('celery@one', 'absent'), backend('absent')] },
      { lasts: minutes(4), levels: [up('celery@two', 4)] },
    ],
    beyond: [{ lasts: minutes(10), levels: [up('celery@two', 4)] }],
  },
})

/** It ends twenty minutes after the last retry: ten of the window, and ten more so that it is one alert for several. */
export const taskRetried = alert('TaskRetried', {
  when: breaches(retries, limits.retries),
  keepFiringFor: minutes(10),
  severity: 'info',
  owner: 'ml',
  summary: 'A task is tried again.',
  description: ({ labels }) => `Attempts at ${labels.task_name} failed in the last ten minutes, and are made again.`,
  runbook: {
    meaning: 'Celery was told to try a task again at least once in the last ten minutes.',
    impact: 'The task takes longer; it fails for good when its retries are used up.',
    diagnose: [
      'See the reasons on the dashboard Celery Monitoring: retries by reason.',
      `Read the log: ${logs('30m')}.`,
      'Retries of many tasks at once mean that something is gone which they share: broker, database, storage.',
    ],
    mitigate: ['Nothing has to be done while the retries succeed.'],
  },
  scenario: {
    healthy: [retried('new', 'absent'), retried('known', 0), backend(1), flower],
    // it is the backend that starts, with series that were there before
    within: [
      { lasts: minutes(25), levels: [retried('known', 'absent'), backend('absent')] },
      { lasts: minutes(5), levels: [retried('new', 0)] },
    ],
    beyond: [
      // the first retry of a task brings its series
      { lasts: minutes(9), levels: [retried('new', 0)] },
      { lasts: minutes(24), levels: [retried('new', 0), retried('known', 0.002)] },
    ],
  },
})

/**
 * The queue was empty at least once in the last five minutes, and in the half hour before longer than the line of
 * QueueLengthHigh. A task that comes and goes does not end it; it ends when the backlog is 35 minutes old, and ten minutes more
 * in which it is kept.
 */
export const queueCleared = alert('QueueCleared', {
  when: and(breaches(pastQueueLength, limits.queueLength), eq(recentQueueLength, 0)),
  keepFiringFor: minutes(10),
  severity: 'info',
  owner: 'platform',
  summary: 'A queue is empty after a backlog.',
  description: ({ labels, value }) => `The queue ${labels.queue_name} is empty, in which ${value} tasks had waited.`,
  runbook: {
    meaning: 'More than a hundred tasks waited in the queue within the last 35 minutes, and now none does.',
    impact: 'None: tasks start at once again.',
    diagnose: [
      'See on the dashboard Celery Monitoring whether the tasks were done, or revoked or purged.',
      'Compare the number of workers with that of before: what was started for the backlog can go again.',
    ],
    mitigate: [
      `Stop a worker that was added once its \`celery_worker_pool_busy\` is 0: ${removeWorker}; and its container, if that starts it again.`,
      'Do not lower a scale: whichever workers that ends may execute a task.',
    ],
  },
  scenario: {
    healthy: [waiting(0)],
    within: [
      { lasts: minutes(40), levels: [waiting(100)] },
      { lasts: minutes(10), levels: [waiting(0)] },
    ],
    beyond: [
      { lasts: minutes(40), levels: [waiting(105)] },
      { lasts: minutes(10), levels: [waiting(0)] },
    ],
  },
})
