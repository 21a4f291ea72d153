/** Application Performance: HTTP, the database and the cache. */
import {
  anyOf,
  block,
  dashboard,
  div,
  gt,
  panel,
  query,
  rate,
  rateInterval,
  ratio,
  re,
  row,
  select,
  serverError,
  sum,
  toBaseUnit,
} from 'plimsoll'
import { redisPanels } from '../../common/redis.ts'
import { mongodb } from '../../exporters/mongodb.ts'
import { latency, poolConnections, poolMaximum, queryDuration, queryFailures, requests } from '../metrics/index.ts'
import { cacheHits, errorRate, errorRatio, latencyP95, queryFailureRatio, queryP95, requestRate } from '../recording.ts'

const now = [
  panel.stat('Requests', { description: 'HTTP requests per second.', show: sum(requestRate) }),
  panel.stat('Errors', { description: 'HTTP requests per second that the server failed.', show: errorRate }),
  panel.stat('Failed requests', {
    description: 'Share of the HTTP requests that the server failed.',
    show: errorRatio,
  }),
  panel.stat('p95', { description: 'Time in which 95 % of the HTTP requests are answered.', show: latencyP95 }),
]

const traffic = [
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
]

const errors = [
  panel.timeSeries('Error rate', {
    description: 'HTTP requests per second that the server failed; HighErrorRate fires above the line.',
    show: query(errorRate, { legend: 'errors', color: 'red' }),
    width: 8,
  }),
  panel.timeSeries('Errors by endpoint', {
    description: 'HTTP requests per second that the server failed, by endpoint.',
    show: sum(rate(select(requests, { status: serverError }), rateInterval), { by: ['endpoint'] }),
    width: 8,
  }),
  panel.timeSeries('Errors by status code', {
    description: 'Answers per second that tell of an error, of the client or of the server, by status code.',
    show: sum(rate(select(requests, { status: re('[45]..') }), rateInterval), { by: ['status'] }),
    draw: 'bars',
    stacked: true,
    width: 8,
  }),
]

const database = [
  panel.timeSeries('Query rate', {
    description: 'Database queries per second that the application makes, by kind.',
    show: sum(rate(queryDuration.count, rateInterval), { by: ['operation'] }),
    width: 8,
  }),
  block.percentiles('Query time percentiles', queryDuration, { width: 8 }),
  panel.timeSeries('Query time p95', {
    description: 'Time in which 95 % of the queries of a kind are done, as the application sees it.',
    show: queryP95,
    width: 8,
  }),
  panel.timeSeries('Query failures', {
    description: 'Share of the queries of a kind that raise an error.',
    show: queryFailureRatio,
    width: 12,
  }),
  block.rates('Failed queries', queryFailures, { by: ['operation'], per: 'minute', width: 12 }),
  panel.timeSeries('Connection pool', {
    description: 'Connections of the database driver of the application, by whether a query uses them.',
    show: sum(poolConnections, { by: ['state'] }),
    stacked: true,
    width: 12,
  }),
  panel.gauge('Connection pool usage', {
    description: 'Share of the connections that the driver may open which queries use; at 100 % queries wait for one.',
    show: ratio(sum(select(poolConnections, { state: 'in_use' })), gt(sum(poolMaximum), 0)),
    width: 12,
  }),
]

const server = [
  panel.timeSeries('MongoDB operations', {
    description: 'Operations per second that clients ask MongoDB for, by type.',
    show: sum(rate(mongodb.operations, rateInterval), { by: ['legacy_op_type'] }),
    stacked: true,
    width: 8,
  }),
  panel.timeSeries('MongoDB operation time', {
    description:
      'Time that an operation takes in the server, on average; what the application sees beyond it is the way there.',
    show: toBaseUnit(
      div(
        sum(rate(mongodb.latency, rateInterval), { by: ['op_type'] }),
        sum(rate(mongodb.latencyOperations, rateInterval), { by: ['op_type'] }),
      ),
    ),
    width: 8,
  }),
  panel.timeSeries('MongoDB connections', {
    description:
      'Connections to MongoDB, and those of them in which something is done. Each pool holds some that are idle.',
    show: sum(select(mongodb.connections, { conn_type: anyOf('current', 'active') }), { by: ['conn_type'] }),
    width: 8,
  }),
  panel.timeSeries('MongoDB queue', {
    description: 'Operations that wait for a lock, by whether they read or write.',
    show: sum(select(mongodb.queued, { count_type: anyOf('readers', 'writers') }), { by: ['count_type'] }),
    width: 12,
  }),
  panel.timeSeries('Documents examined', {
    description:
      'Documents per second that queries go over, and return. Many more of the former are a sign of a missing index.',
    show: [
      query(sum(rate(mongodb.scannedDocuments, rateInterval)), { legend: 'examined' }),
      query(sum(rate(select(mongodb.documents, { doc_op_type: 'returned' }), rateInterval)), { legend: 'returned' }),
    ],
    width: 12,
  }),
]

const cache = [
  panel.timeSeries('Cache hits', {
    description: 'Share of all look-ups in Redis that find their key, whoever asks.',
    show: query(cacheHits, { legend: 'hits' }),
    width: 24,
  }),
  ...redisPanels,
]

export const application = dashboard('application-performance', {
  title: 'Application Performance',
  description: 'Rate, errors and duration of HTTP requests, and the database and the cache behind them.',
  variables: ['endpoint'],
  rows: [
    row('Now', now),
    row('Requests', traffic),
    row('Response times', duration),
    row('Errors', errors),
    row('Database', database),
    row('MongoDB', server),
    row('Cache', cache),
  ],
})
