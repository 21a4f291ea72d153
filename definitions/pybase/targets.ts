/** What is scraped for PyBase, and where. */
import { target } from 'plimsoll'
import { cadvisorExporter } from '../exporters/cadvisor.ts'
import { nodeExporter } from '../exporters/node.ts'
import { postgresExporter } from '../exporters/postgres.ts'
import { prometheusServer } from '../exporters/prometheus.ts'
import { redisExporter } from '../exporters/redis.ts'
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

export const postgres = postgresExporter({ service: 'postgres_exporter' })

export const redis = redisExporter({ service: 'redis_exporter' })

/** Disk space is the host's, and container resources are in the document's list; both need an exporter of their own. */
export const node = nodeExporter()
export const cadvisor = cadvisorExporter()

export const prometheus = prometheusServer()

export const targets = [backend, extractionWorker, searchWorker, postgres, redis, node, cadvisor, prometheus]
