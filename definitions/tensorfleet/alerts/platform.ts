/** Without these, the document's alerts are silent while something is wrong: they believe what the monitoring service says. */
import { alert, breaches, eq, minutes, select } from 'plimsoll'
import { endpointDown, endpointSlow } from '../../common/probes.ts'
import { sinceUpdate } from '../measures.ts'
import { serviceHealth } from '../metrics/index.ts'
import { partHealth } from '../recording/index.ts'
import { limits } from '../thresholds.ts'

/** ENABLE_MOCK_DATA hides it: workers go on being active in what the monitoring service exposes. */
export const orchestratorDown = alert('OrchestratorDown', {
  when: eq(select(partHealth, { service: 'orchestrator' }), 0),
  for: minutes(1),
  severity: 'critical',
  owner: 'platform',
  summary: 'The orchestrator does not answer.',
  description: ({ labels }) =>
    `The ${labels.service} does not answer, or is not healthy; data of workers may be invented meanwhile.`,
  runbook: {
    meaning:
      'For a minute, the orchestrator was not scraped, did not answer its probe, or was not healthy by the word of the monitoring service.',
    impact:
      'No job is started. Unless ENABLE_MOCK_DATA is false, the monitoring service invents workers, so that WorkerFailure and the dashboards show nothing of it.',
    diagnose: [
      'See whether it runs: `docker compose -p tensorfleet ps orchestrator`.',
      'Read its log: `docker compose -p tensorfleet logs --since 15m orchestrator`.',
      'Ask it: `curl http://orchestrator:50051/metrics`.',
      'See what is invented: `curl http://localhost:8082/api/worker-activity` returns mock worker data, tensorfleet-worker-1 to tensorfleet-worker-3.',
      'If it answers here and not to the monitoring service, compare ORCHESTRATOR_URL, which should be `http://orchestrator:50051`.',
    ],
    mitigate: [
      'Start it again: `docker compose -p tensorfleet up -d orchestrator`.',
      'Believe no figure of workers until it is back; set `ENABLE_MOCK_DATA=false` where the data is more than a demonstration.',
    ],
  },
})

/** The one part that is neither scraped nor probed, so that no other alert knows of it. */
export const storageUnhealthy = alert('StorageUnhealthy', {
  when: eq(select(serviceHealth, { service: 'storage' }), 0),
  for: minutes(5),
  severity: 'warning',
  owner: 'platform',
  summary: 'The storage is not healthy.',
  description: ({ labels }) =>
    `The monitoring service at ${labels.instance} holds the ${labels.service} for unhealthy.`,
  runbook: {
    meaning: 'For five minutes, the check of the storage by the monitoring service failed.',
    impact: 'Jobs may be unable to read their data and to save models.',
    diagnose: [
      'Check the service and its dependencies: `curl http://localhost:8082/health` and `curl http://localhost:8082/api/health`.',
      'View its log: `docker logs tensorfleet-monitoring`.',
      'Compare with StorageFull, and with the response time of the storage on the dashboard Services.',
    ],
    mitigate: ['Mend or restart the storage.', 'Pause jobs that write to it.'],
  },
})

export const metricsNotUpdating = alert('MetricsNotUpdating', {
  when: breaches(sinceUpdate, limits.sinceUpdate),
  for: minutes(2),
  severity: 'critical',
  owner: 'platform',
  summary: 'The monitoring service collects no metrics.',
  description: ({ value }) => `Metrics were last collected ${value} ago.`,
  runbook: {
    meaning:
      'The monitoring service answers, and what it exposes is older than a minute: its collection fails or hangs.',
    impact: 'Alerts and dashboards show how things were; HighErrorRate, WorkerFailure and StorageFull see nothing new.',
    diagnose: [
      'Check the endpoint: `curl -H "Authorization: Bearer $(cat secrets/monitoring-metrics-token)" http://localhost:8082/metrics`; without the token it answers 401.',
      'Ask for what it holds: `curl http://localhost:8082/api/metrics/summary`, `/api/metrics/live`, `/api/v1/metrics/jobs` and `/api/analytics/jobs` there.',
      'Verify the interval: `UPDATE_INTERVAL=10s` in the environment of the service.',
      'Look for "Failed to collect" in its log: `docker logs tensorfleet-monitoring`; with `LOG_LEVEL=DEBUG` it says more.',
      'Check that it reaches the services: `curl http://api-gateway:8080/metrics` and `curl http://orchestrator:50051/metrics`.',
      'Where Prometheus refuses what it exposes, validate the format: `python -c "from prometheus_client import generate_latest; print(generate_latest().decode())"` within its code.',
      "Where only the live dashboard stands still, it is the WebSocket, `ws://localhost:8082`: `socket.on('connect_error', (error) => console.log(error))` in the browser.",
    ],
    mitigate: [
      'Restart it: `docker-compose up -d --force-recreate monitoring`.',
      'Bring back the service that it cannot reach.',
    ],
  },
})

const asked = { owner: 'platform', logs: 'docker compose -p tensorfleet logs --since 15m monitoring orchestrator' }

export const platformAlerts = [
  orchestratorDown,
  storageUnhealthy,
  metricsNotUpdating,
  endpointDown(asked),
  endpointSlow(asked),
] as const
