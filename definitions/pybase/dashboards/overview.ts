/** Overview: is PyBase well, and where should one look? */
import { block, count, dashboard, min, panel, query, row, sum } from 'plimsoll'
import { containerPanels } from '../../common/containers.ts'
import { diskFree } from '../../common/host.ts'
import { redisMemoryUsed } from '../../common/redis.ts'
import { jobsUp, targetsDown, upOrDown } from '../../common/scrapes.ts'
import { postgres } from '../../exporters/postgres.ts'
import { redis } from '../../exporters/redis.ts'
import { connectionsUsed, openWebsockets } from '../measures.ts'
import { extractionTasks } from '../metrics.ts'
import {
  apiP95,
  cacheHits,
  errorRatio,
  extractionRate,
  extractionSuccess,
  queryErrorRatio,
  queryP95,
  requestRate,
} from '../recording.ts'

const glance = [
  panel.stat('Requests', { description: 'HTTP requests per second, over all endpoints.', show: sum(requestRate) }),
  panel.stat('Errors', { description: 'Share of HTTP requests that the server failed.', show: errorRatio }),
  panel.stat('p95 latency', { description: 'Time in which 95 % of the HTTP requests are answered.', show: apiP95 }),
  panel.stat('WebSockets', { description: 'WebSocket connections that are open now.', show: openWebsockets }),
  panel.stat('Cache hits', { description: 'Share of cache reads that find their key.', show: cacheHits }),
  panel.stat('Extraction success', { description: 'Share of CAD extractions that succeed.', show: extractionSuccess }),
]

const health = [
  targetsDown({ height: 8 }),
  jobsUp('Targets', { width: 10 }),
  panel.stateTimeline('Database and cache', {
    description: 'Whether PostgreSQL and Redis answer their exporters, which go on while their server is gone.',
    show: [query(min(postgres.up), { legend: 'PostgreSQL' }), query(min(redis.up), { legend: 'Redis' })],
    values: upOrDown,
    width: 10,
  }),
]

/** The document's marks of load that can be told apart on one axis. */
const websocketMarks = [count(100), count(500)]

const traffic = [
  panel.timeSeries('Request rate', {
    description: 'HTTP requests per second, over all endpoints.',
    show: query(sum(requestRate), { legend: 'requests' }),
    width: 8,
  }),
  panel.timeSeries('Error rate', {
    description: 'Share of HTTP requests that the server failed; ApiErrorsHigh fires above the line.',
    show: query(errorRatio, { legend: 'errors', color: 'red' }),
    width: 8,
  }),
  panel.timeSeries('Active WebSocket connections', {
    description: 'Open connections; the backend was sized for as many as the line of the alert says.',
    show: query(openWebsockets, { legend: 'connections' }),
    marks: websocketMarks,
    width: 8,
  }),
]

const extraction = [
  panel.timeSeries('Extraction task throughput', {
    description: 'CAD extraction tasks that end, per minute, by file type.',
    show: extractionRate,
    per: 'minute',
    stacked: true,
  }),
  block.rates('Extraction outcomes', extractionTasks, { by: ['status'], per: 'minute' }),
]

const storage = [
  panel.gauge('PostgreSQL connections', {
    description: 'Share of the connections of PostgreSQL that are taken.',
    show: connectionsUsed,
  }),
  panel.gauge('Redis memory', {
    description: 'Share of the memory of Redis that is used; no value where no maximum is set.',
    show: redisMemoryUsed,
  }),
  panel.gauge('Cache hit ratio', { description: 'Share of cache reads that find their key.', show: cacheHits }),
  panel.barGauge('Disk free', {
    description: 'Share of each writable file system that is free.',
    show: query(diskFree, { legend: ({ labels }) => `${labels.mountpoint}` }),
    width: 6,
  }),
  panel.timeSeries('Database query p95', {
    description: 'Time in which 95 % of the queries of a kind are done.',
    show: queryP95,
  }),
  panel.timeSeries('Database query errors', {
    description: 'Share of database queries that fail.',
    show: query(queryErrorRatio, { legend: 'failed', color: 'red' }),
  }),
]

export const overview = dashboard('overview', {
  title: 'Overview',
  description: 'The health of PyBase at a glance: requests, extraction, database, cache and containers.',
  // an overview shows all of it, from recorded series
  variables: [],
  rows: [
    row('At a glance', glance),
    row('System health', health),
    row('Traffic', traffic),
    row('CAD extraction', extraction),
    row('Database and cache', storage),
    row('Containers', containerPanels),
  ],
})
