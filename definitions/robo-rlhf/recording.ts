/** What is computed once for dashboards and alerts: the document asks for it where queries are expensive. */
import {
  add,
  histogramQuantile,
  hours,
  minutes,
  mul,
  or,
  rate,
  ratio,
  record,
  ruleGroup,
  select,
  serverError,
  share,
  sum,
} from 'plimsoll'
import { redis } from '../exporters/redis.ts'
import { featureUses, latency, queryDuration, queryFailures, requests, training } from './metrics/index.ts'

const window = minutes(5)

export const requestRate = record('endpoint:http_requests:rate5m', sum(rate(requests, window), { by: ['endpoint'] }), {
  help: 'HTTP requests per second, by endpoint.',
})

const failed = sum(rate(select(requests, { status: serverError }), window))
const all = sum(rate(requests, window))

/** 0 where nothing has failed yet, since the client counts a status when it first occurs. */
export const errorRate = record('robo_rlhf:http_requests:errors_rate5m', or(failed, mul(all, 0)), {
  help: 'HTTP requests per second that the server failed.',
})

export const errorRatio = record('robo_rlhf:http_requests:error_ratio_rate5m', share(failed, all), {
  help: 'Share of HTTP requests that the server failed.',
})

export const latencyP95 = record(
  'robo_rlhf:http_request_duration_seconds:p95_rate5m',
  histogramQuantile(0.95, sum(rate(latency.bucket, window), { by: ['le'] })),
  { help: 'Time in which 95 % of the HTTP requests are answered.' },
)

export const queryP95 = record(
  'operation:db_query_duration_seconds:p95_rate5m',
  histogramQuantile(0.95, sum(rate(queryDuration.bucket, window), { by: ['le', 'operation'] })),
  { help: 'Time in which 95 % of the database queries are done, by kind.' },
)

export const queryFailureRatio = record(
  'operation:db_query_failures:ratio_rate5m',
  share(
    sum(rate(queryFailures, window), { by: ['operation'] }),
    sum(rate(queryDuration.count, window), { by: ['operation'] }),
  ),
  { help: 'Share of database queries that fail, by kind.' },
)

const hits = sum(rate(redis.keyspaceHits, window))

export const cacheHits = record(
  'robo_rlhf:redis_keyspace_hits:ratio_rate5m',
  ratio(hits, add(hits, sum(rate(redis.keyspaceMisses, window)))),
  { help: 'Share of the look-ups in Redis that find their key.' },
)

export const stepRate = record('robo_rlhf:training_steps:rate5m', sum(rate(training.steps, window)), {
  help: 'Training steps per second.',
})

export const throughput = record('robo_rlhf:training_samples:rate5m', sum(rate(training.samples, window)), {
  help: 'Samples per second that are trained on.',
})

export const featureSuccess = record(
  'feature:feature_uses:success_ratio_rate1h',
  share(
    sum(rate(select(featureUses, { outcome: 'success' }), hours(1)), { by: ['feature'] }),
    sum(rate(featureUses, hours(1)), { by: ['feature'] }),
  ),
  { help: 'Share of the uses of a feature that succeed, by feature; over an hour, since some are used seldom.' },
)

export const recording = ruleGroup('robo-rlhf-recording', {
  writtenTo: 'recording',
  rules: [
    requestRate,
    errorRate,
    errorRatio,
    latencyP95,
    queryP95,
    queryFailureRatio,
    cacheHits,
    stepRate,
    throughput,
    featureSuccess,
  ],
})
