/**
 * HTTP, rate limits, errors and the database, as `src/app/core/metrics.py` counts them.
 *
 * prometheus-fastapi-instrumentator, which the document names too, has a `http_requests_total` and a
 * `http_request_duration_seconds` of its own with other labels. A registry takes each name once, and where one is taken already,
 * the instrumentator registers nothing at all: what is there is what the document lists.
 */
import { counter, gauge, histogram, httpMethod, httpStatus, not, open, select } from 'plimsoll'
import { endpoint, exposed, fromZero, inEnvironment, plan } from './labels.ts'

const perRoute = { labels: { method: httpMethod, endpoint, ...inEnvironment }, atMost: 120, allow: exposed } as const

export const requests = counter('http_requests_total', {
  help: 'HTTP requests answered, scrapes of /metrics included.',
  labels: { method: httpMethod, endpoint, status_code: httpStatus, ...inEnvironment },
  // an endpoint has one or two methods and a handful of status codes
  atMost: 800,
  allow: exposed,
})

/** The document names no buckets; 2 s is one, since HighResponseTime has its line there. */
export const latency = histogram('http_request_duration_seconds', {
  help: 'Time to answer an HTTP request.',
  buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30],
  ...perRoute,
})

export const requestsInProgress = gauge('http_requests_in_progress', {
  help: 'HTTP requests that a replica is answering; in multiprocess mode declared with livesum.',
  range: fromZero,
  ...perRoute,
})

/** Prometheus and the probe ask several times a minute and are answered: they would thin out what fails for users. */
const ofUsers = { endpoint: not('/metrics') } as const

export const userRequests = select(requests, ofUsers)
export const userLatency = select(latency.bucket, ofUsers)
/** The scrape itself is always in progress. */
export const userRequestsInProgress = select(requestsInProgress, ofUsers)

export const rateLimited = counter('rate_limit_exceeded_total', {
  help: 'Requests that were refused because a rate limit was reached.',
  labels: { endpoint, plan, ...inEnvironment },
  atMost: 120,
  allow: exposed,
})

/** A class of error, never its message. */
const errorType = open({ atMost: 40, like: ['ValidationError', 'ProviderTimeout'] })

export const errors = counter('errors_total', {
  help: 'Errors of the application.',
  labels: { error_type: errorType, component: open({ atMost: 15, like: ['chat', 'storage'] }), ...inEnvironment },
  atMost: 150,
  allow: exposed,
})

const perPool = {
  labels: { pool: open({ atMost: 3, like: ['default'] }), ...inEnvironment },
  atMost: 3,
  allow: exposed,
} as const

export const connectionsActive = gauge('db_connections_active', {
  help: 'Connections of a pool that are in use; in multiprocess mode declared with livesum.',
  range: fromZero,
  ...perPool,
})

export const connectionsIdle = gauge('db_connections_idle', {
  help: 'Connections of a pool that are open and not in use; in multiprocess mode declared with livesum.',
  range: fromZero,
  ...perPool,
})

export const queryDuration = histogram('db_query_duration_seconds', {
  help: 'Time that a database query took.',
  labels: {
    operation: open({ atMost: 6, like: ['select', 'insert', 'update', 'delete'] }),
    table: open({ atMost: 30, like: ['conversations', 'messages'] }),
    ...inEnvironment,
  },
  atMost: 90,
  buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  allow: exposed,
})

export const http = [requests, latency, requestsInProgress, rateLimited, errors] as const
export const database = [connectionsActive, connectionsIdle, queryDuration] as const
