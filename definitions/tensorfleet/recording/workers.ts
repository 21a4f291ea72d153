/** Analytics of the worker pool: utilisation, load, efficiency, and how many workers there should be. */
import {
  add,
  and,
  avg,
  ceil,
  clampMin,
  div,
  eq,
  gt,
  gte,
  lt,
  max,
  minutes,
  mul,
  or,
  rate,
  ratio,
  record,
  sub,
  sum,
  toBaseUnit,
  unless,
} from 'plimsoll'
import { workersActive } from '../measures.ts'
import {
  busyWorkers,
  taskDuration,
  taskQueueLength,
  workerActive,
  workerCapacity,
  workerCpu,
  workerMemory,
  workerTasks,
} from '../metrics/index.ts'
import { limits, mediumLoad, targetUtilisation } from '../thresholds.ts'

const window = minutes(5)

/** `worker_utilization`. */
export const workerUtilisation = record(
  'tensorfleet:busy_workers:utilisation_ratio',
  ratio(max(busyWorkers), gt(workersActive, 0)),
  { help: 'Share of the active workers that execute a task.' },
)

/** `system_load`. */
export const systemLoad = record(
  'tensorfleet:busy_workers:load_ratio',
  ratio(add(max(busyWorkers), max(taskQueueLength)), gt(workersActive, 0)),
  { help: 'Tasks that are executed or wait, for each active worker; above 100 % some wait.' },
)

/** One that is gone keeps its last figures until the monitoring service removes them. */
const gone = eq(workerActive, 0)
const onWorker = { on: ['worker_id'] } as const
const cpuOfActive = unless(workerCpu, gone, onWorker)
const memoryOfActive = unless(workerMemory, gone, onWorker)

/**
 * `cpu_average`, `resource_utilization` of the job analytics, and `total_cpu_usage`, whose 45.6 is the average of the pool, since
 * percentages of several workers add up to nothing; likewise the next.
 */
export const cpuAverage = record('tensorfleet:worker_cpu_usage:avg_ratio', toBaseUnit(avg(cpuOfActive)), {
  help: 'CPU that the active workers use on average.',
})

export const memoryAverage = record('tensorfleet:worker_memory_usage:avg_ratio', toBaseUnit(avg(memoryOfActive)), {
  help: 'Memory that the active workers use on average.',
})

/** `load_distribution`, by bands of CPU whose edges the document does not give. */
const cpuOfWorker = toBaseUnit(max(cpuOfActive, { by: ['worker_id'] }))
const [medium, high] = [mediumLoad, limits.cpuUsage.value]
const bool = { bool: true } as const

export const highLoad = record('tensorfleet:worker_cpu_usage:count_high_load', sum(gte(cpuOfWorker, high, bool)), {
  help: 'Workers under high load: 80 % of their CPU or more.',
})

export const mediumLoaded = record(
  'tensorfleet:worker_cpu_usage:count_medium_load',
  sum(mul(gte(cpuOfWorker, medium, bool), lt(cpuOfWorker, high, bool))),
  { help: 'Workers under medium load: from 50 to 80 % of their CPU.' },
)

export const lowLoad = record('tensorfleet:worker_cpu_usage:count_low_load', sum(lt(cpuOfWorker, medium, bool)), {
  help: 'Workers under low load: less than 50 % of their CPU.',
})

/** `tasks_per_second`. */
export const taskRate = record('tensorfleet:worker_tasks:rate5m', sum(rate(workerTasks, window)), {
  help: 'Tasks that the workers complete per second.',
})

export const taskRateOfWorker = record(
  'worker_id:worker_tasks:rate5m',
  sum(rate(workerTasks, window), { by: ['worker_id'] }),
  { help: 'Tasks that each worker completes per second.' },
)

/** `average_task_completion`. */
export const taskTime = record(
  'tensorfleet:task_duration_seconds:mean_rate5m',
  div(sum(rate(taskDuration.sum, window)), sum(rate(taskDuration.count, window))),
  { help: 'Average time of a task.' },
)

/** Work in hand by the utilisation that is meant. */
export const neededWorkers = record(
  'tensorfleet:task_queue_length:needed_workers',
  ceil(div(add(max(taskQueueLength), max(busyWorkers)), targetUtilisation)),
  { help: 'Workers with which all tasks at hand would be executed, each worker busy for 75 % of the time.' },
)

/** The recommendation for scaling: no more than the pool can have, where that is known, and no fewer than WorkerFailure asks for. */
const capacity = max(workerCapacity)
export const recommendedWorkers = record(
  'tensorfleet:task_queue_length:recommended_workers',
  clampMin(
    or(unless(neededWorkers, gt(neededWorkers, capacity)), and(capacity, neededWorkers)),
    limits.activeWorkers.value,
  ),
  { help: 'Workers that are advised: those that are needed, within the capacity of the pool, and two at least.' },
)

export const missingWorkers = record(
  'tensorfleet:task_queue_length:missing_workers',
  sub(recommendedWorkers, workersActive),
  { help: 'Workers that are advised beside those that are active; below 0, so many are too many.' },
)

export const workerRecording = [
  workerUtilisation,
  systemLoad,
  cpuAverage,
  memoryAverage,
  highLoad,
  mediumLoaded,
  lowLoad,
  taskRate,
  taskRateOfWorker,
  taskTime,
  neededWorkers,
  recommendedWorkers,
  missingWorkers,
] as const
