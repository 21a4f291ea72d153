/**
 * mongodb_exporter of Percona (:9216), without --compatible-mode. https://github.com/percona/mongodb_exporter
 * It exposes a server that holds data; of a mongos, which has no diagnostic data, little more than mongodb_up.
 */
import {
  container,
  gauge,
  mebibytes,
  oneOf,
  open,
  type SecretPath,
  type TargetDefinition,
  target,
  untyped,
} from 'plimsoll'
import { images } from '../images.ts'
import { goRuntime } from './go.ts'
import { camel, camelBytes, grows, present, topology } from './mongodb-labels.ts'
import { mongodbCollections } from './mongodb-optional.ts'
import { mongodbReplication } from './mongodb-replication.ts'
import { mongodbStorage } from './mongodb-storage.ts'
import { capitals, fromZero, noUnit } from './shared.ts'

const opType = oneOf('reads', 'writes', 'commands', 'transactions')
const operation = oneOf('insert', 'query', 'update', 'delete', 'getmore', 'command')

export const mongodb = {
  ...mongodbStorage,
  ...mongodbReplication,
  up: gauge('mongodb_up', {
    help: 'Whether the exporter reached MongoDB: 1, or 0.',
    unit: 'boolean',
    labels: { cluster_role: open({ atMost: 1, like: ['mongod'] }) },
  }),
  scrapeTime: gauge('collector_scrape_time_ms', {
    help: 'How long a collector of the exporter took, in milliseconds.',
    unit: 'milliseconds',
    range: fromZero,
    labels: {
      exporter: oneOf('mongodb'),
      collector: open({ atMost: 16, like: ['general', 'diagnostic_data', 'dbstats'] }),
    },
    allow: { 'unit-suffix': 'the exporter writes ms', abbreviation: 'the exporter writes ms' },
  }),
  uptime: untyped('mongodb_ss_uptime', {
    help: 'Time since MongoDB started, in seconds.',
    unit: 'seconds',
    ...present,
    allow: noUnit,
  }),
  connections: untyped('mongodb_ss_connections', {
    help: 'Connections by state; totalCreated and rejected only grow, and available is how many more there may be.',
    like: 'gauge',
    labels: {
      ...topology,
      conn_type: oneOf(
        ...(['current', 'available', 'active', 'totalCreated', 'rejected', 'threaded', 'loadBalanced'] as const),
        ...(['exhaustIsMaster', 'exhaustHello', 'awaitingTopologyChanges'] as const),
      ),
    },
  }),
  operations: untyped('mongodb_ss_opcounters', {
    help: 'Operations that clients asked for, by type.',
    like: 'counter',
    labels: { ...topology, legacy_op_type: operation },
  }),
  operationsReplicated: untyped('mongodb_ss_opcountersRepl', {
    help: 'Operations that were applied because the primary had them, by type.',
    like: 'counter',
    labels: { ...topology, legacy_op_type: operation },
    ...camel,
  }),
  latency: untyped('mongodb_ss_opLatencies_latency', {
    help: 'Time that operations took, in microseconds, by whether they read, write or do something else.',
    like: 'counter',
    unit: 'microseconds',
    labels: { op_type: opType },
    allow: { ...capitals, ...noUnit },
  }),
  latencyOperations: untyped('mongodb_ss_opLatencies_ops', {
    help: 'Operations whose time was taken, by whether they read, write or do something else.',
    like: 'counter',
    labels: { op_type: opType },
    ...camel,
  }),
  memoryResident: untyped('mongodb_ss_mem_resident', {
    help: 'Memory that MongoDB has, in mebibytes.',
    unit: 'mebibytes',
    ...present,
    allow: noUnit,
  }),
  memoryVirtual: untyped('mongodb_ss_mem_virtual', {
    help: 'Address space of MongoDB, in mebibytes.',
    unit: 'mebibytes',
    ...present,
    allow: noUnit,
  }),
  queued: untyped('mongodb_ss_globalLock_currentQueue', {
    help: 'Operations that wait for a lock, by whether they read or write; total is both.',
    like: 'gauge',
    labels: { ...topology, count_type: oneOf('readers', 'writers', 'total') },
    ...camel,
  }),
  activeReaders: untyped('mongodb_ss_globalLock_activeClients_readers', {
    help: 'Clients whose operations read at present.',
    ...present,
    ...camel,
  }),
  activeWriters: untyped('mongodb_ss_globalLock_activeClients_writers', {
    help: 'Clients whose operations write at present.',
    ...present,
    ...camel,
  }),
  networkIn: untyped('mongodb_ss_network_bytesIn', {
    help: 'Bytes received from clients and from other servers, before decompression of what is compressed.',
    ...grows,
    ...camelBytes,
  }),
  networkOut: untyped('mongodb_ss_network_bytesOut', {
    help: 'Bytes sent to clients and to other servers.',
    ...grows,
    ...camelBytes,
  }),
  requests: untyped('mongodb_ss_network_numRequests', { help: 'Requests received.', ...grows, ...camel }),
  cursorsOpen: untyped('mongodb_ss_metrics_cursor_open', {
    help: 'Cursors that are open, by kind; total is all of them, and pinned those in use at present.',
    like: 'gauge',
    labels: { ...topology, csr_type: oneOf('total', 'pinned', 'noTimeout', 'singleTarget', 'multiTarget') },
  }),
  cursorsTimedOut: untyped('mongodb_ss_metrics_cursor_timedOut', {
    help: 'Cursors that were closed because nobody asked for more.',
    ...grows,
    ...camel,
  }),
  asserts: untyped('mongodb_ss_asserts', {
    help: 'Errors by kind: regular and msg are faults of the server, user those that a client is told of.',
    like: 'counter',
    labels: { ...topology, assert_type: oneOf('regular', 'warning', 'msg', 'user', 'tripwire', 'rollovers') },
  }),
  documents: untyped('mongodb_ss_metrics_document', {
    help: 'Documents that operations inserted, returned, updated or deleted.',
    like: 'counter',
    labels: { ...topology, doc_op_type: oneOf('inserted', 'returned', 'updated', 'deleted') },
  }),
  scannedKeys: untyped('mongodb_ss_metrics_queryExecutor_scanned', {
    help: 'Index entries that queries went over.',
    ...grows,
    ...camel,
  }),
  scannedDocuments: untyped('mongodb_ss_metrics_queryExecutor_scannedObjects', {
    help: 'Documents that queries went over; many more than they returned are a sign of a missing index.',
    ...grows,
    ...camel,
  }),
  writeConflicts: untyped('mongodb_ss_metrics_operation_writeConflicts', {
    help: 'Writes that were done again because another one was at the same document.',
    ...grows,
    ...camel,
  }),
  ttlDeleted: untyped('mongodb_ss_metrics_ttl_deletedDocuments', {
    help: 'Documents that were deleted because their time was over.',
    ...grows,
    ...camel,
  }),
} as const

