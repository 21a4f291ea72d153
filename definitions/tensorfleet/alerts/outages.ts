/** What makes the others silent while something is wrong: they believe what the monitoring service says. One alert for one cause. */
import { alert, breaches, eq, min, minutes, or, select } from 'plimsoll'
import { endpointDown, endpointSlow } from '../../common/probes.ts'
import { scrape } from '../../exporters/scrape.ts'
import { monitoringServiceDown, sinceUpdate } from '../measures.ts'
import { serviceHealth } from '../metrics/index.ts'
import { partHealth } from '../recording/index.ts'
import { limits } from '../thresholds.ts'
import { logOfMonitoring, metricsOf } from './steps.ts'

/** ENABLE_MOCK_DATA hides it: workers go on being active in what the monitoring service exposes. */
const orchestratorDown = alert('OrchestratorDown', {
  when: eq(select(partHealth, { service: 'orchestrator' }), 0),
  for: minutes(2),
  severity: 'critical',
  owner: 'platform',
  summary: 'The orchestrator is down or not healthy.',
  description: ({ labels }) =>
    `The ${labels.service} does not answer, or is not healthy; data of workers may be invented meanwhile.`,
  runbook: {
    meaning:
      'For two minutes, the orchestrator was not scraped, did not answer its probe, or was not healthy by the word of the monitoring service.',
    impact:
      'No job is started. Unless ENABLE_MOCK_DATA is false, the monitoring service invents workers, so that WorkerFailure and the dashboards show nothing of it.',
    diagnose: [
      'See whether it runs: `docker compose -p tensorfleet ps -a orchestrator`.',
      'Read its log: `docker compose -p tensorfleet logs --since 15m orchestrator`.',
      `Ask it: ${metricsOf('orchestrator:50051')}.`,
      'See what is invented: `curl http://localhost:8082/api/worker-activity` returns mock worker data, tensorfleet-worker-1 to tensorfleet-worker-3.',
      'If it answers Prometheus and not the monitoring service, compare ORCHESTRATOR_URL, which should be `http://orchestrator:50051`.',
    ],
    mitigate: [
      'Start it again: `docker compose -p tensorfleet restart orchestrator`.',
      'Believe no figure of workers until it is back; set `ENABLE_MOCK_DATA=false` where the data is more than a demonstration.',
    ],
  },
})

/** Nearly all metrics come from it, so that it is told sooner than other targets. */
const monitoringDown = alert('MonitoringServiceDown', {
  when: monitoringServiceDown,
  for: minutes(1),
  severity: 'critical',
  owner: 'platform',
  summary: 'The monitoring service is down.',
  description: ({ labels }) =>
    `The scrape of ${labels.instance} fails; of jobs, workers and the storage nothing is known meanwhile.`,
  runbook: {
    meaning:
      'For a minute, every scrape of the monitoring service failed: it does not run, is not reached, or refuses the token.',
    impact:
      'Nearly all metrics of TensorFleet come from it: HighErrorRate, WorkerFailure and StorageFull are silent, and dashboards stand still.',
    diagnose: [
      'Read why the scrape fails, beside the target: http://localhost:9090/targets.',
      'See whether it runs: `docker compose -p tensorfleet ps -a monitoring`.',
      logOfMonitoring,
      'Check it: `curl http://localhost:8082/health`.',
      '401: the token in `secrets/monitoring-metrics-token` is not the one that it takes.',
      '"sample limit exceeded": series of jobs and workers that are gone are not removed; a restart helps for a while.',
      'Where what it exposes cannot be read, check the format, in the folder of the stack: `curl -s -H "Authorization: Bearer $(cat secrets/monitoring-metrics-token)" http://localhost:8082/metrics | docker compose exec -T prometheus promtool check metrics`.',
    ],
    mitigate: ['Restart it: `docker compose -p tensorfleet restart monitoring`.'],
  },
})

const metricsNotUpdating = alert('MetricsNotUpdating', {
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
      'Check the endpoint, in the folder of the stack: `curl -H "Authorization: Bearer $(cat secrets/monitoring-metrics-token)" http://localhost:8082/metrics`; without the token it answers 401.',
      'Ask for what it holds: `curl http://localhost:8082/api/metrics/summary`, `/api/metrics/live` and `/api/v1/dashboard/overview` there.',
      'Verify the interval: `UPDATE_INTERVAL=10s` in the environment of the service.',
      'Look for "Failed to collect" in its log: `docker logs --since 15m tensorfleet-monitoring`; with `LOG_LEVEL=DEBUG` it says more.',
      `Check that what it collects from answers: ${metricsOf('api-gateway:8080')}, and the same with \`http://orchestrator:50051/metrics\`.`,
      "Where only the live dashboard stands still, it is the WebSocket, `ws://localhost:8082`, which nothing measures: `socket.on('connect_error', (error) => console.log(error))` in the browser.",
    ],
    mitigate: [
      'Restart it: `docker compose -p tensorfleet restart monitoring`.',
      'Bring back the service that it cannot reach.',
    ],
  },
})

const asked = {
  owner: 'platform',
  logs: 'docker compose -p tensorfleet logs --since 15m monitoring orchestrator',
}

/** /health names the storage among its dependencies, of which PartUnhealthy tells. */
const knownOtherwise = or(
  eq(min(select(scrape.up, { job: 'tensorfleet-monitoring' })), 0),
  eq(min(select(serviceHealth, { service: 'storage' })), 0),
)

/** Of the two other probes, OrchestratorDown and SystemDegraded tell. */
const monitoringUnhealthy = endpointDown({
  ...asked,
  except: knownOtherwise,
  elsewhere: ['orchestrator-health', 'monitoring-dependencies'],
})

export const outageAlerts = [
  orchestratorDown,
  monitoringDown,
  metricsNotUpdating,
  monitoringUnhealthy,
  endpointSlow(asked),
] as const
