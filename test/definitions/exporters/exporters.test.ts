import type { Target } from 'plimsoll'
import { describe, expect, it } from 'vitest'
import * as exporters from '../../../definitions/exporters/index.ts'
import type { MetricData } from '../../../schemas/model/metric.ts'
import { type Metric, metricSchema } from '../../../schemas/model/metric.ts'
import { idleAllowances, metricFindings, sampleNames, seriesBound } from '../../../schemas/model/metric-rules.ts'
import { targetSchema } from '../../../schemas/model/target.ts'
import { exposition } from '../../support/exposition.ts'
import { promtool } from '../../support/promtool.ts'

/** The modules of blackbox_exporter are exported too, and have data without help. */
const isMetric = (value: unknown): value is Metric =>
  typeof value === 'object' && value !== null && 'help' in ((value as Partial<Metric>).data ?? {})
const exported: Record<string, unknown> = { ...exporters }
const groups = Object.entries(exported).filter(
  (entry): entry is [string, Record<string, Metric>] =>
    typeof entry[1] === 'object' &&
    entry[1] !== null &&
    !Array.isArray(entry[1]) &&
    Object.values(entry[1]).every(isMetric),
)
/** The probes of blackbox_exporter share metrics, which are the same objects. */
const metrics = [...new Set(groups.flatMap(([, group]) => Object.values(group)))].map(({ data }) => data)

const servers: readonly Target[] = [
  exporters.alertmanagerServer(),
  exporters.blackboxExporter(),
  exporters.cadvisorExporter(),
  exporters.celeryExporter(),
  exporters.dcgmExporter(),
  exporters.flowerServer(),
  exporters.probed('website', { module: exporters.modules.http2xx, urls: ['https://example.org/'] }),
  exporters.mongodbExporter(),
  exporters.nodeExporter(),
  exporters.postgresExporter(),
  exporters.prometheusServer(),
  exporters.redisExporter(),
]