export interface MongodbServer {
  /** `mongodb://mongodb:27017/?replicaSet=rs0`: one server and options, without a user. */
  readonly uri: string
  /**
   * A certificate and its key, one after the other in a file of PEM, by which the exporter logs in (X.509). It takes no
   * password from a file; without a certificate it logs in as nobody.
   */
  readonly certificate?: SecretPath
  /** The authority that signed MongoDB's own certificate, as PEM, where it is none that everybody knows. */
  readonly authority?: SecretPath
  /** `app.users`: the collections whose statistics it exposes, where `mongodbCollections` are among the metrics. */
  readonly collections?: readonly string[]
  /** Flags beside these, such as `--discovering-mode` for all collections. */
  readonly flags?: readonly string[]
}

/**
 * Scraped as the job `mongodb`, each server by an exporter of its own; with a server, Compose runs the exporter. One that
 * runs elsewhere has the flags `--collector.diagnosticdata` and `--collector.dbstats`.
 */
export const mongodbExporter = (options: Partial<TargetDefinition> & { readonly server?: MongodbServer } = {}) => {
  const { server, exposes = [...Object.values(mongodb), ...goRuntime], ...rest } = options
  return target('mongodb', {
    service: 'mongodb-exporter',
    port: 9216,
    exposes,
    // every number that MongoDB's commands return, which are thousands
    beside: { series: 10_000, labels: 9 },
    ...(server && { container: mongodbContainer(server, exposes) }),
    ...rest,
  })
}

const ofCollections: readonly unknown[] = Object.values(mongodbCollections)

const mongodbContainer = (server: MongodbServer, exposes: TargetDefinition['exposes']) => {
  const { certificate, collections = [], flags = [] } = server
  return container({
    image: images.mongodb,
    command: [
      '--collector.diagnosticdata',
      '--collector.dbstats',
      ...(exposes.flat().some((metric) => ofCollections.includes(metric)) ? ['--collector.collstats'] : []),
      ...(collections.length > 0 ? [`--mongodb.collstats-colls=${collections.join(',')}`] : []),
      ...flags,
    ],
    environment: { MONGODB_URI: uriOf(server) },
    user: '65535:65535',
    // there is no other program in the image; whether MongoDB answers, mongodb_up says
    health: ['/mongodb_exporter', '--version'],
    limits: { memory: mebibytes(256), cpus: 0.25 },
    needs: [certificate ? knownByCertificate : knownToNobody],
  })
}

/** https://www.mongodb.com/docs/manual/reference/connection-string-options/ */
function uriOf({ uri, certificate, authority }: MongodbServer): string {
  const options = [
    ...(certificate || authority ? ['tls=true'] : []),
    ...(authority ? [`tlsCAFile=${authority}`] : []),
    ...(certificate ? [`tlsCertificateKeyFile=${certificate}`, 'authMechanism=MONGODB-X509'] : []),
  ]
  if (options.length === 0) return uri
  const before = uri.includes('?') ? '&' : /\/\/[^/]+\//.test(uri) ? '?' : '/?'
  return uri + before + options.join('&')
}

const knownByCertificate =
  "MongoDB takes TLS, and knows the subject of that certificate: `db.getSiblingDB('$external').createUser({ user: 'CN=…', roles: [{ role: 'clusterMonitor', db: 'admin' }, { role: 'read', db: 'local' }] })`"
const knownToNobody =
  'MongoDB lets the exporter read its statistics without a log-in; where it asks for one, give the exporter a certificate, since it takes no password from a file.'
