/** The services of the platform as the monitoring service sees them, and that service itself. */
import { counter, gauge, oneOf } from 'plimsoll'
import { fromZero } from '../../exporters/shared.ts'

/** The services in the answer of /api/v1/metrics/system. */
const service = oneOf('api_gateway', 'orchestrator', 'storage')
/** What the check of health goes through. */
const part = oneOf('orchestrator', 'workers', 'api_gateway', 'storage')
const ofServices = { 'target-label': 'the document labels it so, and no target attaches a service' } as const

export const apiRequests = counter('tensorfleet_api_requests_total', {
  help: 'Requests that the API answered, by service.',
  labels: { service },
  allow: ofServices,
})

/** By convention: the document alerts on a rate of errors, and counts requests without their outcome. */
export const apiErrors = counter('tensorfleet_api_errors_total', {
  help: 'Requests that the API failed, by service.',
  labels: { service },
  allow: ofServices,
})

/** In seconds, as in the example of a scrape; the answer of /api/v1/metrics/system has milliseconds. */
export const responseTime = gauge('tensorfleet_response_time_seconds', {
  help: 'Time in which a service answered last.',
  unit: 'seconds',
  range: fromZero,
  labels: { service },
  allow: ofServices,
})

export const systemHealth = gauge('tensorfleet_system_health_status', {
  help: 'Whether the monitoring service holds the system for healthy: 1, or 0 where it is degraded.',
  unit: 'boolean',
})

/** By convention: the `status` of each service, and what check_service_health() asks. */
export const serviceHealth = gauge('tensorfleet_service_health_status', {
  help: 'Whether the monitoring service holds a part of the system for healthy: 1, or 0.',
  unit: 'boolean',
  labels: { service: part },
  allow: ofServices,
})

/** By convention, these three: `storage_usage`, `total_size` and `operations_per_second` of the storage. */
export const storageUsage = gauge('tensorfleet_storage_usage_ratio', {
  help: 'Share of the storage that is used.',
  unit: 'ratio',
})

export const storageSize = gauge('tensorfleet_storage_size_bytes', {
  help: 'Size of what is stored.',
  unit: 'bytes',
  range: fromZero,
})

export const storageOperations = counter('tensorfleet_storage_operations_total', {
  help: 'Operations on the storage.',
})

/** By convention, these two: `metrics_collected` and `last_update` in the answer of /health; its `uptime` is process_start_time_seconds. */
export const metricsCollected = counter('tensorfleet_metrics_collected_total', {
  help: 'Metrics that the monitoring service collected from the other services.',
})

export const lastUpdate = gauge('tensorfleet_last_update_timestamp_seconds', {
  help: 'When the monitoring service last collected metrics, as a Unix time.',
  unit: 'timestamp',
})

export const platform = [
  apiRequests,
  apiErrors,
  responseTime,
  systemHealth,
  serviceHealth,
  storageUsage,
  storageSize,
  storageOperations,
  metricsCollected,
  lastUpdate,
] as const
