/**
 * Database queries. The document promises their duration, their number and the connection pool, and names none of them;
 * these are by convention.
 */
import { counter, gauge, histogram, oneOf, open } from 'plimsoll'

const byStatement = {
  labels: {
    operation: oneOf('select', 'insert', 'update', 'delete'),
    table: open({ atMost: 30, like: ['datasets', 'experiments', 'model_runs'] }),
  },
} as const

export const queryDuration = histogram('database_query_duration_seconds', {
  help: 'Time that a database query took, by statement and table.',
  ...byStatement,
  buckets: [0.001, 0.01, 0.05, 0.1, 0.5, 1, 2, 5, 10],
})

export const queries = counter('database_queries_total', {
  help: 'Database queries that ended, by statement and table.',
  ...byStatement,
})

/** Each process has a pool of its own. */
export const poolConnections = gauge('database_connection_pool_connections', {
  help: 'Connections of the pools by state; in multiprocess mode declared with livesum.',
  labels: { state: oneOf('active', 'idle') },
  range: [0, 'none'],
})

export const poolLimit = gauge('database_connection_pool_limit', {
  help: 'Connections that the pools may open; in multiprocess mode declared with livesum.',
  range: [0, 'none'],
})

export const database = [queryDuration, queries, poolConnections, poolLimit] as const
