/**
 * Celery's tasks and workers. The document has workers share the registry of the FastAPI application; they are processes in
 * containers of their own, so that this is prometheus_client's multiprocess mode, in which files are shared:
 *
 * - Each worker writes into the folder (PROMETHEUS_MULTIPROC_DIR) of exactly one replica, which serves what is in it. One folder
 *   for all three would have each replica report everything, and every sum would be three times too much.
 * - Its files are named after host and pid, since pids repeat from container to container, and two processes would write one file.
 * - Nobody empties it while a worker runs, which would write into files that are gone until it restarts: each container removes
 *   the files of its own host when it starts, or a replica and its workers are restarted together.
 */
import { counter, gauge, histogram, open } from 'plimsoll'
import { exposed, fromZero, inEnvironment, queue } from './labels.ts'

const perTask = {
  labels: { task_name: open({ atMost: 30, like: ['app.tasks.chat.answer'] }), queue, ...inEnvironment },
  // a task goes to one queue as a rule
  atMost: 40,
  allow: exposed,
} as const

/** Counted by whoever submits, a replica as a rule, while a worker counts how the task ends. */
export const submitted = counter('celery_tasks_submitted_total', { help: 'Tasks that were submitted.', ...perTask })
export const completed = counter('celery_tasks_completed_total', { help: 'Tasks that succeeded.', ...perTask })
export const failed = counter('celery_tasks_failed_total', { help: 'Tasks that failed for good.', ...perTask })
export const retried = counter('celery_tasks_retried_total', {
  help: 'Attempts at a task that failed and are made again.',
  ...perTask,
})

export const taskDuration = histogram('celery_task_duration_seconds', {
  help: 'Time that a worker took for a task.',
  buckets: [0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600],
  ...perTask,
})

export const queueLength = gauge('celery_queue_length', {
  help: 'Tasks that wait in a queue; each replica reports the same. In multiprocess mode declared with mostrecent.',
  labels: { queue, ...inEnvironment },
  atMost: 3,
  range: fromZero,
  allow: exposed,
})

/** What a worker would say of itself stays when it is killed; so it is what each replica learns by `control.ping`. */
export const activeWorkers = gauge('celery_active_workers', {
  help: 'Whether a worker answered the last ping of a replica: 1, or 0. In multiprocess mode declared with mostrecent.',
  // there are four, and a container that is made anew may have another host name
  labels: { hostname: open({ atMost: 12, like: ['celery@celery-worker-high-1'] }), ...inEnvironment },
  atMost: 12,
  range: fromZero,
  allow: exposed,
})

export const tasks = [submitted, completed, failed, retried, taskDuration, queueLength, activeWorkers] as const
