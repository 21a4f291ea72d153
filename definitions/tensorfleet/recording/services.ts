/** Requests, errors and operations of the services. */
import { minutes, rate, record, share, sum } from 'plimsoll'
import { apiErrors, apiRequests, storageOperations } from '../metrics/index.ts'

const window = minutes(5)
const byService = { by: ['service'] } as const

/** `requests_per_second`. */
export const requestRate = record('service:api_requests:rate5m', sum(rate(apiRequests, window), byService), {
  help: 'Requests to the API per second, by service.',
})

/**
 * `error_rate`, as a share from 0 to 1 where the document has percent. One over all services would count a request at each service
 * that it passes through, and hide one that fails behind two that do not; that of users is the one of api_gateway.
 */
export const errorRatio = record(
  'service:api_requests:error_ratio_rate5m',
  share(sum(rate(apiErrors, window), byService), sum(rate(apiRequests, window), byService)),
  { help: 'Share of the requests to the API that fail, by service.' },
)

/** `operations_per_second`. */
export const storageRate = record('tensorfleet:storage_operations:rate5m', sum(rate(storageOperations, window)), {
  help: 'Operations on the storage per second.',
})

export const serviceRecording = [requestRate, errorRatio, storageRate] as const
