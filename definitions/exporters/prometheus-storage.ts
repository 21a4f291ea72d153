/** Prometheus about itself: the database, and remote write. */
import { counter, gauge, oneOf, open, summary } from 'plimsoll'
import { fromZero } from './shared.ts'

const sample = { labels: { type: oneOf('float', 'histogram') } } as const
const queue = {
  remote_name: open({ atMost: 5, like: ['mimir'] }),
  url: open({ atMost: 5, like: ['https://mimir.example/api/v1/push'] }),
}
const remote = { labels: queue, atMost: 5 } as const

export const prometheusStorage = {
  tsdbHeadSeries: gauge('prometheus_tsdb_head_series', { help: 'Series that are held in memory.', range: fromZero }),
  tsdbHeadChunks: gauge('prometheus_tsdb_head_chunks', {
    help: 'Chunks of samples that belong to them.',
    range: fromZero,
  }),
  tsdbHeadSeriesCreated: counter('prometheus_tsdb_head_series_created_total', {
    help: 'Series that were new; a high rate is churn.',
  }),
  tsdbHeadSeriesRemoved: counter('prometheus_tsdb_head_series_removed_total', { help: 'Series that left memory.' }),
  tsdbHeadSamplesAppended: counter('prometheus_tsdb_head_samples_appended_total', {
    help: 'Samples stored.',
    ...sample,
  }),
  tsdbOutOfOrderSamples: counter('prometheus_tsdb_out_of_order_samples_total', {
    help: 'Samples refused because they came out of order.',
    ...sample,
  }),
  tsdbTooOldSamples: counter('prometheus_tsdb_too_old_samples_total', {
    help: 'Samples refused because they were older than the window for late ones.',
    ...sample,
  }),
  tsdbCompactionsFailed: counter('prometheus_tsdb_compactions_failed_total', {
    help: 'Compactions of the database that failed.',
  }),
  tsdbReloadsFailures: counter('prometheus_tsdb_reloads_failures_total', {
    help: 'Times that blocks could not be read from disk.',
  }),
  tsdbHeadTruncationsFailed: counter('prometheus_tsdb_head_truncations_failed_total', {
    help: 'Times that memory could not be freed of old samples.',
  }),
  tsdbCheckpointCreationsFailed: counter('prometheus_tsdb_checkpoint_creations_failed_total', {
    help: 'Checkpoints of the WAL that could not be made.',
  }),
  tsdbCheckpointDeletionsFailed: counter('prometheus_tsdb_checkpoint_deletions_failed_total', {
    help: 'Checkpoints of the WAL that could not be deleted.',
  }),
  tsdbWalCorruptions: counter('prometheus_tsdb_wal_corruptions_total', {
    help: 'Places where the WAL was found broken.',
  }),
  tsdbWalWritesFailed: counter('prometheus_tsdb_wal_writes_failed_total', {
    help: 'Writes to the WAL that failed, as on a full disk.',
  }),
  tsdbWalFsyncDuration: summary('prometheus_tsdb_wal_fsync_duration_seconds', {
    help: 'Time to force the WAL to disk, in seconds; NaN where it was not of late.',
    quantiles: [0.5, 0.9, 0.99],
  }),
  tsdbWalStorageSize: gauge('prometheus_tsdb_wal_storage_size_bytes', {
    help: 'Size of the WAL in bytes.',
    unit: 'bytes',
    range: fromZero,
  }),
  tsdbStorageBlocks: gauge('prometheus_tsdb_storage_blocks_bytes', {
    help: 'Size of the blocks on disk, in bytes, without the WAL.',
    unit: 'bytes',
    range: fromZero,
  }),
  tsdbRetentionLimitBytes: gauge('prometheus_tsdb_retention_limit_bytes', {
    help: 'Size above which old blocks are deleted, in bytes; 0 is no limit.',
    zeroMeans: 'no limit is set',
    unit: 'bytes',
    range: fromZero,
  }),
  tsdbRetentionLimitSeconds: gauge('prometheus_tsdb_retention_limit_seconds', {
    help: 'Age above which blocks are deleted, in seconds; 0 is no limit.',
    zeroMeans: 'no limit is set',
    unit: 'seconds',
    range: fromZero,
  }),
  tsdbBlocksLoaded: gauge('prometheus_tsdb_blocks_loaded', { help: 'Blocks that can be queried.', range: fromZero }),
  tsdbLowestTimestamp: gauge('prometheus_tsdb_lowest_timestamp_seconds', {
    help: 'Time of the oldest sample, as a Unix time.',
    unit: 'timestamp',
  }),
  remoteStorageSamples: counter('prometheus_remote_storage_samples_total', {
    help: 'Samples sent to a remote storage.',
    ...remote,
  }),
  remoteStorageSamplesFailed: counter('prometheus_remote_storage_samples_failed_total', {
    help: 'Samples that a remote storage refused, and that are not tried again.',
    ...remote,
  }),
  remoteStorageSamplesDropped: counter('prometheus_remote_storage_samples_dropped_total', {
    help: 'Samples that were read from the WAL and not sent.',
    labels: { ...queue, reason: open({ atMost: 5, like: ['too_old', 'dropped_series'] }) },
    atMost: 25,
  }),
  remoteStorageSamplesPending: gauge('prometheus_remote_storage_samples_pending', {
    help: 'Samples that wait to be sent.',
    range: fromZero,
    ...remote,
  }),
  remoteStorageShards: gauge('prometheus_remote_storage_shards', {
    help: 'Connections that send at the same time.',
    range: fromZero,
    ...remote,
  }),
  remoteStorageShardsDesired: gauge('prometheus_remote_storage_shards_desired', {
    help: 'Connections that it would take to keep up; above the maximum it falls behind.',
    range: fromZero,
    ...remote,
  }),
  remoteStorageShardsMax: gauge('prometheus_remote_storage_shards_max', {
    help: 'Connections that may send at the same time.',
    range: fromZero,
    ...remote,
  }),
  remoteStorageQueueHighestTimestamp: gauge('prometheus_remote_storage_queue_highest_timestamp_seconds', {
    help: 'Time of the newest sample that was handed to the queue, as a Unix time.',
    unit: 'timestamp',
    ...remote,
  }),
  remoteStorageQueueHighestSentTimestamp: gauge('prometheus_remote_storage_queue_highest_sent_timestamp_seconds', {
    help: 'Time of the newest sample that was sent, as a Unix time.',
    unit: 'timestamp',
    ...remote,
  }),
} as const
