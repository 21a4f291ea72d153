/** The pool of workers, and each of them. */
import { counter, gauge, histogram, open, state } from 'plimsoll'
import { fromZero } from '../../exporters/shared.ts'

const worker_id = open({ atMost: 50, like: ['worker-001', 'worker-002'] })
const percentage = {
  unit: 'percent',
  range: [0, 100],
  labels: { worker_id },
  allow: { 'unit-suffix': 'the document names it without a unit, and its example is 67.8' },
} as const

/**
 * Workers that are there, busy or not, as `is_active` is. The answer of the worker pool has active and idle ones add up to the
 * capacity, by which fewer than two would be active in every quiet hour; those are `tensorfleet_busy_workers` here.
 */
export const activeWorkers = gauge('tensorfleet_active_workers', {
  help: 'Workers that are there, busy or idle.',
  range: fromZero,
})

/** By convention, these three: `busy_workers`, `idle_workers` and `total_capacity` in the answers about the worker pool. */
export const busyWorkers = gauge('tensorfleet_busy_workers', {
  help: 'Workers that execute a task.',
  range: fromZero,
})

export const idleWorkers = gauge('tensorfleet_idle_workers', {
  help: 'Workers that wait for a task.',
  range: fromZero,
})

export const workerCapacity = gauge('tensorfleet_worker_capacity', {
  help: 'Workers that the pool can have.',
  range: fromZero,
})

/** By convention: `task_queue_length` among the metrics of efficiency. */
export const taskQueueLength = gauge('tensorfleet_task_queue_length', {
  help: 'Tasks that wait for a worker.',
  range: fromZero,
})

export const workerTasks = counter('tensorfleet_worker_tasks_total', {
  help: 'Tasks that a worker completed.',
  labels: { worker_id },
})

export const workerCpu = gauge('tensorfleet_worker_cpu_usage', {
  help: 'CPU that a worker uses, in percent.',
  ...percentage,
})

export const workerMemory = gauge('tensorfleet_worker_memory_usage', {
  help: 'Memory that a worker uses, in percent.',
  ...percentage,
})

/** By convention, these three: `is_active`, `status` and `last_activity_time` of a worker in the answer of /api/worker-activity. */
export const workerActive = gauge('tensorfleet_worker_active', {
  help: 'Whether a worker is there, busy or idle: 1, or 0.',
  unit: 'boolean',
  labels: { worker_id },
})

export const workerStatus = state('tensorfleet_worker_status', {
  help: 'Whether a worker is busy or idle; an Enum of prometheus_client.',
  states: ['BUSY', 'IDLE'],
  labels: { worker_id },
})

export const workerLastActivity = gauge('tensorfleet_worker_last_activity_timestamp_seconds', {
  help: 'When a worker was last active, as a Unix time.',
  unit: 'timestamp',
  labels: { worker_id },
})

/** Buckets by convention: the document's average is 45 s, and a whole job takes 4m 32s. */
export const taskDuration = histogram('tensorfleet_task_duration_seconds', {
  help: 'Time that a task took.',
  buckets: [1, 2.5, 5, 10, 20, 30, 45, 60, 90, 120, 300, 600],
})

export const workers = [
  activeWorkers,
  busyWorkers,
  idleWorkers,
  workerCapacity,
  taskQueueLength,
  workerTasks,
  workerCpu,
  workerMemory,
  workerActive,
  workerStatus,
  workerLastActivity,
  taskDuration,
] as const
