/** mongodb_exporter: the WiredTiger storage engine, and the size of each database. */
import { oneOf, untyped } from 'plimsoll'
import { camel, camelBytes, database, grows, inBytes, present, topology } from './mongodb-labels.ts'

/** The right to be in the storage engine; the exporter leaves out of these where in a cluster the server is. */
const tickets = { like: 'gauge', labels: { txn_rw: oneOf('read', 'write') }, ...camel } as const
const perDatabase = { like: 'gauge', labels: { ...topology, database } } as const
const bytesOfDatabase = { ...perDatabase, ...camelBytes } as const

export const mongodbStorage = {
  cacheBytes: untyped('mongodb_ss_wt_cache_bytes_currently_in_the_cache', {
    help: "Data in WiredTiger's cache, in bytes; it begins to evict at four fifths of the most.",
    ...present,
    ...inBytes,
  }),
  cacheMaxBytes: untyped('mongodb_ss_wt_cache_maximum_bytes_configured', {
    help: "The most that WiredTiger's cache may hold, in bytes.",
    ...present,
    ...inBytes,
  }),
  cacheDirtyBytes: untyped('mongodb_ss_wt_cache_tracked_dirty_bytes_in_the_cache', {
    help: 'Data in the cache that is not on disk yet, in bytes.',
    ...present,
    ...inBytes,
  }),
  cacheBytesRead: untyped('mongodb_ss_wt_cache_bytes_read_into_cache', {
    help: 'Bytes read from disk into the cache.',
    ...grows,
    ...inBytes,
  }),
  cacheBytesWritten: untyped('mongodb_ss_wt_cache_bytes_written_from_cache', {
    help: 'Bytes written from the cache to disk.',
    ...grows,
    ...inBytes,
  }),
  cachePagesRequested: untyped('mongodb_ss_wt_cache_pages_requested_from_the_cache', {
    help: 'Pages that were asked of the cache.',
    ...grows,
  }),
  cachePagesRead: untyped('mongodb_ss_wt_cache_pages_read_into_cache', {
    help: 'Pages that were not in the cache and had to be read.',
    ...grows,
  }),
  cachePagesWritten: untyped('mongodb_ss_wt_cache_pages_written_from_cache', {
    help: 'Pages written from the cache to disk.',
    ...grows,
  }),
  cacheEvictedModified: untyped('mongodb_ss_wt_cache_modified_pages_evicted', {
    help: 'Pages that left the cache after they were written to disk.',
    ...grows,
  }),
  cacheEvictedUnmodified: untyped('mongodb_ss_wt_cache_unmodified_pages_evicted', {
    help: 'Pages that left the cache without having been changed.',
    ...grows,
  }),
  cacheEvictedByApplication: untyped('mongodb_ss_wt_cache_pages_evicted_by_application_threads', {
    help: 'Pages that operations had to remove themselves, since eviction did not keep up; they waited for it.',
    ...grows,
  }),
  ticketsOut: untyped('mongodb_ss_wt_concurrentTransactions_out', {
    help: 'Operations that are in the storage engine, by whether they read or write.',
    ...tickets,
  }),
  ticketsAvailable: untyped('mongodb_ss_wt_concurrentTransactions_available', {
    help: 'Operations that may enter the storage engine as well; where it is 0, others queue.',
    ...tickets,
  }),
  ticketsTotal: untyped('mongodb_ss_wt_concurrentTransactions_totalTickets', {
    help: 'Operations that may be in the storage engine at once; MongoDB 7 adjusts it by itself.',
    ...tickets,
  }),
  pageFaults: untyped('mongodb_ss_extra_info_page_faults', {
    help: 'Page faults of the process that had to read from disk.',
    ...grows,
  }),

  // Each database, from dbStats.
  databaseCollections: untyped('mongodb_dbstats_collections', { help: 'Collections of a database.', ...perDatabase }),
  databaseViews: untyped('mongodb_dbstats_views', { help: 'Views of a database.', ...perDatabase }),
  databaseObjects: untyped('mongodb_dbstats_objects', {
    help: 'Documents of a database, in all of its collections.',
    ...perDatabase,
  }),
  databaseIndexes: untyped('mongodb_dbstats_indexes', {
    help: 'Indexes of a database, in all of its collections.',
    ...perDatabase,
  }),
  databaseDataSize: untyped('mongodb_dbstats_dataSize', {
    help: 'Documents of a database before compression, in bytes.',
    ...bytesOfDatabase,
  }),
  databaseStorageSize: untyped('mongodb_dbstats_storageSize', {
    help: 'What documents of a database take on disk, in bytes; free space within the files included.',
    ...bytesOfDatabase,
  }),
  databaseIndexSize: untyped('mongodb_dbstats_indexSize', {
    help: 'What indexes of a database take on disk, in bytes.',
    ...bytesOfDatabase,
  }),
  databaseTotalSize: untyped('mongodb_dbstats_totalSize', {
    help: 'What a database takes on disk, in bytes; MongoDB 4.4 and later.',
    ...bytesOfDatabase,
  }),
  diskUsed: untyped('mongodb_dbstats_fsUsedSize', {
    help: 'What is used of the disk on which a database lies, in bytes; the same for all that share it.',
    ...bytesOfDatabase,
  }),
  diskTotal: untyped('mongodb_dbstats_fsTotalSize', {
    help: 'Size of the disk on which a database lies, in bytes; the same for all that share it.',
    ...bytesOfDatabase,
  }),
} as const
