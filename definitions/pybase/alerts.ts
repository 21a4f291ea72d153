/** PyBase's alerts, in the three files that its document names. */
import { alert, breaches, eq, minutes, ruleGroup } from 'plimsoll'
import * as host from '../common/host.ts'
import * as redis from '../common/redis.ts'
import { postgres } from '../exporters/postgres.ts'
import { connectionsUsed, openWebsockets, slowExtractions } from './measures.ts'
import { apiP95, errorRatio, extractionFailures, queryErrorRatio, queryP95 } from './recording.ts'
import { limits } from './thresholds.ts'

export const apiErrorsHigh = alert('ApiErrorsHigh', {
  when: breaches(errorRatio, limits.apiErrors),
  for: minutes(5),
  severity: 'critical',
  owner: 'backend',
  summary: 'The API fails more requests than its users tolerate.',
  description: ({ value }) => `${value} of all API requests end in a server error.`,
  runbook: {
    meaning: 'For five minutes, more than one API request in twenty was answered with a 5xx status.',
    impact: 'Users see errors while loading or saving; clients that retry add to the load.',
    diagnose: [
      'Find the endpoint: query `endpoint:http_requests:error_ratio_rate5m` and look at the highest.',
      'Read the log of the backend for that endpoint: `docker compose -p pybase logs --since 15m backend`.',
      'Compare with DatabaseErrorsHigh and PostgresConnectionsHigh: a failing database shows up here first.',
      'Check whether a deployment began when the errors did.',
    ],
    mitigate: [
      'Roll back the deployment that brought the errors.',
      'Restart the backend if its database connections are stale.',
    ],
  },
})

export const extractionFailuresHigh = alert('ExtractionFailuresHigh', {
  when: breaches(extractionFailures, limits.extractionFailures),
  for: minutes(10),
  severity: 'warning',
  owner: 'extraction',
  summary: 'Too many CAD extraction tasks fail.',
  description: ({ labels, value }) => `${value} of the ${labels.task_type} extraction tasks fail.`,
  runbook: {
    meaning: 'For ten minutes, more than a tenth of the extraction tasks of one file type ended in failure.',
    impact: 'Users who upload files of this type get no data out of them.',
    diagnose: [
      'Read the tracebacks: `docker compose -p pybase logs --since 30m extraction-worker`.',
      'See whether one user or one file accounts for the failures, or one version of the file format.',
      'Check memory of the worker: large IFC and STEP files are killed first.',
    ],
    mitigate: [
      'Roll back the extraction worker if a release began it.',
      'Take the offending file out of the queue and tell its owner.',
    ],
  },
})

export const databaseErrorsHigh = alert('DatabaseErrorsHigh', {
  when: breaches(queryErrorRatio, limits.queryErrors),
  for: minutes(5),
  severity: 'critical',
  owner: 'backend',
  summary: 'Database queries fail.',
  description: ({ value }) => `${value} of all database queries fail.`,
  runbook: {
    meaning: 'For five minutes, more than one database query in a hundred raised an error.',
    impact: 'Requests and extraction tasks fail with it; data may not be saved.',
    diagnose: [
      'Read the log of PostgreSQL: `docker compose -p pybase logs --since 15m postgres`.',
      'Look for deadlocks and rollbacks: `rate(pg_stat_database_deadlocks[5m])` and `rate(pg_stat_database_xact_rollback[5m])`.',
      'Check whether a migration is running or was left half done.',
    ],
    mitigate: ['Stop or finish the migration.', 'Roll back the release whose queries fail.'],
  },
})

export const apiLatencyHigh = alert('ApiLatencyHigh', {
  when: breaches(apiP95, limits.apiP95),
  for: minutes(5),
  severity: 'warning',
  owner: 'backend',
  summary: 'The API answers slowly.',
  description: ({ value }) => `One API request in twenty takes longer than ${value}.`,
  runbook: {
    meaning: 'For five minutes, the slowest twentieth of API requests took more than a second.',
    impact: 'The table editor lags behind what users type.',
    diagnose: [
      'Find the endpoint: query `topk(5, endpoint:http_request_duration_seconds:p95_rate5m)`.',
      'Compare with DatabaseQueriesSlow: most slow requests wait for a query.',
      'Look at CPU and memory of the backend container.',
    ],
    mitigate: [
      'Add the missing index, or roll back the release that slowed the query.',
      'Start another replica of the backend if all endpoints are slow.',
    ],
  },
})

export const extractionTooSlow = alert('ExtractionTooSlow', {
  when: breaches(slowExtractions, limits.slowExtractions),
  severity: 'warning',
  owner: 'extraction',
  summary: 'CAD extraction tasks take longer than ten minutes.',
  description: ({ labels }) =>
    `In the last 15 minutes, ${labels.task_type} extraction tasks ended that had taken longer than 10 minutes.`,
  runbook: {
    meaning:
      'At least one extraction task that ended in the last quarter of an hour had run for more than ten minutes.',
    impact: 'A worker was occupied all that time, and tasks behind it waited.',
    diagnose: [
      'Find the task in the log of the worker: `docker compose -p pybase logs --since 30m extraction-worker`.',
      'Look at the size and the type of the file.',
      'Check CPU throttling and memory of the worker container.',
    ],
    mitigate: ['Raise the limits of the worker, or split the file.', 'Set a time limit for tasks of this type.'],
  },
})

