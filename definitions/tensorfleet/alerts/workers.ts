/** The pool of workers: whether there are enough, and how much they have to do. */
import { alert, and, breaches, eq, gt, lt, max, minutes, select, unless } from 'plimsoll'
import { scrape } from '../../exporters/scrape.ts'
import { workersActive } from '../measures.ts'
import { taskQueueLength } from '../metrics/index.ts'
import { cpuAverage, memoryAverage, missingWorkers } from '../recording/index.ts'
import { limits } from '../thresholds.ts'
import { metricsOf } from './steps.ts'

const workerFailure = alert('WorkerFailure', {
  when: breaches(workersActive, limits.activeWorkers),
  // four of the document's checks of workers
  for: minutes(2),
  severity: 'critical',
  owner: 'platform',
  summary: 'Less than 2 workers active.',
  description: ({ value }) => `Active workers: ${value}.`,
  runbook: {
    meaning:
      'For two minutes, fewer than two workers were active, or the monitoring service did not say how many are: it does not expose tensorfleet_active_workers.',
    impact: 'Tasks wait in the queue; with no worker at all, all training stands still.',
    diagnose: [
      'See what the monitoring service knows: `curl http://localhost:8082/api/worker-activity`.',
      'If it names exactly tensorfleet-worker-1, -2 and -3 with numbers that jump, that is mock data: see OrchestratorDown.',
      'See which workers run: `docker compose -p tensorfleet ps -a worker`.',
      'Read why one stopped: `docker compose -p tensorfleet logs --since 30m worker`; look for `OOM` in the log of the kernel.',
    ],
    mitigate: [
      'Start those that stopped: `docker compose -p tensorfleet start worker`.',
      'Where there are too few, add some, in the folder of TensorFleet: `docker compose up -d --scale worker=4 worker`.',
      'Where they are killed for their memory, give them more, or run fewer tasks on one host.',
    ],
  },
})

/** With fewer than two active ones, WorkerFailure tells. */
const workersUnreachable = alert('WorkersUnreachable', {
  when: unless(
    eq(select(scrape.up, { job: 'tensorfleet-workers' }), 0),
    lt(workersActive, limits.activeWorkers.value),
    { on: [] },
  ),
  for: minutes(5),
  severity: 'critical',
  owner: 'platform',
  summary: 'No worker answers.',
  description: ({ labels }) => `Nothing answers at ${labels.instance}, although workers are said to be active.`,
  runbook: {
    meaning:
      'For five minutes, no worker answered Prometheus, while the monitoring service named two or more, or was down itself.',
    impact: 'What is said of the workers may be invented, and training may stand still without WorkerFailure.',
    diagnose: [
      'See which workers run: `docker compose -p tensorfleet ps -a worker`.',
      `Ask one: ${metricsOf('worker:2112')}.`,
      'See whether the data is invented: `curl http://localhost:8082/api/worker-activity` names tensorfleet-worker-1, -2 and -3.',
      'Where they run and do not answer, see whether they are in the network: `docker network inspect tensorfleet_default`.',
    ],
    mitigate: ['Start them again: `docker compose -p tensorfleet restart worker`.'],
  },
})

/** Shown in Grafana, and nobody is told. */
const shown = { for: minutes(10), severity: 'info', owner: 'platform' } as const

const cpuUsageHigh = alert('CpuUsageHigh', {
  ...shown,
  when: breaches(cpuAverage, limits.cpuUsage),
  summary: 'The workers use most of their CPU.',
  description: ({ value }) => `The workers use ${value} of their CPU on average.`,
  runbook: {
    meaning: 'For ten minutes, the CPU of the active workers was above the line of the dashboard, 80 %, on average.',
    impact: 'Tasks take longer than they could.',
    diagnose: [
      'See whether all workers are busy or a few: dashboard Workers, or `curl http://localhost:8082/api/metrics/workers`.',
      'Compare with the queue of tasks.',
    ],
    mitigate: ['Add workers, where ScalingAdvised says so too.'],
  },
})

const memoryUsageHigh = alert('MemoryUsageHigh', {
  ...shown,
  when: breaches(memoryAverage, limits.memoryUsage),
  summary: 'The workers use most of their memory.',
  description: ({ value }) => `The workers use ${value} of their memory on average.`,
  runbook: {
    meaning: 'For ten minutes, the memory of the active workers was above the line of the dashboard, 85 %, on average.',
    impact: 'A worker may be killed, and its task is lost.',
    diagnose: [
      'See which workers use the most: dashboard Workers, or `curl http://localhost:8082/api/metrics/workers`.',
      'Compare batch sizes of the jobs that run.',
    ],
    mitigate: ['Give workers more memory, or lower the batch size.'],
  },
})

const scalingAdvised = alert('ScalingAdvised', {
  ...shown,
  when: and(breaches(missingWorkers, limits.workersMissing), gt(max(taskQueueLength), 0)),
  summary: 'There is more work than the workers do at the utilisation that is meant.',
  description: ({ value }) => `Workers to add for the tasks that run and wait: ${value}.`,
  runbook: {
    meaning:
      'For ten minutes, tasks waited, and fewer workers were active than tensorfleet:task_queue_length:recommended_workers advises within the capacity of the pool.',
    impact: 'Tasks wait, and jobs take longer.',
    diagnose: [
      'See whether the queue grows or a burst is being worked off: dashboard Analytics.',
      'See whether jobs take longer than before: `curl http://localhost:8082/api/jobs/analytics`, or `/api/analytics/jobs`, `/api/metrics/jobs` and `/api/v1/metrics/jobs` there.',
    ],
    mitigate: ['Add workers, in the folder of TensorFleet: `docker compose up -d --scale worker=<number> worker`.'],
  },
})

export const workerAlerts = [workerFailure, workersUnreachable, cpuUsageHigh, memoryUsageHigh, scalingAdvised] as const
