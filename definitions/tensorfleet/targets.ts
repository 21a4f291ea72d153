/**
 * What is scraped for TensorFleet, and where. The monitoring service collects what the others count and exposes it with the labels
 * of the document, so that each metric comes from its job: scraped from the others as well, it would count twice. From the workers
 * it could not be taken at all, since `worker` is one name for every replica, and a scrape gets any one of them.
 */
import { seconds, secret, target } from 'plimsoll'
import { blackboxExporter, modules, probed } from '../exporters/blackbox.ts'
import { processMetrics } from '../exporters/process.ts'
import { pythonRuntime } from '../exporters/python.ts'
import { business, completedJobs, jobs, platform, workers } from './metrics/index.ts'
import { answers, healthy } from './probes.ts'

export const monitoring = target('tensorfleet-monitoring', {
  service: 'monitoring',
  port: 8082,
  authorization: { credentialsFile: secret('monitoring-metrics-token') },
  renames: { tensorfleet_completed_jobs: completedJobs },
  // prometheus_client 0.17 tells of each counter and histogram when it began, which nobody asks
  dropMetrics: ['.+_created'],
  exposes: [jobs, workers, platform, business, pythonRuntime],
})

const counted = ['tensorfleet_.+']
/** The runtime of whichever language they are written in. */
const beside = { series: 1000, labels: 8 }
const ofProcess = Object.values(processMetrics)

/** Whether any worker answers; it may be another one at each scrape, so that nothing that it tells is kept. */
export const worker = target('tensorfleet-workers', {
  service: 'worker',
  port: 2112,
  dropMetrics: ['.+'],
  exposes: [],
})

export const apiGateway = target('api-gateway', {
  service: 'api-gateway',
  port: 8080,
  dropMetrics: counted,
  exposes: ofProcess,
  beside,
})

export const orchestrator = target('orchestrator', {
  service: 'orchestrator',
  port: 50051,
  dropMetrics: counted,
  exposes: ofProcess,
  beside,
})

/** `WORKER_CHECK_INTERVAL`, the only interval of health checks in the document. */
const every = { interval: seconds(30) }

export const health = probed('monitoring-health', { module: healthy, urls: ['http://monitoring:8082/health'] }, every)

export const dependencies = probed(
  'monitoring-dependencies',
  { module: modules.http2xx, urls: ['http://monitoring:8082/api/health'] },
  every,
)

export const orchestratorHealth = probed(
  'orchestrator-health',
  { module: answers, urls: ['http://orchestrator:50051'] },
  every,
)

export const blackbox = blackboxExporter()

/** What asks, and is not asked for: while it is down, nothing is known to be wrong. */
export const probes = [blackbox, health, dependencies, orchestratorHealth]
export const targets = [monitoring, worker, apiGateway, orchestrator, ...probes]
