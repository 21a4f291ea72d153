/** redis_exporter (:9121). https://github.com/oliver006/redis_exporter */
import {
  container,
  counter,
  gauge,
  httpHealth,
  info,
  mebibytes,
  oneOf,
  open,
  type SecretPath,
  type TargetDefinition,
  target,
} from 'plimsoll'
import { images } from '../images.ts'
import { processGo, processMetrics } from './process.ts'
import { redisCommands } from './redis-commands.ts'
import { redisPersistence } from './redis-persistence.ts'
import { flagsOf, fromZero, noUnit } from './shared.ts'

const db = open({ atMost: 16, like: ['db0'] })
const overOne = { 'ratio-range': 'memory held against memory used, which is above 1 as a rule' } as const

export const redis = {
  ...redisCommands,
  ...redisPersistence,
  up: gauge('redis_up', { help: 'Whether the exporter could connect to Redis: 1, or 0.', unit: 'boolean' }),
  uptime: gauge('redis_uptime_in_seconds', {
    help: 'Time since Redis started, in seconds.',
    unit: 'seconds',
    range: fromZero,
  }),
  startTime: gauge('redis_start_time_seconds', { help: 'When Redis started, as a Unix time.', unit: 'timestamp' }),
  instanceInfo: info('redis_instance_info', {
    help: 'Role, version and settings of the server.',
    labels: {
      role: oneOf('master', 'slave'),
      redis_version: open({ atMost: 1, like: ['8.2.2'] }),
      redis_build_id: open({ atMost: 1 }),
      redis_mode: oneOf('standalone', 'sentinel', 'cluster'),
      os: open({ atMost: 1, like: ['Linux 6.12.0 x86_64'] }),
      maxmemory_policy: open({ atMost: 8, like: ['noeviction', 'allkeys-lru'] }),
      tcp_port: open({ atMost: 1, like: ['6379'] }),
      run_id: open({ atMost: 1 }),
      process_id: open({ atMost: 1, like: ['1'] }),
      master_replid: open({ atMost: 1 }),
    },
    atMost: 1,
  }),
  connectedClients: gauge('redis_connected_clients', {
    help: 'Clients that are connected, replicas not included.',
    range: fromZero,
  }),
  blockedClients: gauge('redis_blocked_clients', {
    help: 'Clients that wait in a blocking command such as BRPOP.',
    range: fromZero,
  }),
  maxClients: gauge('redis_max_clients', { help: 'Clients that may connect, as INFO says.', range: fromZero }),
  configMaxclients: gauge('redis_config_maxclients', {
    help: 'Clients that may connect, as CONFIG says; absent where CONFIG is not allowed.',
    range: fromZero,
  }),
  memoryUsed: gauge('redis_memory_used_bytes', {
    help: 'Memory that Redis has allocated, in bytes.',
    unit: 'bytes',
    range: fromZero,
  }),
  memoryUsedRss: gauge('redis_memory_used_rss_bytes', {
    help: 'Memory of Redis as the system sees it, in bytes.',
    unit: 'bytes',
    range: fromZero,
  }),
  memoryUsedPeak: gauge('redis_memory_used_peak_bytes', {
    help: 'The most memory that Redis ever had, in bytes.',
    unit: 'bytes',
    range: fromZero,
  }),
  memoryUsedDataset: gauge('redis_memory_used_dataset_bytes', {
    help: 'Memory that holds data, in bytes.',
    unit: 'bytes',
    range: fromZero,
  }),
  memoryUsedOverhead: gauge('redis_memory_used_overhead_bytes', {
    help: 'Memory that manages the data, in bytes.',
    unit: 'bytes',
    range: fromZero,
  }),
  memoryMax: gauge('redis_memory_max_bytes', {
    help: 'Memory limit in bytes; 0 is no limit, so that a division by it gives +Inf.',
    zeroMeans: 'no maximum is set',
    unit: 'bytes',
    range: fromZero,
  }),
  configMaxmemory: gauge('redis_config_maxmemory', {
    help: 'Memory limit as CONFIG says, in bytes; 0 is no limit.',
    zeroMeans: 'no maximum is set',
    unit: 'bytes',
    range: fromZero,
    allow: noUnit,
  }),
  memFragmentation: gauge('redis_mem_fragmentation_ratio', {
    help: 'Memory as the system sees it, divided by what Redis has allocated; below 1 Redis is swapped out.',
    unit: 'ratio',
    range: fromZero,
    allow: overOne,
  }),
  allocatorFrag: gauge('redis_allocator_frag_ratio', {
    help: 'Memory that the allocator holds, divided by what it has handed out.',
    unit: 'ratio',
    range: fromZero,
    allow: overOne,
  }),
  memFragmentationBytes: gauge('redis_mem_fragmentation_bytes', {
    help: 'Memory as the system sees it, less what Redis has allocated, in bytes; negative where it is swapped out.',
    unit: 'bytes',
  }),
  keyspaceHits: counter('redis_keyspace_hits_total', { help: 'Lookups of keys that existed.' }),
  keyspaceMisses: counter('redis_keyspace_misses_total', { help: 'Lookups of keys that did not exist.' }),
  evictedKeys: counter('redis_evicted_keys_total', { help: 'Keys removed because the memory limit was reached.' }),
  expiredKeys: counter('redis_expired_keys_total', { help: 'Keys removed because their time was over.' }),
  connectionsReceived: counter('redis_connections_received_total', { help: 'Connections accepted.' }),
  rejectedConnections: counter('redis_rejected_connections_total', {
    help: 'Connections refused because maxclients was reached.',
  }),
  netInputBytes: counter('redis_net_input_bytes_total', { help: 'Bytes received.', unit: 'bytes' }),
  netOutputBytes: counter('redis_net_output_bytes_total', { help: 'Bytes sent.', unit: 'bytes' }),
  cpuSys: counter('redis_cpu_sys_seconds_total', {
    help: 'CPU time of Redis in the kernel, in seconds.',
    unit: 'seconds',
  }),
  cpuUser: counter('redis_cpu_user_seconds_total', {
    help: 'CPU time of Redis in user mode, in seconds.',
    unit: 'seconds',
  }),
  dbKeys: gauge('redis_db_keys', { help: 'Keys in a database.', range: fromZero, labels: { db } }),
  dbKeysExpiring: gauge('redis_db_keys_expiring', {
    help: 'Keys in a database that have a time to live.',
    range: fromZero,
    labels: { db },
  }),
  dbAvgTtl: gauge('redis_db_avg_ttl_seconds', {
    help: 'Time to live of keys that have one, in seconds, estimated from a sample.',
    unit: 'seconds',
    range: fromZero,
    labels: { db },
  }),
  pubsubChannels: gauge('redis_pubsub_channels', { help: 'Channels that have a subscriber.', range: fromZero }),
  exporterScrapes: counter('redis_exporter_scrapes_total', { help: 'Scrapes of Redis.' }),
  exporterLastScrapeError: gauge('redis_exporter_last_scrape_error', {
    help: 'Whether the last scrape of Redis failed, as 1 with the error as a label, or 0.',
    unit: 'boolean',
    labels: { err: open({ atMost: 5, like: [''] }) },
  }),
  exporterLastScrapeDuration: gauge('redis_exporter_last_scrape_duration_seconds', {
    help: 'How long the last scrape of Redis took, in seconds.',
    unit: 'seconds',
    range: fromZero,
  }),
  exporterBuildInfo: info('redis_exporter_build_info', {
    help: 'The version of redis_exporter.',
    labels: {
      version: open({ atMost: 1, like: ['v1.80.1'] }),
      commit_sha: open({ atMost: 1 }),
      build_date: open({ atMost: 1 }),
      golang_version: open({ atMost: 1, like: ['go1.25.4'] }),
    },
  }),
} as const

