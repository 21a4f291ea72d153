/** What PyBase's document demanded and could not work, on the real promtool: the mended alerts fire, and are silent when they should be. */
import { alertCases, type Case } from '../../support/promtool-cases.ts'

const slow = (le: string, upTo: string): Record<string, string> => ({
  'extraction_duration_seconds_count{task_type="step",job="extraction-worker",instance="w:9090"}': '1+1x40',
  [`extraction_duration_seconds_bucket{le="${le}",task_type="step",job="extraction-worker",instance="w:9090"}`]: upTo,
  'extraction_duration_seconds_bucket{le="+Inf",task_type="step",job="extraction-worker",instance="w:9090"}': '1+1x40',
})
const redis = (used: string, max: string): Record<string, string> => ({
  'redis_memory_used_bytes{job="redis",instance="r:9121"}': used,
  'redis_memory_max_bytes{job="redis",instance="r:9121"}': max,
})
const disk = (fstype: string, readonly: string): Record<string, string> => {
  const labels = `{device="/dev/sda1",mountpoint="/data",fstype="${fstype}",device_error="",job="node",instance="n:9100"}`
  return {
    [`node_filesystem_avail_bytes${labels}`]: '9x40',
    [`node_filesystem_size_bytes${labels}`]: '100x40',
    [`node_filesystem_readonly${labels}`]: `${readonly}x40`,
  }
}
const connections = (count: string): Record<string, string> => ({
  'pg_stat_activity_count{datname="app",state="active",job="postgres",instance="p:9187"}': count,
  'pg_stat_activity_count{datname="app",state="idle",job="postgres",instance="p:9187"}': '45x40',
  'pg_settings_max_connections{job="postgres",instance="p:9187"}': '100x40',
})
const queries = (failures: string): Record<string, string> => ({
  'db_queries_total{operation="select",status="success",job="backend",instance="b:8000"}': '0+990x40',
  'db_queries_total{operation="select",status="failure",job="backend",instance="b:8000"}': failures,
})

const onDisk = { device: '/dev/sda1', mountpoint: '/data', fstype: 'ext4', job: 'node', instance: 'n:9100' }

const cases: readonly Case[] = [
  {
    story: 'tasks beyond the last bucket, as Python spells it',
    alert: 'ExtractionTooSlow',
    file: 'slow-tasks',
    series: slow('600.0', '1+0x40'),
    fires: [{ task_type: 'step' }],
  },
  {
    story: 'tasks beyond the last bucket, as others spell it',
    alert: 'ExtractionTooSlow',
    file: 'slow-tasks',
    series: slow('600', '1+0x40'),
    fires: [{ task_type: 'step' }],
  },
  {
    story: 'all tasks within ten minutes',
    alert: 'ExtractionTooSlow',
    file: 'slow-tasks',
    series: slow('600.0', '1+1x40'),
    fires: [],
  },
  {
    story: 'Redis above four fifths of its maximum',
    alert: 'RedisMemoryHigh',
    file: 'resource-exhaustion',
    series: redis('85x40', '100x40'),
    fires: [{ job: 'redis', instance: 'r:9121' }],
  },
  {
    story: 'Redis without a maximum',
    alert: 'RedisMemoryHigh',
    file: 'resource-exhaustion',
    series: redis('85x40', '0x40'),
    fires: [],
  },
  {
    story: 'a full disk',
    alert: 'DiskSpaceLow',
    file: 'resource-exhaustion',
    series: disk('ext4', '0'),
    fires: [onDisk],
  },
  {
    story: 'a full disk that cannot be written to',
    alert: 'DiskSpaceLow',
    file: 'resource-exhaustion',
    series: disk('ext4', '1'),
    fires: [],
  },
  {
    story: 'a full image that is always full',
    alert: 'DiskSpaceLow',
    file: 'resource-exhaustion',
    series: disk('squashfs', '0'),
    fires: [],
  },
  {
    story: 'nine tenths of the connections, over all states',
    alert: 'PostgresConnectionsHigh',
    file: 'resource-exhaustion',
    series: connections('46x40'),
    fires: [{ instance: 'p:9187' }],
  },
  {
    story: 'half of the connections',
    alert: 'PostgresConnectionsHigh',
    file: 'resource-exhaustion',
    series: connections('5x40'),
    fires: [],
  },
  {
    story: 'more than one query in a hundred fails',
    alert: 'DatabaseErrorsHigh',
    file: 'high-error-rate',
    series: queries('0+20x40'),
    fires: [{}],
  },
  {
    story: 'one query in two hundred fails',
    alert: 'DatabaseErrorsHigh',
    file: 'high-error-rate',
    series: queries('0+5x40'),
    fires: [],
  },
]

alertCases('pybase', cases)
