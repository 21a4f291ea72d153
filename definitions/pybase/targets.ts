/** What is scraped for PyBase, and where. */
import { secret, target } from 'plimsoll'
import { cadvisorExporter } from '../exporters/cadvisor.ts'
import { nodeExporter } from '../exporters/node.ts'
import { postgresExporter } from '../exporters/postgres.ts'
import { redisExporter, redisExposed } from '../exporters/redis.ts'
import { redisKeys } from '../exporters/redis-optional.ts'
import { api, extraction, storage } from './metrics.ts'

/** In multiprocess mode prometheus_client exposes nothing of its own runtime, so that these are all series there are. */
export const backend = target('backend', {
  service: 'backend',
  port: 8000,
  path: '/api/v1/metrics',
  exposes: [api, storage],
})

export const extractionWorker = target('extraction-worker', {
  service: 'extraction-worker',
  port: 9090,
  exposes: [extraction, storage],
})

export const searchWorker = target('search-worker', { service: 'search-worker', port: 9091, exposes: [storage] })

export const postgres = postgresExporter({
  service: 'postgres_exporter',
  server: {
    uri: 'postgres:5432/pybase?sslmode=disable',
    user: 'postgres_exporter',
    password: secret('postgres-exporter-password'),
  },
})

/** The queues of Celery are lists in Redis, each of the name of its queue; the document names none, so these are by its workers. */
const queues = ['celery', 'extraction', 'search']

export const redis = redisExporter({
  service: 'redis_exporter',
  server: {
    url: 'redis://redis:6379',
    flags: [`--check-single-keys=${queues.map((queue) => `db0=${queue}`).join(',')}`],
  },
  exposes: [...redisExposed, redisKeys.keySize],
})

/** Disk space is the host's, and container resources are in the document's list; both need an exporter of their own. */
export const node = nodeExporter()
export const cadvisor = cadvisorExporter()

export const targets = [backend, extractionWorker, searchWorker, postgres, redis, node, cadvisor]
