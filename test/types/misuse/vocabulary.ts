// What the misuses are made of.
import { counter, gauge, histogram, httpMethod, httpStatus, minutes, oneOf, open, rate, sum, thresholds, bytes, seconds } from 'plimsoll'

const endpoint = open({ atMost: 80 })

export const requests = counter('http_requests_total', {
  help: 'HTTP requests.',
  labels: { method: httpMethod, endpoint, status: httpStatus },
})
export const cache = counter('cache_operations_total', {
  help: 'Cache operations.',
  labels: { operation: oneOf('get', 'set'), status: oneOf('hit', 'miss') },
})
export const latency = histogram('http_request_duration_seconds', {
  help: 'Time to answer.',
  labels: { endpoint },
  buckets: [0.1, 1],
})
export const memory = gauge('memory_used_bytes', { help: 'Memory.', unit: 'bytes' })
export const memoryMax = gauge('memory_max_bytes', { help: 'Memory at most.', unit: 'bytes', labels: { slab: endpoint } })

export const byEndpoint = sum(rate(requests, minutes(5)), { by: ['endpoint'] })
export const byStatus = sum(rate(requests, minutes(5)), { by: ['status'] })
export const limits = thresholds({
  size: { above: bytes(100), why: 'It is full.' },
  time: { above: seconds(1), why: 'It is slow.' },
})