describe('every metric of an exporter', () => {
  it.each(metrics.map((metric) => [metric.name, metric] as const))(
    '%s is well-formed and keeps the rules',
    (_, metric) => {
      expect(metricSchema.safeParse(metric).error?.issues).toBeUndefined()
      expect(metricFindings(metric)).toEqual([])
      expect(idleAllowances(metric)).toEqual([])
    },
  )

  it('has a name that no other has', () => {
    const names = metrics.map(({ name }) => name)
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([])
  })

  it('has help in one sentence that names its unit', () => {
    const words: Partial<Record<MetricData['unit'], RegExp>> = {
      seconds: /second/,
      milliseconds: /millisecond/,
      microseconds: /microsecond/,
      nanoseconds: /nanosecond/,
      bytes: /[Bb]yte/,
      mebibytes: /mebibyte/,
      percent: /percent/,
      timestamp: /Unix time/,
      celsius: /Celsius/,
      millijoules: /millijoule/,
      megahertz: /megahertz/,
      watts: /watt/,
    }
    const silent = metrics.filter(({ help, unit }) => !/^[A-Z`].*\.$/.test(help) || words[unit]?.test(help) === false)
    expect(silent.map(({ name, help }) => `${name}: ${help}`)).toEqual([])
  })

  it('costs two thousand series at most, or ten thousand where it is a histogram', () => {
    const dear = metrics.filter((metric) => seriesBound(metric) > (metric.type === 'histogram' ? 10_000 : 2000))
    expect(dear.map((metric) => `${metric.name}: ${seriesBound(metric)}`)).toEqual([])
  })

  it('has examples of every label that is neither a single value nor an enumeration', () => {
    const bare = metrics.flatMap(({ name, labels }) =>
      Object.entries(labels).flatMap(([label, domain]) =>
        domain.atMost > 1 && domain.values.length === 0 ? [`${name} ${label}`] : [],
      ),
    )
    expect(bare).toEqual([])
  })

  it('is exposed by an option that is named, where the exporter does not expose it by itself', () => {
    const shown = new Set(servers.flatMap(({ data }) => data.exposes.map((metric) => metric.data.name)))
    expect(metrics.filter(({ name, needs }) => needs && shown.has(name)).map(({ name }) => name)).toEqual([])
  })
})

describe('every target of an exporter', () => {
  it.each(servers.map((server) => [server.job, server] as const))(
    '%s is well-formed, and exposes each sample name once',
    (_, server) => {
      expect(targetSchema.safeParse(server.data).error?.issues).toBeUndefined()
      const names = server.data.exposes.flatMap((metric) => sampleNames(metric.data))
      expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([])
    },
  )

  it('is moved by its options', () => {
    const moved = exporters.redisExporter({ service: 'cache-exporter', port: 9999 })
    expect(moved.data).toMatchObject({ name: 'redis', hosts: ['cache-exporter'], port: 9999 })
  })

  it('has the runtime of its language', () => {
    const names = ({ data }: Target): string[] => data.exposes.map((metric) => metric.data.name)
    expect(names(exporters.prometheusServer())).toEqual(expect.arrayContaining(['process_open_fds', 'go_goroutines']))
    expect(names(exporters.flowerServer())).toEqual(expect.arrayContaining(['process_open_fds', 'python_info']))
    expect(names(exporters.celeryExporter())).not.toContain('process_open_fds')
  })
})

describe('what systems need of an exporter', () => {
  const needed: Record<string, readonly string[]> = {
    scrape: ['up', 'scrape_duration_seconds', 'scrape_samples_post_metric_relabeling', 'ALERTS'],
    processMetrics: ['process_cpu_seconds_total', 'process_resident_memory_bytes', 'process_start_time_seconds'],
    python: ['python_gc_collections_total', 'python_info'],
    node: [
      'node_cpu_seconds_total',
      'node_memory_MemAvailable_bytes',
      'node_filesystem_avail_bytes',
      'node_network_receive_bytes_total',
    ],
    cadvisor: [
      'container_cpu_usage_seconds_total',
      'container_memory_working_set_bytes',
      'container_last_seen',
      'container_oom_events_total',
    ],
    postgres: [
      'pg_up',
      'pg_stat_activity_count',
      'pg_settings_max_connections',
      'pg_stat_database_deadlocks',
      'pg_database_size_bytes',
    ],
    postgresStatements: ['pg_stat_statements_calls_total', 'pg_stat_statements_seconds_total'],
    redis: [
      'redis_up',
      'redis_memory_used_bytes',
      'redis_memory_max_bytes',
      'redis_keyspace_hits_total',
      'redis_evicted_keys_total',
    ],
    redisKeys: ['redis_key_size'],
    mongodb: [
      'mongodb_up',
      'mongodb_ss_connections',
      'mongodb_ss_opcounters',
      'mongodb_ss_opLatencies_latency',
      'mongodb_ss_wt_cache_bytes_currently_in_the_cache',
      'mongodb_rs_members_optimeDate',
      'mongodb_dbstats_dataSize',
    ],
    mongodbCollections: ['mongodb_collstats_storageStats_count'],
    prometheus: [
      'prometheus_tsdb_head_series',
      'prometheus_rule_evaluation_failures_total',
      'prometheus_config_last_reload_successful',
    ],
    alertmanager: ['alertmanager_notifications_failed_total', 'alertmanager_config_last_reload_successful'],
    flower: ['flower_events_total', 'flower_task_runtime_seconds', 'flower_worker_online'],
    celery: ['celery_task_failed_total', 'celery_task_runtime', 'celery_queue_length', 'celery_worker_up'],
    dcgm: [
      'DCGM_FI_DEV_GPU_UTIL',
      'DCGM_FI_DEV_FB_USED',
      'DCGM_FI_DEV_FB_FREE',
      'DCGM_FI_DEV_GPU_TEMP',
      'DCGM_FI_DEV_XID_ERRORS',
    ],
    probeHttp: ['probe_success', 'probe_duration_seconds', 'probe_http_status_code', 'probe_ssl_earliest_cert_expiry'],
    fastapi: ['http_requests_total', 'http_request_duration_highr_seconds'],
    nodejs: ['nodejs_eventloop_lag_seconds', 'nodejs_heap_size_used_bytes'],
    go: ['go_goroutines', 'go_gc_duration_seconds'],
  }

  it.each(Object.entries(needed))('%s has it', (group, names) => {
    const there = Object.values(Object.fromEntries(groups)[group] ?? {}).map(({ data }) => data.name)
    expect(there).toEqual(expect.arrayContaining([...names]))
  })

  it('and odd units are declared as they are', () => {
    const unit = (name: string): string | undefined => metrics.find((metric) => metric.name === name)?.unit
    expect(unit('DCGM_FI_DEV_FB_USED')).toBe('mebibytes')
    expect(unit('DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION')).toBe('millijoules')
    expect(unit('DCGM_FI_DEV_GPU_UTIL')).toBe('percent')
    expect(unit('DCGM_FI_PROF_DRAM_ACTIVE')).toBe('ratio')
    expect(unit('pg_stat_database_blk_read_time')).toBe('milliseconds')
    expect(unit('redis_commands_latencies_usec')).toBe('microseconds')
    expect(unit('container_spec_cpu_quota')).toBe('microseconds')
    expect(unit('mongodb_ss_mem_resident')).toBe('mebibytes')
    expect(unit('mongodb_ss_opLatencies_latency')).toBe('microseconds')
    expect(unit('mongodb_rs_members_optimeDate')).toBe('milliseconds')
  })
})

describe('the real promtool', () => {
  it('finds nothing in an exposition of all of them but what an allowance names', async () => {
    const { code, output } = await promtool(['check', 'metrics'], { input: `${metrics.map(exposition).join('\n')}\n` })
    expect(code === 0 || code === 3, output).toBe(true)
    const allowed = new Set(metrics.filter(({ allow }) => Object.keys(allow ?? {}).length > 0).map(({ name }) => name))
    const found = output.split('\n').flatMap((line) => (line === '' ? [] : [line.split(' ')[0]]))
    expect(found.filter((name) => name === undefined || !allowed.has(name))).toEqual([])
  })
})
