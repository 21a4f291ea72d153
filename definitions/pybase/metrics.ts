/** What PyBase's own processes expose, through prometheus_client in multiprocess mode. */
import { counter, gauge, histogram, httpMethod, httpStatus, oneOf, open } from 'plimsoll'

/** Route templates, never paths: FastAPI gives `/api/v1/tables/{table_id}`. */
const endpoint = open({ atMost: 80, like: ['/api/v1/tables/{table_id}', '/api/v1/records', '/api/v1/extractions'] })
const taskType = oneOf('pdf', 'dxf', 'ifc', 'step')
const outcome = oneOf('success', 'failure')
const statement = oneOf('select', 'insert', 'update', 'delete')

export const requests = counter('http_requests_total', {
  help: 'HTTP requests answered, by method, route template and status code.',
  labels: { method: httpMethod, endpoint, status: httpStatus },
  // an endpoint has one or two methods and a handful of status codes
  atMost: 1000,
})

export const latency = histogram('http_request_duration_seconds', {
  help: 'Time to answer an HTTP request, by method and route template.',
  labels: { method: httpMethod, endpoint },
  atMost: 160,
  buckets: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 1, 2.5, 5, 7.5, 10],
})

export const extractionTasks = counter('extraction_tasks_total', {
  help: 'CAD extraction tasks that ended, by file type and outcome.',
  labels: { task_type: taskType, status: outcome },
})

export const extractionRetries = counter('extraction_task_retries_total', {
  help: 'CAD extraction tasks that Celery tried again, by file type.',
  labels: { task_type: taskType },
})

export const extractionDuration = histogram('extraction_duration_seconds', {
  help: 'Time that a CAD extraction task took, by file type.',
  labels: { task_type: taskType },
  buckets: [1, 5, 10, 30, 60, 120, 300, 600],
})

/** The document asks for an error ratio of database queries, and has no metric that counts them. */
export const queries = counter('db_queries_total', {
  help: 'Database queries that ended, by statement and outcome.',
  labels: { operation: statement, status: outcome },
})

export const queryDuration = histogram('db_query_duration_seconds', {
  help: 'Time that a database query took, by statement.',
  labels: { operation: statement },
  buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
})

export const cacheOperations = counter('cache_operations_total', {
  help: 'Cache operations, by kind and by whether the key was there.',
  labels: { operation: oneOf('get', 'set', 'delete'), status: oneOf('hit', 'miss') },
})

/** The document gives this gauge buckets, which a gauge has not; they are the marks on its panel. */
export const websocketConnections = gauge('websocket_connections_active', {
  help: 'WebSocket connections that are open; in multiprocess mode declared with livesum.',
  range: [0, 'none'],
})

/** Every process that talks to the database and the cache exposes these. */
export const storage = [queries, queryDuration, cacheOperations] as const
export const api = [requests, latency, websocketConnections] as const
export const extraction = [extractionTasks, extractionRetries, extractionDuration] as const
