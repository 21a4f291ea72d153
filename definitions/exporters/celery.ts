/**
 * celery-exporter (:9808): Celery tasks, workers and queues. https://github.com/danihodovic/celery-exporter
 * Workers must have worker_send_task_events, and clients task_send_sent_event. `--static-label` adds labels to all.
 */
import { container, counter, gauge, histogram, mebibytes, open, type TargetDefinition, target } from 'plimsoll'
import { images } from '../images.ts'
import { countGauge, fromZero, nobody, noUnit, pythonBuckets } from './shared.ts'

const name = open({ atMost: 50, like: ['app.tasks.render'] })
const hostname = open({ atMost: 20, like: ['worker-1'] })
const queue_name = open({ atMost: 10, like: ['celery'] })
/** Few workers take every task, and a task goes to one queue as a rule. */
const perTask = { labels: { name, hostname, queue_name }, atMost: 500 } as const
const perWorker = { labels: { hostname } } as const
const perQueue = { range: fromZero, labels: { queue_name } } as const

export const celery = {
  taskSent: counter('celery_task_sent_total', {
    help: 'Tasks sent; `hostname` is the sender unless --generic-hostname-task-sent-metric is set.',
    ...perTask,
  }),
  taskReceived: counter('celery_task_received_total', { help: 'Tasks that a worker received.', ...perTask }),
  taskStarted: counter('celery_task_started_total', { help: 'Tasks that a worker started.', ...perTask }),
  taskSucceeded: counter('celery_task_succeeded_total', { help: 'Tasks that succeeded.', ...perTask }),
  taskFailed: counter('celery_task_failed_total', {
    help: 'Tasks that failed for good, by the class of the exception; a series with an empty one stays 0.',
    labels: { ...perTask.labels, exception: open({ atMost: 30, like: ['ValueError', 'SoftTimeLimitExceeded'] }) },
    atMost: 1500,
  }),
  taskRejected: counter('celery_task_rejected_total', { help: 'Tasks that a worker turned down.', ...perTask }),
  taskRevoked: counter('celery_task_revoked_total', { help: 'Tasks that were revoked.', ...perTask }),
  taskRetried: counter('celery_task_retried_total', {
    help: 'Attempts that failed and will be made again.',
    ...perTask,
  }),
  taskRuntime: histogram('celery_task_runtime', {
    help: 'Time that tasks ran that succeeded, in seconds; --buckets sets other buckets.',
    buckets: pythonBuckets,
    allow: noUnit,
    ...perTask,
  }),
  taskQueueWaitTime: histogram('celery_task_queue_wait_time', {
    help: 'Time from sending a task to its start, in seconds; absent where clients send no task-sent event.',
    buckets: pythonBuckets,
    allow: noUnit,
    ...perTask,
  }),
  workerUp: gauge('celery_worker_up', {
    help: 'Whether a worker sends heartbeats: 1, or 0 five minutes after the last; absent after ten.',
    unit: 'boolean',
    ...perWorker,
  }),
  workerTasksActive: gauge('celery_worker_tasks_active', {
    help: 'Tasks that a worker executes.',
    range: fromZero,
    ...perWorker,
  }),
  queueLength: gauge('celery_queue_length', {
    help: 'Messages that wait in a queue, without those that workers have fetched.',
    ...perQueue,
  }),
  activeConsumerCount: gauge('celery_active_consumer_count', {
    help: 'Consumers of a queue; RabbitMQ only.',
    allow: countGauge,
    ...perQueue,
  }),
  activeWorkerCount: gauge('celery_active_worker_count', {
    help: 'Workers that take from a queue.',
    allow: countGauge,
    ...perQueue,
  }),
  activeProcessCount: gauge('celery_active_process_count', {
    help: 'Processes of the workers that take from a queue.',
    allow: countGauge,
    ...perQueue,
  }),
} as const

/** Its image has Python and no wget. */
const health = "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9808/health', timeout=4)"

const celeryContainer = (broker: string) =>
  container({
    image: images.celery,
    environment: { CE_BROKER_URL: broker, PYTHONDONTWRITEBYTECODE: '1' },
    user: nobody,
    tmpfs: ['/tmp'],
    health: ['python', '-c', health],
    limits: { memory: mebibytes(256), cpus: 0.25 },
    needs: ['Celery sends events: `worker_send_task_events` and `task_send_sent_event` are on.'],
  })

/** Scraped as the job `celery`; with a broker such as `redis://redis:6379/0`, Compose runs the exporter. */
export const celeryExporter = (options: Partial<TargetDefinition> & { readonly broker?: string } = {}) => {
  const { broker, ...rest } = options
  return target('celery', {
    service: 'celery-exporter',
    port: 9808,
    exposes: Object.values(celery),
    beside: { series: 6000, labels: 5 },
    ...(broker && { container: celeryContainer(broker) }),
    ...rest,
  })
}
