/** redis_exporter: replication and persistence. */
import { gauge, open } from 'plimsoll'
import { fromZero, noUnit } from './shared.ts'

const replica = {
  labels: {
    slave_ip: open({ atMost: 10, like: ['10.0.0.12'] }),
    slave_port: open({ atMost: 10, like: ['6379'] }),
    slave_state: open({ atMost: 4, like: ['online'] }),
  },
  atMost: 10,
} as const
const master = {
  labels: { master_host: open({ atMost: 1, like: ['redis-0'] }), master_port: open({ atMost: 1, like: ['6379'] }) },
} as const

export const redisPersistence = {
  connectedSlaves: gauge('redis_connected_slaves', { help: 'Replicas that are connected.', range: fromZero }),
  connectedSlaveLag: gauge('redis_connected_slave_lag_seconds', {
    help: 'Time since a replica last acknowledged what it received, in seconds.',
    unit: 'seconds',
    range: fromZero,
    ...replica,
  }),
  connectedSlaveOffset: gauge('redis_connected_slave_offset_bytes', {
    help: 'How much of the replication stream a replica has acknowledged, in bytes.',
    unit: 'bytes',
    range: fromZero,
    ...replica,
  }),
  masterLinkUp: gauge('redis_master_link_up', {
    help: 'Whether a replica is connected to its master: 1, or 0; absent on a master.',
    unit: 'boolean',
    ...master,
  }),
  masterLastIoSecondsAgo: gauge('redis_master_last_io_seconds_ago', {
    help: 'Time since a replica last heard of its master, in seconds; -1 where it is not connected.',
    unit: 'seconds',
    range: [-1, 'none'],
    allow: noUnit,
    ...master,
  }),
  masterSyncInProgress: gauge('redis_master_sync_in_progress', {
    help: 'Whether a replica is copying all data of its master: 1, or 0.',
    unit: 'boolean',
    ...master,
  }),
  rdbLastBgsaveStatus: gauge('redis_rdb_last_bgsave_status', {
    help: 'Whether the last snapshot succeeded: 1, or 0; 1 before the first.',
    unit: 'boolean',
  }),
  rdbLastSave: gauge('redis_rdb_last_save_timestamp_seconds', {
    help: 'When a snapshot last succeeded, as a Unix time; before the first, when Redis started.',
    unit: 'timestamp',
  }),
  rdbChangesSinceLastSave: gauge('redis_rdb_changes_since_last_save', {
    help: 'Changes that are in no snapshot yet.',
    range: fromZero,
  }),
  rdbLastBgsaveDurationSec: gauge('redis_rdb_last_bgsave_duration_sec', {
    help: 'How long the last snapshot took, in seconds; -1 before the first.',
    unit: 'seconds',
    range: [-1, 'none'],
    allow: { ...noUnit, abbreviation: 'the exporter takes the name of the field of INFO' },
  }),
  aofLastWriteStatus: gauge('redis_aof_last_write_status', {
    help: 'Whether the last write to the append-only file succeeded: 1, or 0.',
    unit: 'boolean',
  }),
  aofLastBgrewriteStatus: gauge('redis_aof_last_bgrewrite_status', {
    help: 'Whether the append-only file was last rewritten successfully: 1, or 0.',
    unit: 'boolean',
  }),
  latestForkUsec: gauge('redis_latest_fork_usec', {
    help: 'How long the last fork took, in microseconds; Redis answers nobody meanwhile.',
    unit: 'microseconds',
    range: fromZero,
    allow: noUnit,
  }),
} as const
