/** One fault, one alert: all rules of Robo-RLHF on the real promtool, as the series look while something is wrong. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { inFolder } from '../../support/folder.ts'
import { promtool } from '../../support/promtool.ts'
import { root } from '../../support/system.ts'

type Series = Readonly<Record<string, string>>

const from = (job: string, at: string, more = ''): string => `{${more}job="${job}",instance="${at}"}`

const app = from('robo-rlhf-app', 'robo-rlhf:8080')
const trainer = from('robo-rlhf-training', 'robo-rlhf:8001')
const mongodb = from('mongodb', 'mongodb-exporter:9216')
const redis = from('redis', 'redis-exporter:9121')
const dcgm = from('dcgm', 'dcgm-exporter:9400')
const gpu = from('dcgm', 'dcgm-exporter:9400', 'gpu="0",')
const prometheus = from('prometheus', 'localhost:9090')
const storage = from('prometheus', 'localhost:9090', 'remote_name="external-storage",url="https://x",')
const probe = (path: string): string => from(`robo-rlhf-${path}`, `http://robo-rlhf:8080/${path}`)
const paths = ['health', 'ready', 'live'] as const

const always = (value: number): string => `${value}x60`
const scrapes = [app, trainer, mongodb, redis, dcgm, prometheus, ...paths.map(probe)]

/** An hour of a run in which nothing is wrong. */
const well: Series = {
  ...Object.fromEntries(scrapes.map((one) => [`up${one}`, always(1)])),
  ...Object.fromEntries(
    paths.flatMap((path) => [
      [`probe_success${probe(path)}`, always(1)],
      [`probe_duration_seconds${probe(path)}`, always(0.05)],
    ]),
  ),
  [`http_requests_total${from('robo-rlhf-app', 'robo-rlhf:8080', 'status="200",')}`]: '0+600x60',
  [`training_active${trainer}`]: always(1),
  [`training_steps_total${trainer}`]: '0+60x60',
  [`mongodb_up${mongodb}`]: always(1),
  [`redis_up${redis}`]: always(1),
  [`DCGM_FI_DEV_GPU_TEMP${gpu}`]: always(60),
  [`process_start_time_seconds${prometheus}`]: always(0),
  [`prometheus_remote_storage_queue_highest_sent_timestamp_seconds${storage}`]: '0+60x60',
  [`prometheus_remote_storage_samples_total${storage}`]: '0+6000x60',
  [`prometheus_remote_storage_samples_failed_total${storage}`]: always(0),
}

/** A probe that fails because nothing answers in its five seconds. */
const unanswered = (...which: readonly string[]): Series =>
  Object.fromEntries(
    which.flatMap((path) => [
      [`probe_success${probe(path)}`, always(0)],
      [`probe_duration_seconds${probe(path)}`, always(5)],
    ]),
  )

const faults: readonly {
  readonly story: string
  readonly series: Series
  readonly told: Readonly<Record<string, number>>
}[] = [
  { story: 'nothing', series: {}, told: {} },
  {
    story: 'the application is down',
    series: { [`up${app}`]: always(0), ...unanswered(...paths) },
    told: { ApplicationDown: 1 },
  },
  {
    story: 'MongoDB is down',
    series: { [`mongodb_up${mongodb}`]: always(0), ...unanswered('health') },
    told: { MongodbDown: 1 },
  },
  {
    story: 'Redis is down',
    series: { [`redis_up${redis}`]: always(0), ...unanswered('health') },
    told: { RedisDown: 1 },
  },
  { story: 'the application does not reach MongoDB', series: unanswered('health'), told: { HealthFailing: 1 } },
  { story: 'the application is not ready', series: unanswered('ready'), told: { EndpointDown: 1 } },
  {
    story: 'an endpoint is slow',
    series: { [`probe_duration_seconds${probe('ready')}`]: always(3) },
    told: { EndpointSlow: 1 },
  },
  {
    story: 'a run does not go on',
    series: { [`training_steps_total${trainer}`]: always(600) },
    told: { TrainingStalled: 1 },
  },
  {
    story: 'the training process is killed',
    series: {
      [`up${trainer}`]: '1x30 0x30',
      [`training_active${trainer}`]: '1x30 stale',
      [`training_steps_total${trainer}`]: '0+60x30 stale',
    },
    told: { TrainingInterrupted: 1 },
  },
  {
    story: 'nobody trains, and no process of it runs',
    series: {
      [`up${trainer}`]: always(0),
      [`training_active${trainer}`]: 'stale',
      [`training_steps_total${trainer}`]: 'stale',
    },
    told: {},
  },
  {
    story: 'one scrape of the training process fails',
    series: {
      [`up${trainer}`]: '1x40 0 1x20',
      [`training_active${trainer}`]: '1x40 stale 1x20',
      [`training_steps_total${trainer}`]: '0+60x40 stale 2520+60x20',
    },
    told: {},
  },
  {
    story: 'the host has no GPU, so that its exporter does not start',
    series: { [`up${dcgm}`]: always(0), [`DCGM_FI_DEV_GPU_TEMP${gpu}`]: 'stale' },
    told: { ExporterDown: 1 },
  },
  {
    story: 'the exporter finds no GPU',
    series: { [`DCGM_FI_DEV_GPU_TEMP${gpu}`]: 'stale' },
    told: { GpuMetricsMissing: 1 },
  },
  {
    story: 'the external storage refuses the token',
    series: { [`prometheus_remote_storage_samples_failed_total${storage}`]: '0+6000x60' },
    told: { RemoteWriteRefused: 1 },
  },
  {
    story: 'the external storage is not reached',
    series: {
      [`prometheus_remote_storage_queue_highest_sent_timestamp_seconds${storage}`]: '0+60x10 600x50',
      [`prometheus_remote_storage_samples_total${storage}`]: '0+6000x10 60000x50',
    },
    told: { RemoteWriteBehind: 1 },
  },
]

const folder = join(root, 'out/robo-rlhf/prometheus/rules')

test.each(faults)('$story: $told', async ({ series, told }) => {
  const asked = {
    rule_files: readdirSync(folder).map((name) => join(folder, name)),
    evaluation_interval: '1m',
    tests: [
      {
        interval: '1m',
        input_series: Object.entries({ ...well, ...series }).map(([name, values]) => ({ series: name, values })),
        promql_expr_test: [
          {
            expr: 'count by (alertname) (ALERTS{alertstate="firing",severity!="none"})',
            eval_time: '45m30s',
            exp_samples: Object.entries(told).map(([name, value]) => ({ labels: `{alertname="${name}"}`, value })),
          },
        ],
      },
    ],
  }
  const { code, output } = await inFolder({ 'test.yml': stringify(asked) }, (cwd) =>
    promtool(['test', 'rules', 'test.yml'], { cwd }),
  )
  expect(code, output).toBe(0)
})
