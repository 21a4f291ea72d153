/**
 * prometheus-fastapi-instrumentator: what a FastAPI application exposes with it, in its own /metrics.
 * https://github.com/trallnag/prometheus-fastapi-instrumentator
 */
import { counter, gauge, histogram, httpMethod, oneOf, open, summary } from 'plimsoll'
import { fromZero } from './shared.ts'

/** A route's template; requests without one are counted as `none`. */
const handler = open({ atMost: 80, like: ['/api/items/{id}', 'none'] })

export const fastapi = {
  requests: counter('http_requests_total', {
    help: 'Requests by route, method and class of status.',
    labels: { handler, method: httpMethod, status: oneOf('1xx', '2xx', '3xx', '4xx', '5xx') },
    atMost: 500,
  }),
  requestDuration: histogram('http_request_duration_seconds', {
    help: 'Time to answer a request, by route, in seconds; too few buckets for quantiles above one second.',
    labels: { handler, method: httpMethod },
    atMost: 160,
    buckets: [0.1, 0.5, 1],
  }),
  requestDurationHighr: histogram('http_request_duration_highr_seconds', {
    help: 'Time to answer a request, over all routes, in seconds, with buckets for quantiles.',
    buckets: [0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 7.5, 10, 30, 60],
  }),
  requestSize: summary('http_request_size_bytes', {
    help: 'Announced length of a request in bytes, 0 where it is not; count and sum only.',
    unit: 'bytes',
    labels: { handler },
  }),
  responseSize: summary('http_response_size_bytes', {
    help: 'Announced length of a response in bytes, 0 where it is not; count and sum only.',
    unit: 'bytes',
    labels: { handler },
  }),
} as const

export const fastapiInProgress = {
  requestsInprogress: gauge('http_requests_inprogress', {
    help: 'Requests that are being answered, over all processes.',
    range: fromZero,
    labels: { handler, method: httpMethod },
    atMost: 160,
    needs: 'should_instrument_requests_inprogress with inprogress_labels',
  }),
} as const
