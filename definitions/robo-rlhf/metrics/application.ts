/**
 * What the application exposes at :8080/metrics, through prometheus_client in one process. The document names the first three
 * metrics; the others are those that its lists promise.
 */
import { counter, gauge, histogram, httpMethod, httpStatus, oneOf, open } from 'plimsoll'
import { fromZero, pythonBuckets } from '../../exporters/shared.ts'

/** Route templates, never paths: the document forbids labels without a bound. */
const endpoint = open({ atMost: 60, like: ['/api/train', '/health', '/ready', '/live', '/metrics'] })

export const requests = counter('http_requests_total', {
  help: 'HTTP requests answered, by method, route template and status code.',
  labels: { method: httpMethod, endpoint, status: httpStatus },
  // an endpoint has one or two methods and a handful of status codes
  atMost: 600,
})

/** Without labels, as the document has it: it cannot be told which endpoint is slow. */
export const latency = histogram('http_request_duration_seconds', {
  help: 'Time to answer an HTTP request.',
  buckets: pythonBuckets,
})

/** Exposed as `active_users_total`, which would be a counter; its target renames it. */
export const activeUsers = gauge('active_users', {
  help: 'Users that are active now.',
  range: fromZero,
})

/** "Query performance", as the application sees MongoDB, its driver and the network to it included. */
const operation = oneOf('find', 'insert', 'update', 'delete', 'aggregate')

export const queryDuration = histogram('db_query_duration_seconds', {
  help: 'Time that a database query took, by kind.',
  labels: { operation },
  buckets: pythonBuckets,
})

export const queryFailures = counter('db_query_failures_total', {
  help: 'Database queries that raised an error, by kind.',
  labels: { operation },
})

/** "Connection pool usage": that of the driver in the application; the exporter knows the server's connections only. */
export const poolConnections = gauge('db_pool_connections', {
  help: 'Connections of the database driver, by whether a query uses them.',
  labels: { state: oneOf('in_use', 'idle') },
  range: fromZero,
})

export const poolMaximum = gauge('db_pool_connections_max', {
  help: 'Connections that the database driver may open, its maxPoolSize; 0 is no limit.',
  range: fromZero,
  zeroMeans: 'the pool has no limit',
})

/** "Inference latency" and "prediction accuracy": models are served by the application. */
export const inferenceDuration = histogram('inference_duration_seconds', {
  help: 'Time that a model took to answer, without the request around it.',
  buckets: pythonBuckets,
})

export const predictionAccuracy = gauge('prediction_accuracy_ratio', {
  help: 'Share of the predictions of the model that is served which were right, when it was last evaluated.',
  unit: 'ratio',
  range: [0, 1],
})

/** "Feature usage" and "success rates", the application's own KPIs; its features are not listed. */
export const featureUses = counter('feature_uses_total', {
  help: 'Uses of a feature that ended, by feature and outcome.',
  labels: {
    feature: open({ atMost: 20, like: ['teleoperation', 'preference_labelling', 'training', 'inference'] }),
    outcome: oneOf('success', 'failure'),
  },
})

export const http = [requests, latency, activeUsers] as const
export const database = [queryDuration, queryFailures, poolConnections, poolMaximum] as const
export const serving = [inferenceDuration, predictionAccuracy] as const
export const business = [featureUses] as const
