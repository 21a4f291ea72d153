/** What is scraped for Robo-RLHF, what is probed, and where. */
import { http, module, seconds, target } from 'plimsoll'
import { blackboxExporter, probed } from '../exporters/blackbox.ts'
import { cadvisorExporter } from '../exporters/cadvisor.ts'
import { dcgmExporter } from '../exporters/dcgm.ts'
import { mongodbExporter } from '../exporters/mongodb.ts'
import { nodeExporter } from '../exporters/node.ts'
import { pythonRuntime } from '../exporters/python.ts'
import { redisExporter } from '../exporters/redis.ts'
import { activeUsers, business, database, http as httpMetrics, serving, training } from './metrics/index.ts'

/** prometheus_client adds a gauge with the time of creation to each counter and histogram; nothing looks at them. */
const created = '.+_created'

/** The names of the document, which its first alert uses. */
export const application = target('robo-rlhf-app', {
  service: 'robo-rlhf',
  port: 8080,
  exposes: [...httpMetrics, ...database, ...serving, ...business, ...pythonRuntime],
  // "Adding Application Metrics": room for those that are not defined here yet
  beside: { series: 500, labels: 6 },
  renames: { active_users_total: activeUsers },
  dropMetrics: [created],
  needs: [
    "The Prometheus and the Grafana of the application's own Compose project do not run: `make up-monitoring`, which is its profile `monitoring`, starts them at the same ports as those of this stack, and whichever comes second cannot start.",
  ],
})

/**
 * The document's code serves one registry at 8080 and at 8001; scraped at both, all of it counts twice. It is two processes
 * here, in one container: the application, and a run that it starts, which would block it otherwise.
 */
export const trainer = target('robo-rlhf-training', {
  service: 'robo-rlhf',
  port: 8001,
  exposes: [...training.progress, ...training.validation, ...training.batches, ...training.resources, ...pythonRuntime],
  beside: { series: 200, labels: 4 },
  dropMetrics: [created],
})

/** The document's /health says healthy whatever its checks say, so they are looked at; without a GPU it can be healthy. */
const health = module(
  'health',
  http({
    status: [200],
    bodyMatches: ['"status":\\s*"healthy"'],
    bodyLacks: ['"(?:database|cache)":\\s*(?:false|null|"(?:unhealthy|down|error|failed)")'],
  }),
  { timeout: seconds(5) },
)
const ready = module('ready', http({ status: [200], bodyMatches: ['"status":\\s*"ready"'] }), { timeout: seconds(5) })
const live = module('live', http({ status: [200], bodyMatches: ['"status":\\s*"alive"'] }), { timeout: seconds(5) })

const endpoint = (path: string): string => `http://robo-rlhf:8080/${path}`

export const probes = [
  probed('robo-rlhf-health', { module: health, urls: [endpoint('health')] }),
  probed('robo-rlhf-ready', { module: ready, urls: [endpoint('ready')] }),
  probed('robo-rlhf-live', { module: live, urls: [endpoint('live')] }),
]

export const mongodb = mongodbExporter({ server: { uri: 'mongodb://mongodb:27017' } })

/** The document's check_redis() names no address; this is the usual one. */
export const redis = redisExporter({ server: { url: 'redis://redis:6379' } })

export const dcgm = dcgmExporter({
  needs: [
    'The host has GPUs of NVIDIA. Without any, its container cannot start, and ExporterDown fires: take `dcgm` out of definitions/robo-rlhf/targets.ts, and then the alerts and panels that `npm run check` names.',
  ],
})
export const node = nodeExporter()
export const cadvisor = cadvisorExporter()
export const blackbox = blackboxExporter()

export const targets = [application, trainer, ...probes, mongodb, redis, dcgm, node, cadvisor, blackbox]
