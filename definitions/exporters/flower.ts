/**
 * Flower (:5555/metrics): Celery tasks by their events; workers must run with -E.
 * https://flower.readthedocs.io/en/latest/prometheus-integration.html
 */
import {
  container,
  counter,
  gauge,
  histogram,
  httpHealth,
  mebibytes,
  oneOf,
  open,
  type TargetDefinition,
  target,
} from 'plimsoll'
import { images } from '../images.ts'
import { pythonRuntime } from './python.ts'
import { fromZero, noUnit, pythonBuckets } from './shared.ts'

const worker = open({ atMost: 20, like: ['celery@worker-1'] })
const task = open({ atMost: 50, like: ['app.tasks.render'] })
const perTask = { labels: { worker, task }, atMost: 500 } as const
const perEvent = {
  labels: {
    worker,
    task,
    type: oneOf(
      ...(['task-sent', 'task-received', 'task-started', 'task-succeeded'] as const),
      ...(['task-failed', 'task-retried', 'task-revoked', 'task-rejected'] as const),
    ),
  },
  atMost: 2000,
} as const

/** Neither the length of queues nor the size of pools is among them. */
export const flower = {
  events: counter('flower_events_total', { help: 'Events of tasks; a task has several in its life.', ...perEvent }),
  eventsCreated: gauge('flower_events_created', {
    help: 'When a series of flower_events_total began, as a Unix time.',
    unit: 'timestamp',
    allow: noUnit,
    ...perEvent,
  }),
  taskRuntime: histogram('flower_task_runtime_seconds', {
    help: 'Time that a task ran, in seconds; the option task_runtime_metric_buckets sets other buckets.',
    buckets: pythonBuckets,
    ...perTask,
  }),
  taskRuntimeCreated: gauge('flower_task_runtime_seconds_created', {
    help: 'When a series of flower_task_runtime_seconds began, as a Unix time.',
    unit: 'timestamp',
    allow: noUnit,
    ...perTask,
  }),
  taskPrefetchTime: gauge('flower_task_prefetch_time_seconds', {
    help: 'How long the last task waited at its worker, in seconds; stays where the task is retried or revoked.',
    unit: 'seconds',
    range: fromZero,
    ...perTask,
  }),
  workerPrefetchedTasks: gauge('flower_worker_prefetched_tasks', {
    help: 'Tasks that wait at a worker; drifts upwards, as those revoked before their start are never subtracted.',
    ...perTask,
  }),
  workerOnline: gauge('flower_worker_online', {
    help: 'Whether a worker is online: 1, or 0 until it is purged, which it is not by default.',
    unit: 'boolean',
    labels: { worker },
  }),
  workerNumberOfCurrentlyExecutingTasks: gauge('flower_worker_number_of_currently_executing_tasks', {
    help: 'Tasks that a worker executes.',
    range: fromZero,
    labels: { worker },
  }),
} as const

const flowerContainer = (broker: string) =>
  container({
    image: images.flower,
    command: ['celery', 'flower'],
    environment: { CELERY_BROKER_URL: broker, PYTHONDONTWRITEBYTECODE: '1' },
    user: '1000:1000',
    tmpfs: ['/tmp'],
    health: httpHealth(5555, '/healthcheck'),
    limits: { memory: mebibytes(256), cpus: 0.25 },
    needs: ['Workers of Celery run with `-E`.'],
  })

/** Scraped as the job `flower`; with a broker such as `redis://redis:6379/0`, Compose runs it. */
export const flowerServer = (options: Partial<TargetDefinition> & { readonly broker?: string } = {}) => {
  const { broker, ...rest } = options
  return target('flower', {
    service: 'flower',
    port: 5555,
    exposes: [...Object.values(flower), ...pythonRuntime],
    beside: { series: 50, labels: 4 },
    ...(broker && { container: flowerContainer(broker) }),
    ...rest,
  })
}