/** All that it exposes without being told to look for more. */
export const redisExposed = [...Object.values(redis), ...Object.values(processMetrics), ...Object.values(processGo)]

export interface RedisServer {
  /** `redis://redis:6379`. */
  readonly url: string
  /** A file of JSON: `{ "redis://redis:6379": "the password" }`. */
  readonly passwords?: SecretPath
  /** Flags that take a value, such as `--check-keys=queue:*`. */
  readonly flags?: readonly string[]
}

/** Scraped as the job `redis`; with a server, Compose runs the exporter. */
export const redisExporter = (options: Partial<TargetDefinition> & { readonly server?: RedisServer } = {}) => {
  const { server, exposes = redisExposed, ...rest } = options
  return target('redis', {
    service: 'redis-exporter',
    port: 9121,
    exposes,
    beside: { series: 1000, labels: 12 },
    ...(server && { container: redisContainer(server, exposes) }),
    ...rest,
  })
}

const redisContainer = ({ url, passwords, flags = [] }: RedisServer, exposes: TargetDefinition['exposes']) =>
  container({
    image: images.redis,
    command: [...flagsOf(exposes), ...flags],
    environment: { REDIS_ADDR: url, ...(passwords && { REDIS_PASSWORD_FILE: passwords }) },
    user: '59000:59000',
    health: httpHealth(9121, '/health'),
    limits: { memory: mebibytes(128), cpus: 0.25 },
    needs: passwords ? [`The file of passwords is JSON: \`{ "${url}": "the password" }\`.`] : [],
  })
