/** Database and Redis: connections, queries, cache and memory. */
import {
  block,
  dashboard,
  dashboardRange,
  increase,
  max,
  milliseconds,
  panel,
  query,
  rate,
  rateInterval,
  row,
  select,
  sub,
  sum,
  topk,
  upTo,
} from 'plimsoll'
import { redisHits, redisPanels } from '../../common/redis.ts'
import { postgres } from '../../exporters/postgres.ts'
import { connectionsUsed } from '../measures.ts'
import { cacheOperations, queries, queryDuration } from '../metrics.ts'
import { cacheHits, queryErrorRatio, queryP95 } from '../recording.ts'

const connections = [
  panel.timeSeries('PostgreSQL connection pool usage', {
    description: 'Share of `max_connections` that is taken; PostgresConnectionsHigh fires above the line.',
    show: query(connectionsUsed, { legend: 'taken' }),
  }),
  panel.timeSeries('Connections by state', {
    description: 'Connections to PostgreSQL, by what they do. Many that are idle in a transaction hold locks.',
    show: sum(postgres.activityCount, { by: ['state'] }),
    stacked: true,
  }),
  panel.timeSeries('Transactions', {
    description: 'Transactions per second that were committed and rolled back.',
    show: [
      query(sum(rate(postgres.databaseXactCommit, rateInterval)), { legend: 'committed', color: 'green' }),
      query(sum(rate(postgres.databaseXactRollback, rateInterval)), { legend: 'rolled back', color: 'red' }),
    ],
  }),
  panel.timeSeries('Replication lag', {
    description: 'How far a replica is behind its primary; nothing, or 0, on a server that has no replica.',
    show: query(max(postgres.replicationLag, { by: ['instance'] }), { legend: 'lag' }),
  }),
]

const performance = [
  block.rates('Query rate', queries, { by: ['operation'] }),
  block.percentiles('Query performance', queryDuration),
  panel.timeSeries('p95 by statement', {
    description: 'Time in which 95 % of the queries of a kind are done; DatabaseQueriesSlow fires above the line.',
    show: queryP95,
  }),
  panel.timeSeries('Query errors', {
    description: 'Share of the queries that fail; DatabaseErrorsHigh fires above the line.',
    show: query(queryErrorRatio, { legend: 'failed', color: 'red' }),
  }),
]

/** Half a second is the threshold of DatabaseQueriesSlow, and a bucket. */
const slow = milliseconds(500)

const slowQueries = [
  panel.table('Slow query log', {
    description:
      'Queries in the time range that took longer than half a second, by statement. Their text is in the log of PostgreSQL: `log_min_duration_statement = 500`.',
    show: query(
      sub(
        sum(increase(queryDuration.count, dashboardRange), { by: ['operation'] }),
        sum(increase(upTo(queryDuration.bucket, slow), dashboardRange), { by: ['operation'] }),
      ),
      { legend: 'slow queries' },
    ),
    columns: { operation: 'Statement' },
    decimals: 0,
  }),
  panel.table('Oldest transactions', {
    description: 'The ten oldest transactions that are open now, and whose they are.',
    show: query(
      topk(10, max(postgres.activityMaxTxDuration, { by: ['datname', 'usename', 'application_name', 'state'] })),
      { legend: 'age' },
    ),
    columns: { datname: 'Database', usename: 'User', application_name: 'Application', state: 'State' },
  }),
]

const reads = { operation: 'get' } as const

const cache = [
  panel.timeSeries('Cache hit ratio', {
    description: 'Share of the cache reads of PyBase that find their key.',
    show: query(cacheHits, { legend: 'hits' }),
    width: 8,
  }),
  panel.timeSeries('Cache hits and misses', {
    description: 'Cache reads per second that found their key, and that did not.',
    show: sum(rate(select(cacheOperations, reads), rateInterval), { by: ['status'] }),
    stacked: true,
    width: 8,
  }),
  redisHits,
]

export const databaseRedis = dashboard('database-redis', {
  title: 'Database & Redis',
  description: 'PostgreSQL connections and queries, the cache, and the memory of Redis.',
  rows: [
    row('PostgreSQL', connections),
    row('Queries', performance),
    row('Slow queries', slowQueries),
    row('Cache', cache),
    row('Redis', redisPanels),
  ],
})
