/** What PyBase's dashboards and alerts share, and the five queries of its guide. */
import { histogramQuantile, minutes, rate, record, ruleGroup, select, serverError, share, sum } from 'plimsoll'
import { cacheOperations, extractionTasks, latency, queries, queryDuration, requests } from './metrics.ts'

const window = minutes(5)

/** Guide, "request rate by endpoint": all requests, where the guide leaves out those that failed. */
export const requestRate = record('endpoint:http_requests:rate5m', sum(rate(requests, window), { by: ['endpoint'] }), {
  help: 'HTTP requests per second, by endpoint.',
})

/** Guide, "error rate". */
export const errorRatio = record(
  'pybase:http_requests:error_ratio_rate5m',
  share(sum(rate(select(requests, { status: serverError }), window)), sum(rate(requests, window))),
  { help: 'Share of HTTP requests that the server failed.' },
)

export const endpointErrorRatio = record(
  'endpoint:http_requests:error_ratio_rate5m',
  share(
    sum(rate(select(requests, { status: serverError }), window), { by: ['endpoint'] }),
    sum(rate(requests, window), { by: ['endpoint'] }),
  ),
  { help: 'Share of HTTP requests that the server failed, by endpoint.' },
)

/** Guide, "P95 latency": summed over methods and instances first, where the guide has a quantile of every series. */
export const endpointP95 = record(
  'endpoint:http_request_duration_seconds:p95_rate5m',
  histogramQuantile(0.95, sum(rate(latency.bucket, window), { by: ['le', 'endpoint'] })),
  { help: 'Time in which 95 % of the HTTP requests are answered, by endpoint.' },
)

export const apiP95 = record(
  'pybase:http_request_duration_seconds:p95_rate5m',
  histogramQuantile(0.95, sum(rate(latency.bucket, window), { by: ['le'] })),
  { help: 'Time in which 95 % of all HTTP requests are answered.' },
)

export const extractionRate = record(
  'task_type:extraction_tasks:rate5m',
  sum(rate(extractionTasks, window), { by: ['task_type'] }),
  {
    help: 'CAD extraction tasks per second, by file type.',
  },
)

/** Guide, "extraction success rate". */
export const extractionSuccess = record(
  'pybase:extraction_tasks:success_ratio_rate5m',
  share(sum(rate(select(extractionTasks, { status: 'success' }), window)), sum(rate(extractionTasks, window))),
  { help: 'Share of CAD extraction tasks that succeed.' },
)

export const extractionFailures = record(
  'task_type:extraction_tasks:failure_ratio_rate10m',
  share(
    sum(rate(select(extractionTasks, { status: 'failure' }), minutes(10)), { by: ['task_type'] }),
    sum(rate(extractionTasks, minutes(10)), { by: ['task_type'] }),
  ),
  { help: 'Share of CAD extraction tasks that fail, by file type; over ten minutes, since tasks are few and long.' },
)

export const queryErrorRatio = record(
  'pybase:db_queries:error_ratio_rate5m',
  share(sum(rate(select(queries, { status: 'failure' }), window)), sum(rate(queries, window))),
  { help: 'Share of database queries that fail.' },
)

export const queryP95 = record(
  'operation:db_query_duration_seconds:p95_rate5m',
  histogramQuantile(0.95, sum(rate(queryDuration.bucket, window), { by: ['le', 'operation'] })),
  { help: 'Time in which 95 % of the database queries are done, by statement.' },
)

/** Guide, "cache hit ratio": of reads only, since writing and deleting hit nothing. */
export const cacheHits = record(
  'pybase:cache_operations:hit_ratio_rate5m',
  share(
    sum(rate(select(cacheOperations, { operation: 'get', status: 'hit' }), window)),
    sum(rate(select(cacheOperations, { operation: 'get' }), window)),
  ),
  { help: 'Share of cache reads that find their key.' },
)

export const recording = ruleGroup('pybase-recording', {
  writtenTo: 'recording',
  rules: [
    requestRate,
    errorRatio,
    endpointErrorRatio,
    endpointP95,
    apiP95,
    extractionRate,
    extractionSuccess,
    extractionFailures,
    queryErrorRatio,
    queryP95,
    cacheHits,
  ],
})
