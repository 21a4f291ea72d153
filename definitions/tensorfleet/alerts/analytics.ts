/** Lines of the dashboard and advice of the analytics: shown in Grafana, and nobody is told. */
import { alert, breaches, eq, minutes } from 'plimsoll'
import { cpuAverage, health, memoryAverage, missingWorkers } from '../recording/index.ts'
import { limits } from '../thresholds.ts'

const seen = { severity: 'info', owner: 'platform' } as const

export const cpuUsageHigh = alert('CpuUsageHigh', {
  ...seen,
  when: breaches(cpuAverage, limits.cpuUsage),
  for: minutes(10),
  summary: 'The workers use most of their CPU.',
  description: ({ value }) => `The workers use ${value} of their CPU on average.`,
  runbook: {
    meaning: 'For ten minutes, the CPU of the workers was above the line of the dashboard, 80 %, on average.',
    impact: 'Tasks take longer than they could.',
    diagnose: ['See whether all workers are busy or a few: dashboard Workers.', 'Compare with the queue of tasks.'],
    mitigate: ['Add workers, where ScalingAdvised says so too.'],
  },
})

export const memoryUsageHigh = alert('MemoryUsageHigh', {
  ...seen,
  when: breaches(memoryAverage, limits.memoryUsage),
  for: minutes(10),
  summary: 'The workers use most of their memory.',
  description: ({ value }) => `The workers use ${value} of their memory on average.`,
  runbook: {
    meaning: 'For ten minutes, the memory of the workers was above the line of the dashboard, 85 %, on average.',
    impact: 'A worker may be killed, and its task is lost.',
    diagnose: ['See which workers use the most: dashboard Workers.', 'Compare batch sizes of the jobs that run.'],
    mitigate: ['Give workers more memory, or lower the batch size.'],
  },
})

export const scalingAdvised = alert('ScalingAdvised', {
  ...seen,
  when: breaches(missingWorkers, limits.workersMissing),
  for: minutes(10),
  summary: 'There is more work than the workers do at the utilisation that is meant.',
  description: ({ value }) => `${value} more workers would do the tasks that run and wait.`,
  runbook: {
    meaning:
      'For ten minutes, fewer workers were active than tensorfleet:task_queue_length:recommended_workers advises.',
    impact: 'Tasks wait, and jobs take longer.',
    diagnose: [
      'See whether the queue grows or a burst is being worked off: dashboard Analytics.',
      'Compare with the capacity of the pool.',
    ],
    mitigate: ['Add workers: `docker compose -p tensorfleet up -d --scale worker=<number> worker`.'],
  },
})

/** What is behind it has an alert of its own. */
export const systemDegraded = alert('SystemDegraded', {
  ...seen,
  when: eq(health, 0),
  for: minutes(1),
  summary: 'A part of the system is not healthy.',
  description: () => 'The system is degraded, since at least one of its parts is not healthy.',
  runbook: {
    meaning: 'For a minute, the orchestrator, the workers, the API gateway or the storage was not healthy.',
    impact: 'That of the part: see which of the other alerts fires.',
    diagnose: [
      'See which part it is: query `service:health_status:min`.',
      'Check the monitoring service: `curl http://localhost:8082/health`.',
      'Check its dependencies: `curl http://localhost:8082/api/health`.',
      'Look at the platform as a whole: `curl http://localhost:8082/api/platform/stats`.',
      'View its log: `docker logs tensorfleet-monitoring`.',
    ],
    mitigate: ['Mend the part: OrchestratorDown, WorkerFailure, StorageUnhealthy and TargetDown say how.'],
  },
})

export const analyticsAlerts = [cpuUsageHigh, memoryUsageHigh, scalingAdvised, systemDegraded] as const
