/** postgres_exporter: collectors that are off unless they are asked for. Add what you switch on to `exposes`. */
import { counter, gauge, histogram, open } from 'plimsoll'
import { connectionState, datname } from './postgres-labels.ts'
import { fromZero, noUnit } from './shared.ts'

const statement = {
  labels: {
    user: open({ atMost: 20, like: ['app'] }),
    datname,
    queryid: open({ atMost: 100, like: ['-3416356442043621232'] }),
  },
  atMost: 100,
  needs: '--collector.stat_statements',
} as const

/** The 100 statements that took the most time; the extension pg_stat_statements must be there. */
export const postgresStatements = {
  calls: counter('pg_stat_statements_calls_total', { help: 'Executions of a statement.', ...statement }),
  time: counter('pg_stat_statements_seconds_total', {
    help: 'Time that a statement took, in seconds.',
    unit: 'seconds',
    ...statement,
  }),
  rows: counter('pg_stat_statements_rows_total', { help: 'Rows that a statement returned or changed.', ...statement }),
  blockReadTime: counter('pg_stat_statements_block_read_seconds_total', {
    help: 'Time that a statement spent reading blocks, in seconds; 0 unless track_io_timing is on.',
    unit: 'seconds',
    ...statement,
  }),
  blockWriteTime: counter('pg_stat_statements_block_write_seconds_total', {
    help: 'Time that a statement spent writing blocks, in seconds; 0 unless track_io_timing is on.',
    unit: 'seconds',
    ...statement,
  }),
} as const

const checkpointer = { needs: '--collector.stat_checkpointer' } as const
const checkpointerTime = { unit: 'milliseconds', allow: noUnit, ...checkpointer } as const

/** PostgreSQL 17 moved checkpoints here from pg_stat_bgwriter. */
export const postgresCheckpointer = {
  numTimed: counter('pg_stat_checkpointer_num_timed_total', { help: 'Checkpoints that were due.', ...checkpointer }),
  numRequested: counter('pg_stat_checkpointer_num_requested_total', {
    help: 'Checkpoints that were asked for.',
    ...checkpointer,
  }),
  buffersWritten: counter('pg_stat_checkpointer_buffers_written_total', {
    help: 'Buffers that checkpoints wrote.',
    ...checkpointer,
  }),
  writeTime: counter('pg_stat_checkpointer_write_time_total', {
    help: 'Time in which checkpoints wrote, in milliseconds.',
    ...checkpointerTime,
  }),
  syncTime: counter('pg_stat_checkpointer_sync_time_total', {
    help: 'Time in which checkpoints waited for the disk, in milliseconds.',
    ...checkpointerTime,
  }),
  restartpointsTimed: counter('pg_stat_checkpointer_restartpoints_timed_total', {
    help: 'Restartpoints of a standby that were due.',
    ...checkpointer,
  }),
  restartpointsReq: counter('pg_stat_checkpointer_restartpoints_req_total', {
    help: 'Restartpoints of a standby that were asked for.',
    ...checkpointer,
  }),
  restartpointsDone: counter('pg_stat_checkpointer_restartpoints_done_total', {
    help: 'Restartpoints of a standby that were made.',
    ...checkpointer,
  }),
} as const

const longRunning = { needs: '--collector.long_running_transactions', range: fromZero } as const

export const postgresLongTransactions = {
  count: gauge('pg_long_running_transactions', {
    help: 'Transactions that have been open for longer than a minute.',
    ...longRunning,
  }),
  oldest: gauge('pg_long_running_transactions_oldest_timestamp_seconds', {
    help: 'Age of the oldest of them in seconds; an age, though the name says timestamp.',
    unit: 'seconds',
    ...longRunning,
  }),
} as const

export const postgresIdle = {
  idle: histogram('pg_process_idle_seconds', {
    help: 'How long idle connections have been idle, in seconds; counted anew at every scrape, so that it can fall.',
    labels: { state: connectionState, application_name: open({ atMost: 40, like: ['backend'] }) },
    atMost: 80,
    buckets: [1, 2, 5, 15, 30, 60, 90, 120, 300],
    needs: '--collector.process_idle',
  }),
} as const

export const postgresPostmaster = {
  startTime: gauge('pg_postmaster_start_time_seconds', {
    help: 'When the server started, as a Unix time.',
    unit: 'timestamp',
    needs: '--collector.postmaster',
  }),
} as const

const wraparound = { labels: { datname }, range: fromZero, needs: '--collector.database_wraparound' } as const

export const postgresWraparound = {
  ageDatfrozenxid: gauge('pg_database_wraparound_age_datfrozenxid_seconds', {
    help: 'Age of the oldest unfrozen transaction id, in transactions, not seconds; the end is at 2^31.',
    ...wraparound,
  }),
  ageDatminmxid: gauge('pg_database_wraparound_age_datminmxid_seconds', {
    help: 'Age of the oldest multixact id, in ids, not seconds; the end is at 2^31.',
    ...wraparound,
  }),
} as const
