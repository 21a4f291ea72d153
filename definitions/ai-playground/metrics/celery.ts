/** Celery: what signal handlers in the workers count, and what the API asks workers and broker for. */
import { counter, gauge, histogram, oneOf, open } from 'plimsoll'
import { taskName, workerName } from './labels.ts'

const byTask = { labels: { task_name: taskName } } as const
const byWorker = { labels: { worker_name: workerName } } as const
const fromZero = { range: [0, 'none'] } as const

/** An attempt that is retried is one, too: `not('retry')` are the tasks that ended. */
const outcome = { task_name: taskName, status: oneOf('success', 'failure', 'retry', 'revoked') } as const

export const taskDuration = histogram('celery_task_duration_seconds', {
  help: 'Time that an attempt at a task took, by task and outcome.',
  labels: outcome,
  // a task is told to stop after 3000 s (task_soft_time_limit) and killed after 3600 s (task_time_limit); none takes longer
  buckets: [1, 5, 10, 30, 60, 120, 300, 600, 1800, 3000, 3600, 7200],
})

/**
 * One of these for each attempt, in the signal of its outcome. task_postrun is sent by the process that runs the task, and never
 * of one that is killed; task_failure by its parent then, for lost processes and, from Celery 5.7 on, for the hard time limit.
 * A counter that begins with 0 at the start shows its first failure, too.
 */
export const tasks = counter('celery_task_total', {
  help: 'Attempts at tasks that are over, by task and outcome.',
  labels: outcome,
})

export const activeTasks = gauge('celery_active_tasks', {
  help: 'Tasks that run now, by task; in multiprocess mode declared with livesum.',
  ...byTask,
  ...fromZero,
})

/** A thread of the API asks all of them: what a worker had set itself would stay when it is killed. */
export const workerPoolSize = gauge('celery_worker_pool_size', {
  help: 'Processes in the pool of a worker, 0 when it does not answer; in multiprocess mode declared with livemostrecent.',
  ...byWorker,
  ...fromZero,
})

export const workerPoolBusy = gauge('celery_worker_pool_busy', {
  help: 'Processes in the pool of a worker that execute a task; in multiprocess mode declared with livemostrecent.',
  ...byWorker,
  ...fromZero,
})

export const workerPrefetch = gauge('celery_worker_prefetch_count', {
  help: 'Tasks that a worker may fetch ahead of their execution; in multiprocess mode declared with livemostrecent.',
  ...byWorker,
  ...fromZero,
  allow: { 'reserved-suffix': 'the application names it so, after the setting of Celery' },
})

export const queueLength = gauge('celery_queue_length', {
  help: 'Tasks that wait in a queue; in multiprocess mode declared with livemostrecent.',
  labels: { queue_name: open({ atMost: 10, like: ['celery'] }) },
  ...fromZero,
})

/** It is set when a task fails and stays where it is afterwards, so that alerts count failures in celery_task_total. */
export const taskFailureRate = gauge('celery_task_failure_rate', {
  help: 'Failures in the minute before the last failure, by task; in multiprocess mode declared with livesum.',
  ...byTask,
  ...fromZero,
})

export const taskRetries = counter('celery_task_retries_total', {
  help: 'Attempts that are made again, by task and by the class of the exception.',
  // the class, never the message, which holds arguments of tasks and has no bound
  labels: { task_name: taskName, reason: open({ atMost: 30, like: ['ConnectionError', 'OperationalError'] }) },
  atMost: 200,
})

export const taskTimeouts = counter('celery_task_timeouts_total', {
  help: 'Tasks that were stopped at a time limit, soft or hard, by task; they count as failed, too.',
  ...byTask,
})

/**
 * The document asks for an alert when the broker is lost, and has no metric that tells. Set by the same thread of the API; a
 * worker that has lost it does not answer, and its pool is 0.
 */
export const brokerConnected = gauge('celery_broker_connected', {
  help: 'Whether the API reaches the broker: 1, or 0; in multiprocess mode declared with livemostrecent.',
  unit: 'boolean',
})

export const celery = [
  taskDuration,
  tasks,
  activeTasks,
  workerPoolSize,
  workerPoolBusy,
  workerPrefetch,
  queueLength,
  taskFailureRate,
  taskRetries,
  taskTimeouts,
  brokerConnected,
] as const
