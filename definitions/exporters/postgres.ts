/** postgres_exporter (:9187): all of a server. https://github.com/prometheus-community/postgres_exporter */
import {
  container,
  counter,
  gauge,
  httpHealth,
  mebibytes,
  oneOf,
  open,
  type SecretPath,
  type TargetDefinition,
  target,
} from 'plimsoll'
import { images } from '../images.ts'
import { goRuntime } from './go.ts'
import { postgresDatabases } from './postgres-databases.ts'
import { connectionState, datname } from './postgres-labels.ts'
import { postgresTables } from './postgres-tables.ts'
import { postgresWal } from './postgres-wal.ts'
import { countGauge, flagsOf, fromZero, nobody, noUnit } from './shared.ts'

/** Seven labels, of which most series repeat a few combinations. */
const activity = {
  labels: {
    datname,
    state: connectionState,
    usename: open({ atMost: 20, like: ['app'] }),
    application_name: open({ atMost: 40, like: ['backend'] }),
    backend_type: open({ atMost: 16, like: ['client backend', 'autovacuum worker'] }),
    wait_event_type: open({ atMost: 12, like: ['Client', 'Lock'] }),
    wait_event: open({ atMost: 60, like: ['ClientRead', 'transactionid'] }),
  },
  atMost: 500,
} as const
const collector = { collector: open({ atMost: 40, like: ['database', 'stat_activity'] }) }

export const postgres = {
  ...postgresDatabases,
  ...postgresTables,
  ...postgresWal,
  up: gauge('pg_up', { help: 'Whether the exporter could connect to the server: 1, or 0.', unit: 'boolean' }),
  exporterLastScrapeDuration: gauge('pg_exporter_last_scrape_duration_seconds', {
    help: 'How long the last scrape of the server took, in seconds.',
    unit: 'seconds',
    range: fromZero,
  }),
  exporterLastScrapeError: gauge('pg_exporter_last_scrape_error', {
    help: 'Whether the last scrape of the server failed: 1, or 0.',
    unit: 'boolean',
  }),
  exporterScrapes: counter('pg_exporter_scrapes_total', { help: 'Scrapes of the server.' }),
  scrapeCollectorDuration: gauge('pg_scrape_collector_duration_seconds', {
    help: 'How long a collector took, in seconds.',
    unit: 'seconds',
    range: fromZero,
    labels: collector,
  }),
  scrapeCollectorSuccess: gauge('pg_scrape_collector_success', {
    help: 'Whether a collector succeeded: 1, or 0.',
    unit: 'boolean',
    labels: collector,
  }),
  activityCount: gauge('pg_stat_activity_count', {
    help: 'Connections by database, state, user, client and what they wait for; to be summed by what matters.',
    range: fromZero,
    allow: countGauge,
    ...activity,
  }),
  activityMaxTxDuration: gauge('pg_stat_activity_max_tx_duration', {
    help: 'Age of the oldest transaction among the connections of a series, in seconds; 0 where none is open.',
    unit: 'seconds',
    range: fromZero,
    allow: noUnit,
    ...activity,
  }),
  rolesConnectionLimit: gauge('pg_roles_connection_limit', {
    help: 'Connections that a role may have; -1 is no limit.',
    range: [-1, 'none'],
    labels: { rolname: open({ atMost: 40, like: ['app'] }) },
  }),
  locksCount: gauge('pg_locks_count', {
    help: 'Locks that are held or waited for, by mode.',
    range: fromZero,
    labels: {
      datname,
      mode: oneOf(
        ...(['accesssharelock', 'rowsharelock', 'rowexclusivelock', 'shareupdateexclusivelock', 'sharelock'] as const),
        ...(['sharerowexclusivelock', 'exclusivelock', 'accessexclusivelock', 'sireadlock'] as const),
      ),
    },
    allow: countGauge,
  }),

  // Settings as they are now; the exporter exposes every other one that is a number the same way.
  maxConnections: gauge('pg_settings_max_connections', {
    help: 'Connections that the server allows.',
    range: fromZero,
  }),
  superuserReservedConnections: gauge('pg_settings_superuser_reserved_connections', {
    help: 'Connections that only superusers get.',
    range: fromZero,
  }),
  sharedBuffers: gauge('pg_settings_shared_buffers_bytes', {
    help: "The server's own cache, in bytes.",
    unit: 'bytes',
    range: fromZero,
  }),
  effectiveCacheSize: gauge('pg_settings_effective_cache_size_bytes', {
    help: 'Cache that the planner reckons with, in bytes.',
    unit: 'bytes',
    range: fromZero,
  }),
  workMem: gauge('pg_settings_work_mem_bytes', {
    help: 'Memory for each sort or hash before it goes to disk, in bytes.',
    unit: 'bytes',
    range: fromZero,
  }),
  maxWalSize: gauge('pg_settings_max_wal_size_bytes', {
    help: 'WAL that forces a checkpoint, in bytes.',
    unit: 'bytes',
    range: fromZero,
  }),
  checkpointTimeout: gauge('pg_settings_checkpoint_timeout_seconds', {
    help: 'Time between two checkpoints at most, in seconds.',
    unit: 'seconds',
    range: fromZero,
  }),
  autovacuumFreezeMaxAge: gauge('pg_settings_autovacuum_freeze_max_age', {
    help: 'Age in transactions at which autovacuum freezes a table even where it is off.',
    range: fromZero,
  }),
} as const

export interface PostgresServer {
  /** `postgres:5432/app?sslmode=disable`: host, port, database and options, without a user. */
  readonly uri: string
  /** A user with the role pg_monitor; a superuser is more than it needs. */
  readonly user: string
  readonly password: SecretPath
}

/** Scraped as the job `postgres`; with a server, Compose runs the exporter. */
export const postgresExporter = (options: Partial<TargetDefinition> & { readonly server?: PostgresServer } = {}) => {
  const { server, exposes = [...Object.values(postgres), ...goRuntime], ...rest } = options
  return target('postgres', {
    service: 'postgres-exporter',
    port: 9187,
    exposes,
    beside: { series: 1000, labels: 8 },
    ...(server && { container: postgresContainer(server, exposes) }),
    ...rest,
  })
}

const postgresContainer = ({ uri, user, password }: PostgresServer, exposes: TargetDefinition['exposes']) =>
  container({
    image: images.postgres,
    command: flagsOf(exposes),
    environment: { DATA_SOURCE_URI: uri, DATA_SOURCE_USER: user, DATA_SOURCE_PASS_FILE: password },
    user: nobody,
    health: httpHealth(9187),
    limits: { memory: mebibytes(128), cpus: 0.25 },
    needs: [
      `PostgreSQL knows the user \`${user}\`, with the password in that file: \`CREATE USER ${user} PASSWORD '…'; GRANT pg_monitor TO ${user};\``,
    ],
  })
