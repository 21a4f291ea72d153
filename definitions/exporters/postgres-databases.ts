/** postgres_exporter: statistics of each database. */
import { counter, gauge, open } from 'plimsoll'
import { datname } from './postgres-labels.ts'
import { fromZero, noTotal, plainTotal } from './shared.ts'

/** `datid` follows from `datname`; both are empty for objects that all databases share. */
const database = { labels: { datid: open({ atMost: 20, like: ['16384'] }), datname }, atMost: 20 } as const
const plain = { ...database, allow: noTotal } as const

export const postgresDatabases = {
  databaseNumbackends: gauge('pg_stat_database_numbackends', {
    help: 'Connections to a database.',
    range: fromZero,
    ...database,
  }),
  databaseXactCommit: counter('pg_stat_database_xact_commit', { help: 'Transactions that were committed.', ...plain }),
  databaseXactRollback: counter('pg_stat_database_xact_rollback', {
    help: 'Transactions that were rolled back.',
    ...plain,
  }),
  databaseBlksRead: counter('pg_stat_database_blks_read', {
    help: "Blocks that were not in the server's cache; the system's cache may have had them.",
    ...plain,
  }),
  databaseBlksHit: counter('pg_stat_database_blks_hit', {
    help: "Blocks that were found in the server's cache.",
    ...plain,
  }),
  databaseTupReturned: counter('pg_stat_database_tup_returned', {
    help: 'Rows and index entries that scans went over.',
    ...plain,
  }),
  databaseTupFetched: counter('pg_stat_database_tup_fetched', { help: 'Rows that index scans fetched.', ...plain }),
  databaseTupInserted: counter('pg_stat_database_tup_inserted', { help: 'Rows inserted.', ...plain }),
  databaseTupUpdated: counter('pg_stat_database_tup_updated', { help: 'Rows updated.', ...plain }),
  databaseTupDeleted: counter('pg_stat_database_tup_deleted', { help: 'Rows deleted.', ...plain }),
  databaseConflicts: counter('pg_stat_database_conflicts', {
    help: 'Queries cancelled because they held up recovery; only on a standby.',
    ...plain,
  }),
  databaseDeadlocks: counter('pg_stat_database_deadlocks', {
    help: 'Deadlocks that the server resolved by aborting a transaction.',
    ...plain,
  }),
  databaseTempFiles: counter('pg_stat_database_temp_files', {
    help: 'Temporary files that queries wrote, for want of work_mem.',
    ...plain,
  }),
  databaseTempBytes: counter('pg_stat_database_temp_bytes', {
    help: 'Bytes that queries wrote to temporary files.',
    unit: 'bytes',
    ...plain,
  }),
  databaseBlkReadTime: counter('pg_stat_database_blk_read_time', {
    help: 'Time spent reading blocks, in milliseconds; 0 unless track_io_timing is on.',
    unit: 'milliseconds',
    ...database,
    allow: plainTotal,
  }),
  databaseBlkWriteTime: counter('pg_stat_database_blk_write_time', {
    help: 'Time spent writing blocks, in milliseconds; 0 unless track_io_timing is on.',
    unit: 'milliseconds',
    ...database,
    allow: plainTotal,
  }),
  databaseStatsReset: counter('pg_stat_database_stats_reset', {
    help: 'When the statistics of a database were last reset, as a Unix time, though its type is counter.',
    unit: 'timestamp',
    ...database,
    allow: plainTotal,
  }),
  databaseActiveTime: counter('pg_stat_database_active_time_seconds_total', {
    help: 'Time that connections spent executing, in seconds; PostgreSQL 14 and later.',
    unit: 'seconds',
    ...database,
  }),
  databaseSize: gauge('pg_database_size_bytes', {
    help: 'Size of a database on disk, in bytes.',
    unit: 'bytes',
    range: fromZero,
    labels: { datname },
  }),
  databaseConnectionLimit: gauge('pg_database_connection_limit', {
    help: 'Connections that a database allows; -1 is no limit.',
    range: [-1, 'none'],
    labels: { datname },
  }),
} as const
