/** Analytics of the worker pool: utilisation, load, efficiency, and how many workers there should be. */
import {
  add,
  avg,
  ceil,
  clampMin,
  div,
  gt,
  gte,
  lt,
  max,
  minutes,
  mul,
  rate,
  ratio,
  record,
  sub,
  sum,
  toBaseUnit,
} from 'plimsoll'
import { workersActive } from '../measures.ts'
import { busyWorkers, taskDuration, taskQueueLength, workerCpu, workerMemory, workerTasks } from '../metrics/index.ts'
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

/** `cpu_average`, and `resource_utilization` of the job analytics; so is the next. */
export const cpuAverage = record('tensorfleet:worker_cpu_usage:avg_ratio', toBaseUnit(avg(workerCpu)), {
  help: 'CPU that the workers use on average.',
})

export const memoryAverage = record('tensorfleet:worker_memory_usage:avg_ratio', toBaseUnit(avg(workerMemory)), {
  help: 'Memory that the workers use on average.',
})

/** `load_distribution`, by bands of CPU whose edges the document does not give. */
const cpuOfWorker = toBaseUnit(max(workerCpu, { by: ['worker_id'] }))
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

/** The recommendation for scaling: work in hand by the utilisation that is meant, and never fewer than the alert asks for. */
export const recommendedWorkers = record(
  'tensorfleet:task_queue_length:recommended_workers',
  clampMin(ceil(div(add(max(taskQueueLength), max(busyWorkers)), targetUtilisation)), limits.activeWorkers.value),
  { help: 'Workers with which all tasks at hand would be executed, each worker busy for 75 % of the time.' },
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
  recommendedWorkers,
  missingWorkers,
] as const
