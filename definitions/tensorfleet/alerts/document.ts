/**
 * The document's ALERT_RULES, with its messages and severities. It looks at each collection and has no durations; without one, each
 * restart would be an alert.
 */
import { alert, breaches, minutes } from 'plimsoll'
import { storageUsed, workersActive } from '../measures.ts'
import { errorRatio } from '../recording/index.ts'
import { limits } from '../thresholds.ts'

export const highErrorRate = alert('HighErrorRate', {
  when: breaches(errorRatio, limits.errorRate),
  for: minutes(5),
  severity: 'warning',
  owner: 'platform',
  summary: 'Error rate above 5%.',
  description: ({ value }) => `${value} of the requests to the API fail.`,
  runbook: {
    meaning: 'For five minutes, more than one request to the API in twenty failed.',
    impact: 'Users cannot submit jobs or look at them; clients that try again add to the load.',
    diagnose: [
      'See which service fails: query `service:api_requests:error_ratio_rate5m`.',
      'Read the log of the gateway: `docker compose -p tensorfleet logs --since 15m api-gateway`.',
      'Ask the services themselves: `curl http://api-gateway:8080/metrics` and `curl http://orchestrator:50051/metrics`.',
      'Look at the response times of orchestrator and storage on the dashboard Services: the gateway fails when they do.',
    ],
    mitigate: ['Roll back the release that brought the errors.', 'Restart the service that fails.'],
  },
})

/** `active_workers` that nobody reports count as none, or the rule would be silent when least is known. */
export const workerFailure = alert('WorkerFailure', {
  when: breaches(workersActive, limits.activeWorkers),
  // four of the document's checks of workers
  for: minutes(2),
  severity: 'critical',
  owner: 'platform',
  summary: 'Less than 2 workers active.',
  description: ({ value }) => `${value} workers are active.`,
  runbook: {
    meaning:
      'For two minutes, fewer than two workers were active, or nobody said how many are: the monitoring service does not run, or does not expose tensorfleet_active_workers.',
    impact: 'Tasks wait in the queue; with no worker at all, all training stands still.',
    diagnose: [
      'See what the monitoring service knows: `curl http://localhost:8082/api/worker-activity`.',
      'If it names exactly tensorfleet-worker-1, -2 and -3 with numbers that jump, that is mock data: see OrchestratorDown.',
      'See which workers run: `docker compose -p tensorfleet ps worker`.',
      'Read why one stopped: `docker compose -p tensorfleet logs --since 30m worker`; look for `OOM` in the log of the kernel.',
      'If TargetDown fires for tensorfleet-monitoring, mend that first: `docker logs tensorfleet-monitoring`.',
    ],
    mitigate: [
      'Start workers: `docker compose -p tensorfleet up -d --scale worker=4 worker`.',
      'Where they are killed for their memory, give them more, or run fewer tasks on one host.',
    ],
  },
})

export const storageFull = alert('StorageFull', {
  when: breaches(storageUsed, limits.storageUsage),
  for: minutes(5),
  severity: 'warning',
  owner: 'platform',
  summary: 'Storage usage above 90%.',
  description: ({ value }) => `${value} of the storage is used.`,
  runbook: {
    meaning: 'For five minutes, more than nine tenths of the storage were used.',
    impact: 'None yet; when it is full, models and checkpoints cannot be saved, and jobs fail.',
    diagnose: [
      'See how fast it grows: panel Storage size on the dashboard Services.',
      'Ask for the figures: `curl http://localhost:8082/api/v1/metrics/system`.',
      'Find what takes the space: old checkpoints, data sets of jobs that have ended.',
    ],
    mitigate: ['Delete checkpoints of jobs that have ended.', 'Grow the storage.'],
  },
})

export const documentAlerts = [highErrorRate, workerFailure, storageFull] as const
