/** Services: the requests that they fail, the storage, and what the monitoring service says of each. */
import { alert, breaches, eq, minutes, not, select, unless } from 'plimsoll'
import { storageUsed } from '../measures.ts'
import { serviceHealth } from '../metrics/index.ts'
import { errorRatio, health, partUp } from '../recording/index.ts'
import { limits } from '../thresholds.ts'
import { logOfMonitoring, metricsOf } from './steps.ts'

const highErrorRate = alert('HighErrorRate', {
  when: breaches(errorRatio, limits.errorRate),
  // the rules of the document have no duration; without one, each restart would be an alert
  for: minutes(5),
  severity: 'warning',
  owner: 'platform',
  summary: 'Error rate above 5%.',
  description: ({ labels, value }) => `${value} of the requests to ${labels.service} fail.`,
  runbook: {
    meaning: 'For five minutes, more than one request in twenty to a service failed.',
    impact: 'Users cannot submit jobs or look at them; clients that try again add to the load.',
    diagnose: [
      'See whether others fail too: panel Error rate on the overview. The gateway fails when orchestrator or storage does.',
      'Read the log of the gateway: `docker compose -p tensorfleet logs --since 15m api-gateway`.',
      'Ask for the figures of all services: `curl http://localhost:8082/api/metrics/system`, or `/api/v1/metrics/system` there.',
      `Ask the services themselves: ${metricsOf('api-gateway:8080')}, and the same with \`http://orchestrator:50051/metrics\`.`,
      'Look at the response times of orchestrator and storage on the dashboard Services.',
    ],
    mitigate: [
      'Roll back the release that brought the errors.',
      'Restart the service that fails: `docker compose -p tensorfleet restart api-gateway`.',
    ],
  },
})

const storageFull = alert('StorageFull', {
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

/** What Prometheus finds down itself has an alert of its own, and so has the orchestrator. */
const partUnhealthy = alert('PartUnhealthy', {
  when: unless(eq(select(serviceHealth, { service: not('orchestrator') }), 0), eq(partUp, 0), { on: ['service'] }),
  for: minutes(5),
  severity: 'warning',
  owner: 'platform',
  summary: 'A part of the system is not healthy.',
  description: ({ labels }) => `The monitoring service at ${labels.instance} holds ${labels.service} for unhealthy.`,
  runbook: {
    meaning:
      'For five minutes, the check of the API gateway, the workers or the storage by the monitoring service failed, while Prometheus saw nothing wrong with it.',
    impact:
      'Of the storage: jobs may be unable to read their data and to save models. Of the gateway: users get errors. Of the workers: tasks fail or wait.',
    diagnose: [
      'Check the service and its dependencies: `curl http://localhost:8082/health` and `curl http://localhost:8082/api/health`.',
      logOfMonitoring,
      'Read the log of the part: `docker compose -p tensorfleet logs --since 15m api-gateway`, or `worker`.',
      'Of the storage, compare with StorageFull, and with its response time on the dashboard Services.',
      'Where the part answers Prometheus and not the monitoring service, look at the network between those two.',
    ],
    mitigate: [
      'Restart the part: `docker compose -p tensorfleet restart api-gateway`, or `worker`.',
      'Of the storage, pause jobs that write to it until it is mended.',
    ],
  },
})

/** The document's `overall_status`. Each part has an alert of its own, so that nobody is told of the whole. */
const systemDegraded = alert('SystemDegraded', {
  when: eq(health, 0),
  for: minutes(1),
  severity: 'info',
  owner: 'platform',
  summary: 'The system is degraded.',
  description: () =>
    'At least one part of the system is not healthy, or the monitoring service says so of the whole, or it is down.',
  runbook: {
    meaning:
      'For a minute, the orchestrator, the workers, the API gateway or the storage was not healthy, the monitoring service held the system for degraded, or that service was down.',
    impact: 'That of the part: see which of the other alerts fires.',
    diagnose: [
      'See which part it is: panel System health on the overview, or query `service:health_status:min`.',
      'Where all parts are healthy, it is the word of the monitoring service: `curl http://localhost:8082/api/health` says of what.',
      'Check the monitoring service itself: `curl http://localhost:8082/health`.',
      'Look at the platform as a whole: `curl http://localhost:8082/api/status`, and `/api/platform/statistics` or `/api/platform/stats` there.',
      logOfMonitoring,
    ],
    mitigate: [
      'Mend the part: OrchestratorDown, MonitoringServiceDown, WorkerFailure, WorkersUnreachable, PartUnhealthy and TargetDown say how.',
    ],
  },
})

export const serviceAlerts = [highErrorRate, storageFull, partUnhealthy, systemDegraded] as const
