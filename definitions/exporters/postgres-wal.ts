/** postgres_exporter: write-ahead log, checkpoints, archiving, replication. */
import { counter, gauge, oneOf, open } from 'plimsoll'
import { countGauge, fromZero, noTotal, noUnit } from './shared.ts'

const slotName = open({ atMost: 20, like: ['standby_1'] })
const slot = { labels: { slot_name: slotName, slot_type: oneOf('physical', 'logical') }, atMost: 20 } as const
const slotOfDatabase = {
  labels: { slot_name: slotName, database: open({ atMost: 20, like: ['app'] }) },
  atMost: 20,
} as const
const standby = {
  labels: {
    application_name: open({ atMost: 20, like: ['walreceiver'] }),
    client_addr: open({ atMost: 20, like: ['10.0.0.12'] }),
    state: oneOf('startup', 'catchup', 'streaming', 'backup', 'stopping'),
    slot_name: slotName,
  },
  atMost: 20,
} as const
const archived = { ...noTotal, ...countGauge } as const
const milliseconds = { unit: 'milliseconds', allow: noUnit } as const

export const postgresWal = {
  walSegments: gauge('pg_wal_segments', { help: 'Segments of WAL on disk.', range: fromZero }),
  walSize: gauge('pg_wal_size_bytes', { help: 'Size of the WAL on disk, in bytes.', unit: 'bytes', range: fromZero }),

  replicationIsReplica: gauge('pg_replication_is_replica', {
    help: 'Whether the server is a standby: 1, or 0.',
    unit: 'boolean',
  }),
  replicationLag: gauge('pg_replication_lag_seconds', {
    help: 'How far a standby is behind its primary, in seconds; 0 on a primary and where all is replayed.',
    unit: 'seconds',
    range: fromZero,
  }),
  replicationLastReplay: gauge('pg_replication_last_replay_seconds', {
    help: 'Age of the last transaction that a standby replayed, in seconds; grows on an idle primary too.',
    unit: 'seconds',
    range: fromZero,
  }),
  replicationSlotsActive: gauge('pg_replication_slots_active', {
    help: 'Whether somebody reads from a slot: 1, or 0.',
    unit: 'boolean',
    ...slotOfDatabase,
  }),
  replicationSlotsPgWalLsnDiff: gauge('pg_replication_slots_pg_wal_lsn_diff', {
    help: 'WAL that a slot keeps from being removed, in bytes.',
    unit: 'bytes',
    range: fromZero,
    allow: noUnit,
    ...slotOfDatabase,
  }),
  replicationSlotsSlotCurrentWalLsn: gauge('pg_replication_slots_slot_current_wal_lsn', {
    help: 'Where the WAL ends now, in bytes since its beginning.',
    unit: 'bytes',
    range: fromZero,
    allow: noUnit,
    ...slot,
  }),
  replicationSlotsSlotConfirmedFlushLsn: gauge('pg_replication_slots_slot_confirmed_flush_lsn', {
    help: 'Up to where the reader of a slot has confirmed the WAL, in bytes since its beginning; 0 for physical slots.',
    unit: 'bytes',
    range: fromZero,
    allow: noUnit,
    ...slot,
  }),
  replicationSlotsSlotIsActive: gauge('pg_replication_slots_slot_is_active', {
    help: 'Whether somebody reads from a slot: 1, or 0.',
    unit: 'boolean',
    ...slot,
  }),
  replicationSlotsSafeWalSize: gauge('pg_replication_slots_safe_wal_size_bytes', {
    help: 'WAL that may still be written before a slot can be lost, in bytes; negative where it is at risk.',
    unit: 'bytes',
    ...slot,
  }),
  replicationSlotsWalStatus: gauge('pg_replication_slots_wal_status', {
    help: 'Whether the WAL that a slot needs is there, as 1 with the status as a label.',
    unit: 'boolean',
    labels: { ...slot.labels, wal_status: oneOf('reserved', 'extended', 'unreserved', 'lost') },
    atMost: 20,
  }),
  replicationPgCurrentWalLsn: gauge('pg_stat_replication_pg_current_wal_lsn_bytes', {
    help: 'Where the WAL of the primary ends, in bytes since its beginning, for each standby.',
    unit: 'bytes',
    range: fromZero,
    ...standby,
  }),
  replicationPgWalLsnDiff: gauge('pg_stat_replication_pg_wal_lsn_diff', {
    help: 'WAL that a standby has not replayed yet, in bytes.',
    unit: 'bytes',
    allow: noUnit,
    ...standby,
  }),

  archiverArchivedCount: counter('pg_stat_archiver_archived_count', {
    help: 'WAL files that were archived.',
    allow: archived,
  }),
  archiverFailedCount: counter('pg_stat_archiver_failed_count', {
    help: 'Attempts to archive a WAL file that failed.',
    allow: archived,
  }),
  archiverLastArchiveAge: gauge('pg_stat_archiver_last_archive_age', {
    help: 'Time since a WAL file was last archived, in seconds; grows on an idle server too.',
    unit: 'seconds',
    range: fromZero,
    allow: noUnit,
  }),

  bgwriterCheckpointsTimed: counter('pg_stat_bgwriter_checkpoints_timed_total', {
    help: 'Checkpoints that were due; until PostgreSQL 16.',
  }),
  bgwriterCheckpointsReq: counter('pg_stat_bgwriter_checkpoints_req_total', {
    help: 'Checkpoints that were asked for, as when max_wal_size is reached; until PostgreSQL 16.',
  }),
  bgwriterCheckpointWriteTime: counter('pg_stat_bgwriter_checkpoint_write_time_total', {
    help: 'Time in which checkpoints wrote, in milliseconds; until PostgreSQL 16.',
    ...milliseconds,
  }),
  bgwriterCheckpointSyncTime: counter('pg_stat_bgwriter_checkpoint_sync_time_total', {
    help: 'Time in which checkpoints waited for the disk, in milliseconds; until PostgreSQL 16.',
    ...milliseconds,
  }),
  bgwriterBuffersCheckpoint: counter('pg_stat_bgwriter_buffers_checkpoint_total', {
    help: 'Buffers that checkpoints wrote; until PostgreSQL 16.',
  }),
  bgwriterBuffersClean: counter('pg_stat_bgwriter_buffers_clean_total', {
    help: 'Buffers that the background writer wrote.',
  }),
  bgwriterBuffersBackend: counter('pg_stat_bgwriter_buffers_backend_total', {
    help: 'Buffers that connections had to write themselves; until PostgreSQL 16.',
  }),
  bgwriterBuffersBackendFsync: counter('pg_stat_bgwriter_buffers_backend_fsync_total', {
    help: 'How often connections had to call fsync themselves; until PostgreSQL 16.',
  }),
  bgwriterBuffersAlloc: counter('pg_stat_bgwriter_buffers_alloc_total', { help: 'Buffers allocated.' }),
  bgwriterMaxwrittenClean: counter('pg_stat_bgwriter_maxwritten_clean_total', {
    help: 'How often the background writer stopped because it had written enough.',
  }),
  bgwriterStatsReset: counter('pg_stat_bgwriter_stats_reset_total', {
    help: 'When these statistics were last reset, as a Unix time, though its type is counter.',
    unit: 'timestamp',
    allow: noUnit,
  }),
} as const
