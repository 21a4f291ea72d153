/** The API: what PerformanceMonitoringMiddleware counts. */
import { counter, gauge, histogram, httpMethod, httpStatus } from 'plimsoll'
import { endpoint } from './labels.ts'

const byRoute = { method: httpMethod, endpoint } as const
/** An endpoint has one or two methods and a handful of status codes. */
const byAnswer = { labels: { ...byRoute, status_code: httpStatus }, atMost: 800 } as const
const sizes = { unit: 'bytes', labels: byRoute, atMost: 160, buckets: [100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8] } as const

export const apiDuration = histogram('api_request_duration_seconds', {
  help: 'Time to answer a request, by method, route template and status code.',
  ...byAnswer,
  buckets: [0.01, 0.05, 0.1, 0.5, 1, 2, 5, 10, 30],
})

export const apiRequests = counter('api_requests_total', {
  help: 'Requests answered, by method, route template and status code.',
  ...byAnswer,
})

export const apiActive = gauge('api_active_requests', {
  help: 'Requests that are being answered, by method and route template; in multiprocess mode declared with livesum.',
  labels: byRoute,
  atMost: 160,
  range: [0, 'none'],
})

export const apiRequestSize = histogram('api_request_size_bytes', {
  help: 'Announced size of a request, by method and route template; requests without a body are left out.',
  ...sizes,
})

export const apiResponseSize = histogram('api_response_size_bytes', {
  help: 'Announced size of a response, by method and route template; responses without a body are left out.',
  ...sizes,
})

export const api = [apiDuration, apiRequests, apiActive, apiRequestSize, apiResponseSize] as const
