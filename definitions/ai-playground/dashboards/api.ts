/** The API: rate, errors and duration of requests, and their sizes. */
import {
  block,
  clientError,
  dashboard,
  dashboardRange,
  increase,
  panel,
  query,
  rate,
  rateInterval,
  re,
  row,
  select,
  serverError,
  sum,
  topk,
} from 'plimsoll'
import { apiActive, apiDuration, apiRequestSize, apiRequests, apiResponseSize } from '../metrics/index.ts'
import { apiErrors, apiP95, endpointErrors, endpointP95, requestRate } from '../recording.ts'

const now = [
  panel.stat('Requests', { description: 'Requests per second.', show: sum(requestRate) }),
  panel.stat('Errors', { description: 'Share of the requests that the server failed.', show: apiErrors }),
  panel.stat('p95', { description: 'Time in which 95 % of the requests are answered.', show: apiP95 }),
  panel.stat('Active requests', { description: 'Requests that are being answered.', show: sum(apiActive) }),
]

const requests = [
  panel.timeSeries('Throughput by endpoint', {
    description: 'Requests per second, by endpoint.',
    show: requestRate,
    stacked: true,
    width: 8,
  }),
  block.rates('Requests by status', apiRequests, { by: ['status_code'], width: 8 }),
  panel.timeSeries('Active requests by endpoint', {
    description: 'Requests that are being answered, by endpoint. What piles up waits for something.',
    show: sum(apiActive, { by: ['endpoint'] }),
    stacked: true,
    width: 8,
  }),
]

const durations = [
  block.percentiles('Request duration percentiles', apiDuration, { width: 8 }),
  panel.timeSeries('p95 by endpoint', {
    description: 'Time in which 95 % of the requests are answered, by endpoint.',
    show: endpointP95,
    width: 8,
  }),
  panel.barGauge('Slowest endpoints', {
    description: 'The ten endpoints with the highest p95 now.',
    show: topk(10, endpointP95),
    width: 8,
  }),
  block.distribution('Request durations', apiDuration, { width: 24 }),
]

const errors = [
  panel.timeSeries('Error rate by endpoint', {
    description: 'Share of the requests of each endpoint that the server failed.',
    show: endpointErrors,
    width: 8,
  }),
  panel.timeSeries('Errors by status', {
    description: 'Answers per second that tell of an error, of the client or of the server, by status code.',
    show: sum(rate(select(apiRequests, { status_code: re('[45]..') }), rateInterval), { by: ['status_code'] }),
    draw: 'bars',
    stacked: true,
    width: 8,
  }),
  panel.table('Errors by endpoint', {
    description: 'Errors in the time range by endpoint and status, those of clients and those of the server.',
    show: [
      query(
        sum(increase(select(apiRequests, { status_code: serverError }), dashboardRange), {
          by: ['endpoint', 'status_code'],
        }),
        { legend: 'server errors' },
      ),
      query(
        sum(increase(select(apiRequests, { status_code: clientError }), dashboardRange), {
          by: ['endpoint', 'status_code'],
        }),
        { legend: 'client errors' },
      ),
    ],
    decimals: 0,
    columns: { endpoint: 'Endpoint', status_code: 'Status' },
    width: 8,
  }),
]

const sizes = [
  block.percentiles('Request sizes', apiRequestSize, { quantiles: [0.5, 0.95] }),
  block.percentiles('Response sizes', apiResponseSize, { quantiles: [0.5, 0.95] }),
  panel.timeSeries('Bytes in and out', {
    description: 'Bytes per second of the bodies of requests and of responses.',
    show: [
      query(sum(rate(apiRequestSize.sum, rateInterval)), { legend: 'requests' }),
      query(sum(rate(apiResponseSize.sum, rateInterval)), { legend: 'responses' }),
    ],
    width: 24,
  }),
]

export const api = dashboard('api', {
  title: 'API Performance',
  description: 'Rate, errors and duration of the HTTP API, and the sizes of requests and responses.',
  variables: ['endpoint'],
  rows: [
    row('Now', now),
    row('Requests', requests),
    row('Durations', durations),
    row('Errors', errors),
    row('Sizes', sizes),
  ],
})