export const databaseQueriesSlow = alert('DatabaseQueriesSlow', {
  when: breaches(queryP95, limits.queryP95),
  for: minutes(5),
  severity: 'warning',
  owner: 'backend',
  summary: 'Database queries are slow.',
  description: ({ labels, value }) => `One ${labels.operation} in twenty takes longer than ${value}.`,
  runbook: {
    meaning: 'For five minutes, the slowest twentieth of the queries of one kind took more than half a second.',
    impact: 'Every request that runs such a query is slow.',
    diagnose: [
      "Find the statements: `SELECT * FROM pg_stat_activity WHERE state = 'active' ORDER BY query_start`.",
      'Look for locks: `pg_locks_count`, and for tables that were not vacuumed.',
      'Run EXPLAIN on the slowest statement.',
    ],
    mitigate: ['Cancel the statement that blocks the others.', 'Add the missing index.'],
  },
})

export const postgresConnectionsHigh = alert('PostgresConnectionsHigh', {
  when: breaches(connectionsUsed, limits.postgresConnections),
  // the document gives no duration; a burst of connections at a deployment is over in five minutes
  for: minutes(5),
  severity: 'critical',
  owner: 'platform',
  summary: 'PostgreSQL runs out of connections.',
  description: ({ labels, value }) => `${value} of the connections of PostgreSQL at ${labels.instance} are taken.`,
  runbook: {
    meaning: 'More than nine tenths of `max_connections` are in use.',
    impact: 'New connections are refused when the rest is gone: requests and tasks fail.',
    diagnose: [
      'See who holds them: `sum by (usename, application_name, state) (pg_stat_activity_count)`.',
      'Look for connections that are idle in a transaction.',
      'Compare pool size times number of processes with `max_connections`.',
    ],
    mitigate: [
      'Terminate connections that are idle in a transaction.',
      'Lower the pool size, or put PgBouncer in front.',
    ],
  },
})

export const redisMemoryHigh = redis.redisMemoryHigh({
  owner: 'platform',
  impact:
    'At the limit, keys are evicted or writes are refused, by the policy: the cache empties, or tasks cannot be queued.',
})
export const diskSpaceLow = host.diskSpaceLow('platform')

export const websocketConnectionsHigh = alert('WebsocketConnectionsHigh', {
  when: breaches(openWebsockets, limits.websockets),
  for: minutes(5),
  severity: 'warning',
  owner: 'backend',
  summary: 'More WebSocket connections are open than the backend was sized for.',
  description: ({ value }) => `${value} WebSocket connections are open.`,
  runbook: {
    meaning: 'More than a thousand WebSocket connections are open over all instances of the backend.',
    impact: 'Broadcasts take longer, and the memory of the backend grows.',
    diagnose: [
      'Compare with the number of active users: connections that are not closed pile up.',
      'Look for clients that reconnect in a loop, in the log of the backend.',
    ],
    mitigate: ['Start another replica of the backend.', 'Restart the backend to drop connections that leaked.'],
  },
})

/** The exporters go on while their server is gone, and then say so; every other alert on it has no series left. */
export const postgresDown = alert('PostgresDown', {
  when: eq(postgres.up, 0),
  for: minutes(1),
  severity: 'critical',
  owner: 'platform',
  summary: 'PostgreSQL does not answer.',
  description: ({ labels }) => `The exporter at ${labels.instance} cannot connect to PostgreSQL.`,
  runbook: {
    meaning: 'For a minute, postgres_exporter could not log in to the server that it watches.',
    impact:
      'Requests and tasks that need the database fail; other alerts on PostgreSQL are silent, since it tells nothing.',
    diagnose: [
      'See whether it runs: `docker compose -p pybase ps postgres`, and what it logs: `docker compose -p pybase logs --since 15m postgres`.',
      'If it runs, the exporter may be refused: `docker compose logs --since 15m postgres_exporter` in the folder of the stack.',
      'A full disk stops it: see DiskSpaceLow.',
    ],
    mitigate: [
      'Start it again: `docker compose -p pybase up -d postgres`.',
      'Where the password was changed, write it to `secrets/postgres-exporter-password`, and restart the exporter.',
    ],
  },
})

export const redisDown = redis.redisDown({
  owner: 'platform',
  project: 'pybase',
  impact: 'The cache is empty, and no task can be queued: uploads wait; other alerts on Redis are silent.',
})

export const highErrorRate = ruleGroup('high-error-rate', {
  rules: [apiErrorsHigh, extractionFailuresHigh, databaseErrorsHigh],
})
export const slowTasks = ruleGroup('slow-tasks', { rules: [apiLatencyHigh, extractionTooSlow, databaseQueriesSlow] })
export const resourceExhaustion = ruleGroup('resource-exhaustion', {
  rules: [postgresConnectionsHigh, redisMemoryHigh, diskSpaceLow, websocketConnectionsHigh],
})
/** The document's list has none of these two, without which it can be silent while all is down. */
export const dependencies = ruleGroup('dependencies', { rules: [postgresDown, redisDown] })
