/** API performance: who asks for what, how fast it is answered, and what fails. */
import {
  block,
  clientError,
  dashboard,
  dashboardRange,
  days,
  increase,
  offset,
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
import { latency, requests } from '../metrics.ts'
import { apiP95, endpointErrorRatio, endpointP95, errorRatio, requestRate } from '../recording.ts'

const byRate = [
  panel.timeSeries('Request rate by endpoint', {
    description: 'HTTP requests per second, by endpoint.',
    show: requestRate,
    stacked: true,
  }),
  block.rates('Request rate by method', requests, { by: ['method'] }),
]

const duration = [
  block.percentiles('Response time percentiles', latency),
  block.distribution('Response times', latency),
  panel.timeSeries('p95 by endpoint', {
    description: 'Time in which 95 % of the requests are answered, by endpoint.',
    show: endpointP95,
  }),
  panel.barGauge('Slowest endpoints', {
    description: 'The ten endpoints with the highest p95 now.',
    show: topk(10, endpointP95),
  }),
]

const errors = [
  panel.timeSeries('Error rate', {
    description: 'Share of requests that the server failed; ApiErrorsHigh fires above the line.',
    show: query(errorRatio, { legend: 'errors', color: 'red' }),
    width: 8,
  }),
  panel.timeSeries('Error rate by endpoint', {
    description: 'Share of the requests of each endpoint that the server failed.',
    show: endpointErrorRatio,
    width: 8,
  }),
  panel.timeSeries('Errors by status code', {
    description: 'Responses per second that tell of an error, of the client or of the server, by status code.',
    show: sum(rate(select(requests, { status: re('[45]..') }), rateInterval), { by: ['status'] }),
    draw: 'bars',
    stacked: true,
    width: 8,
  }),
  panel.table('Error rate breakdown', {
    description: 'Errors in the time range by endpoint and status code, those of clients and those of the server.',
    show: [
      query(sum(increase(select(requests, { status: serverError }), dashboardRange), { by: ['endpoint', 'status'] }), {
        legend: 'server errors',
      }),
      query(sum(increase(select(requests, { status: clientError }), dashboardRange), { by: ['endpoint', 'status'] }), {
        legend: 'client errors',
      }),
    ],
    width: 24,
    decimals: 0,
    columns: { endpoint: 'Endpoint', status: 'Status' },
  }),
]

const patterns = [
  panel.timeSeries('Traffic patterns over time', {
    description: 'Requests per second beside those of the same hour a day and a week ago.',
    show: [
      query(sum(rate(requests, rateInterval)), { legend: 'now', color: 'blue' }),
      query(sum(rate(offset(requests, days(1)), rateInterval)), { legend: 'a day ago', color: 'light-blue' }),
      query(sum(rate(offset(requests, days(7)), rateInterval)), { legend: 'a week ago', color: 'text' }),
    ],
    width: 24,
  }),
]

const now = [
  panel.stat('Requests', { description: 'HTTP requests per second.', show: sum(requestRate), width: 8 }),
  panel.stat('Errors', { description: 'Share of requests that the server failed.', show: errorRatio, width: 8 }),
  panel.stat('p95', { description: 'Time in which 95 % of the requests are answered.', show: apiP95, width: 8 }),
]

export const apiPerformance = dashboard('api-performance', {
  title: 'API Performance',
  description: 'Rate, errors and duration of the HTTP API, by endpoint.',
  variables: ['endpoint'],
  rows: [
    row('Now', now),
    row('Requests', byRate),
    row('Response times', duration),
    row('Errors', errors),
    row('Traffic', patterns),
  ],
})
