/**
 * What is scraped for TensorFleet, and where. The monitoring service collects what the others count and exposes it with the labels
 * of the document, so that each metric comes from its job: scraped from the others as well, it would count twice. From the workers
 * it could not be taken at all, since `worker` is one name for every replica, and a scrape gets any one of them.
 */
import { seconds, secret, target } from 'plimsoll'
import { blackboxExporter, probed } from '../exporters/blackbox.ts'
import { processMetrics } from '../exporters/process.ts'
import { pythonRuntime } from '../exporters/python.ts'
import { business, completedJobs, jobs, platform, workers } from './metrics/index.ts'
import { allHealthy, answers, healthy } from './probes.ts'

/** Metrics that the document does not name, and without which alerts and panels stay empty; metrics/ says what each is. */
const byConvention = [
  '`tensorfleet_api_errors_total`, without which HighErrorRate never fires',
  '`tensorfleet_storage_usage_ratio`, without which StorageFull never fires',
  '`tensorfleet_service_health_status`, without which PartUnhealthy never fires',
  '`tensorfleet_last_update_timestamp_seconds`, without which MetricsNotUpdating never fires',
  '`tensorfleet_busy_workers` and `tensorfleet_task_queue_length`, without which ScalingAdvised never fires',
  '`tensorfleet_idle_workers`, `tensorfleet_worker_capacity`, `tensorfleet_worker_active`, `tensorfleet_worker_status`, `tensorfleet_worker_last_activity_timestamp_seconds`, `tensorfleet_queue_size`, `tensorfleet_job_duration_seconds`, `tensorfleet_job_progress_ratio`, `tensorfleet_storage_size_bytes`, `tensorfleet_storage_operations_total` and `tensorfleet_metrics_collected_total`, which are on dashboards',
]

export const monitoringService = target('tensorfleet-monitoring', {
  service: 'monitoring',
  port: 8082,
  authorization: { credentialsFile: secret('monitoring-metrics-token') },
  renames: { tensorfleet_completed_jobs: completedJobs },
  // prometheus_client 0.17 tells of each counter and histogram when it began, which nobody asks
  dropMetrics: ['.+_created'],
  exposes: [jobs, workers, platform, business, pythonRuntime],
  // jobs and workers that are gone and were not removed: at twenty jobs a day, some weeks of them
  beside: { series: 2000, labels: 2 },
  needs: [
    `It exposes, by convention: ${byConvention.join('; ')}.`,
    'It removes the series of jobs that ended and of workers that went, by `remove()` of prometheus_client; otherwise each that ever was stays in every scrape, until it has more samples than the `sample_limit` of the job and fails as a whole.',
    'It runs as one process, such as `gunicorn --workers 1 --threads 8`: of several, a scrape is answered by any one with its own counters, and in multiprocess mode prometheus_client neither removes series nor has an Enum, as which `tensorfleet_worker_status` is exposed.',
    'It takes the token as `Authorization: Bearer <token>`.',
    "The `prometheus` and the `grafana` of TensorFleet's own Compose file are stopped: this stack takes their place, their names in the network and their ports.",
  ],
})

/** What the monitoring service tells already. */
const collected = ['tensorfleet_.+']

/** Whether any worker answers; it may be another one at each scrape, so that nothing that it tells is kept. */
export const worker = target('tensorfleet-workers', {
  service: 'worker',
  port: 2112,
  dropMetrics: ['.+'],
  exposes: [],
})

/** A service of which only its process is looked at, and the runtime of whichever language it is written in is kept. */
const processOf = <const J extends string>(service: J, port: number) =>
  target(service, {
    service,
    port,
    dropMetrics: collected,
    exposes: Object.values(processMetrics),
    beside: { series: 1000, labels: 8 },
  })

export const apiGateway = processOf('api-gateway', 8080)
export const orchestrator = processOf('orchestrator', 50_051)

/** `WORKER_CHECK_INTERVAL`, the only interval of health checks in the document. */
const healthCheck = { interval: seconds(30) }

export const health = probed(
  'monitoring-health',
  { module: healthy, urls: ['http://monitoring:8082/health'] },
  healthCheck,
)

export const dependencies = probed(
  'monitoring-dependencies',
  { module: allHealthy, urls: ['http://monitoring:8082/api/health'] },
  healthCheck,
)

export const orchestratorHealth = probed(
  'orchestrator-health',
  { module: answers, urls: ['http://orchestrator:50051'] },
  healthCheck,
)

export const blackbox = blackboxExporter()

/** What asks, and is not asked for: while it is down, nothing is known to be wrong. */
export const probes = [blackbox, health, dependencies, orchestratorHealth]
export const targets = [monitoringService, worker, apiGateway, orchestrator, ...probes]
