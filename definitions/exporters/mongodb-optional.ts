/** mongodb_exporter: statistics of collections, which are off unless it is told of which. Add them to `exposes`. */
import { gauge, open, untyped } from 'plimsoll'
import { camel, camelBytes, database, topology } from './mongodb-labels.ts'
import { capitals, countGauge, fromZero, noUnit } from './shared.ts'

const collection = {
  labels: { ...topology, database, collection: open({ atMost: 100, like: ['users'] }) },
  atMost: 100,
  needs: '--mongodb.collstats-colls or --discovering-mode',
} as const
const present = { like: 'gauge', ...collection } as const
const grows = { like: 'counter', ...collection, ...camel } as const
const sizes = { ...present, ...camelBytes } as const
const latency = { ...grows, unit: 'microseconds', allow: { ...capitals, ...noUnit } } as const

export const mongodbCollections = {
  documents: gauge('mongodb_collstats_storageStats_count', {
    help: 'Documents of a collection; the exporter calls it a counter, though it falls with each document that is deleted.',
    range: fromZero,
    ...collection,
    allow: { ...capitals, ...countGauge },
  }),
  dataSize: untyped('mongodb_collstats_storageStats_size', {
    help: 'Documents of a collection before compression, in bytes.',
    ...sizes,
  }),
  storageSize: untyped('mongodb_collstats_storageStats_storageSize', {
    help: 'What documents of a collection take on disk, in bytes; free space within the file included.',
    ...sizes,
  }),
  indexSize: untyped('mongodb_collstats_storageStats_totalIndexSize', {
    help: 'What indexes of a collection take on disk, in bytes.',
    ...sizes,
  }),
  indexes: untyped('mongodb_collstats_storageStats_nindexes', {
    help: 'Indexes of a collection.',
    ...present,
    ...camel,
  }),
  readOperations: untyped('mongodb_collstats_latencyStats_reads_ops', {
    help: 'Operations that read from a collection.',
    ...grows,
  }),
  readLatency: untyped('mongodb_collstats_latencyStats_reads_latency', {
    help: 'Time that operations took to read from a collection, in microseconds.',
    ...latency,
  }),
  writeOperations: untyped('mongodb_collstats_latencyStats_writes_ops', {
    help: 'Operations that wrote to a collection.',
    ...grows,
  }),
  writeLatency: untyped('mongodb_collstats_latencyStats_writes_latency', {
    help: 'Time that operations took to write to a collection, in microseconds.',
    ...latency,
  }),
} as const
