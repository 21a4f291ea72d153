/** What Robo-RLHF's document demanded and could not work, on the real promtool, and the alerts that are subtle. */
import { alertCases, type Case } from '../../support/promtool-cases.ts'

const app = '{job="robo-rlhf-app",instance="robo-rlhf:8080"}'
const trainer = 'job="robo-rlhf-training",instance="robo-rlhf:8001"'
const atTrainer = { job: 'robo-rlhf-training', instance: 'robo-rlhf:8001' }

const failing = (perMinute: Readonly<Record<string, number>>): Record<string, string> => ({
  'http_requests_total{endpoint="/api/train",status="200",job="robo-rlhf-app",instance="robo-rlhf:8080"}': '0+600x40',
  ...Object.fromEntries(
    Object.entries(perMinute).map(([endpoint, n]) => [
      `http_requests_total{endpoint="${endpoint}",status="500",job="robo-rlhf-app",instance="robo-rlhf:8080"}`,
      `0+${n}x40`,
    ]),
  ),
})

const run = (active: string, steps: string, up = '1x40'): Record<string, string> => ({
  [`training_active{${trainer}}`]: active,
  [`training_steps_total{${trainer}}`]: steps,
  [`up{${trainer}}`]: up,
})

const health = 'probe_success{job="robo-rlhf-health",instance="http://robo-rlhf:8080/health"}'
const atHealth = { job: 'robo-rlhf-health', instance: 'http://robo-rlhf:8080/health' }

const atReady = { job: 'robo-rlhf-ready', instance: 'http://robo-rlhf:8080/ready' }
const ready = 'probe_success{job="robo-rlhf-ready",instance="http://robo-rlhf:8080/ready"}'

/** A value that is there for three scrapes in four; one that fails ends the series until the next. */
const oftenMissing = (value: number): string => `${value}x2 stale `.repeat(10).trim()

const container = (limit: string): Record<string, string> => ({
  'container_memory_working_set_bytes{id="/a",name="robo-rlhf",job="cadvisor",instance="c:8080"}': '95x40',
  'container_spec_memory_limit_bytes{id="/a",name="robo-rlhf",job="cadvisor",instance="c:8080"}': limit,
})

const mongodb = 'mongodb_up{job="mongodb",instance="m:9216"}'
const redis = 'redis_up{job="redis",instance="r:9121"}'

const remote = '{remote_name="external-storage",url="https://x",job="prometheus",instance="p:9090"}'
const atPrometheus = { job: 'prometheus', instance: 'p:9090' }
const newestSent = (values: string): Record<string, string> => ({
  [`prometheus_remote_storage_queue_highest_sent_timestamp_seconds${remote}`]: values,
})
const samples = (tried: string, refused: string): Record<string, string> => ({
  [`prometheus_remote_storage_samples_total${remote}`]: tried,
  [`prometheus_remote_storage_samples_failed_total${remote}`]: refused,
})

const group = { file: 'robo-rlhf-alerts' } as const
const training = { file: 'training-and-gpus' } as const
const dependencies = { file: 'dependencies' } as const
const storage = { file: 'external-storage' } as const

const cases: readonly Case[] = [
  {
    story: 'a minute without a scrape',
    alert: 'ApplicationDown',
    ...group,
    series: { [`up${app}`]: '1x28 0x20' },
    fires: [{ job: 'robo-rlhf-app', instance: 'robo-rlhf:8080' }],
  },
  {
    story: 'another target that is down',
    alert: 'ApplicationDown',
    ...group,
    series: { 'up{job="node",instance="n:9100"}': '0x40' },
    fires: [],
  },
  {
    story: 'two endpoints that stay below the line by themselves',
    alert: 'HighErrorRate',
    ...group,
    series: failing({ '/api/train': 4, '/health': 4 }),
    fires: [{}],
  },
  { story: 'one failure in twelve seconds', alert: 'HighErrorRate', ...group, series: failing({ '/a': 5 }), fires: [] },
  { story: 'nothing has ever failed', alert: 'HighErrorRate', ...group, series: failing({}), fires: [] },
  {
    story: 'a run without steps',
    alert: 'TrainingStalled',
    ...group,
    series: run('1x40', '70x40'),
    fires: [atTrainer],
  },
  {
    story: 'a run that stopped making steps',
    alert: 'TrainingStalled',
    ...group,
    series: run('1x40', '0+10x10 100x30'),
    fires: [atTrainer],
  },
  { story: 'a run that goes on', alert: 'TrainingStalled', ...group, series: run('1x40', '0+1x40'), fires: [] },
  { story: 'nobody trains', alert: 'TrainingStalled', ...group, series: run('0x40', '70x40'), fires: [] },
  {
    story: 'a run that began nine minutes ago and still loads its model',
    alert: 'TrainingStalled',
    ...group,
    series: run('0x20 1x20', '70x40'),
    fires: [],
  },
  {
    story: 'a run in a process that is nine minutes old',
    alert: 'TrainingStalled',
    ...group,
    series: run('_x21 1x20', '_x21 0x20'),
    fires: [],
  },
  {
    story: 'a run that ended in the midst of it',
    alert: 'TrainingStalled',
    ...group,
    series: run('1x27 0x10', '0+10x10 100x30'),
    fires: [],
  },
  {
    story: 'a run that stands still, while one scrape in four fails',
    alert: 'TrainingStalled',
    ...group,
    series: run(oftenMissing(1), oftenMissing(70), '1x2 0 '.repeat(10).trim()),
    fires: [atTrainer],
  },
  {
    story: 'a process that was killed in a run',
    alert: 'TrainingInterrupted',
    ...training,
    series: run('1x10 _x30', '0+1x10 _x30', '1x10 0x30'),
    fires: [atTrainer],
  },
  {
    story: 'a process that ended its run before it exited',
    alert: 'TrainingInterrupted',
    ...training,
    series: run('1x10 0x2 _x30', '0+1x12 _x30', '1x12 0x30'),
    fires: [],
  },
  {
    story: 'an hour and more after it was last seen',
    alert: 'TrainingInterrupted',
    ...training,
    series: run('1x10 _x90', '0+1x10 _x90', '1x10 0x90'),
    at: '90m30s',
    fires: [],
  },
  {
    story: 'no GPU is told of',
    alert: 'GpuMetricsMissing',
    ...training,
    series: { 'up{job="dcgm",instance="d:9400"}': '1x40' },
    fires: [{}],
  },
  {
    story: 'an exporter that cannot start, of which ExporterDown tells',
    alert: 'GpuMetricsMissing',
    ...training,
    series: { 'up{job="dcgm",instance="d:9400"}': '0x40' },
    fires: [],
  },
  {
    story: 'one GPU of two is left',
    alert: 'GpuMetricsMissing',
    ...training,
    series: {
      'DCGM_FI_DEV_GPU_TEMP{gpu="0",job="dcgm",instance="d:9400"}': '60x40',
      'DCGM_FI_DEV_GPU_TEMP{gpu="1",job="dcgm",instance="d:9400"}': '60x5 _x40',
    },
    fires: [],
  },
  {
    story: 'an application that runs and is not ready',
    alert: 'EndpointDown',
    ...dependencies,
    series: { [`up${app}`]: '1x40', [ready]: '0x40' },
    fires: [atReady],
  },
  {
    story: 'an application that is down, of which ApplicationDown tells',
    alert: 'EndpointDown',
    ...dependencies,
    series: { [`up${app}`]: '0x40', [ready]: '0x40' },
    fires: [],
  },
  {
    story: '/health, of which HealthFailing tells',
    alert: 'EndpointDown',
    ...dependencies,
    series: { [`up${app}`]: '1x40', [health]: '0x40' },
    fires: [],
  },
  {
    story: 'an application that is not well, though MongoDB and Redis are',
    alert: 'HealthFailing',
    ...dependencies,
    series: { [`up${app}`]: '1x40', [health]: '0x40', [mongodb]: '1x40', [redis]: '1x40' },
    fires: [atHealth],
  },
  {
    story: 'nobody knows of MongoDB and Redis',
    alert: 'HealthFailing',
    ...dependencies,
    series: { [`up${app}`]: '1x40', [health]: '0x40' },
    fires: [atHealth],
  },
  ...[`up${app}`, mongodb, redis].map((gone) => ({
    story: `${gone} is 0, of which another alert tells`,
    alert: 'HealthFailing',
    ...dependencies,
    series: {
      [`up${app}`]: '1x40',
      [mongodb]: '1x40',
      [redis]: '1x40',
      [health]: '0x40',
      [gone]: '0x40',
    },
    fires: [],
  })),
  {
    story: 'a container near its limit',
    alert: 'ContainerMemoryHigh',
    ...dependencies,
    series: container('100x40'),
    fires: [{ name: 'robo-rlhf' }],
  },
  {
    story: 'a container without a limit',
    alert: 'ContainerMemoryHigh',
    ...dependencies,
    series: container('0x40'),
    fires: [],
  },
  {
    story: 'a storage that is not reached any more',
    alert: 'RemoteWriteBehind',
    ...storage,
    series: newestSent('0+60x5 300x40'),
    fires: [atPrometheus],
  },
  {
    story: 'a storage that was never reached',
    alert: 'RemoteWriteBehind',
    ...storage,
    series: { 'process_start_time_seconds{job="prometheus",instance="p:9090"}': '0x40' },
    fires: [atPrometheus],
  },
  { story: 'all is sent', alert: 'RemoteWriteBehind', ...storage, series: newestSent('0+60x40'), fires: [] },
  {
    story: 'a wrong token, with which the newest that was sent goes on',
    alert: 'RemoteWriteBehind',
    ...storage,
    series: { ...newestSent('0+60x40'), ...samples('0+600x40', '0+600x40') },
    fires: [],
  },
  {
    story: 'a wrong token',
    alert: 'RemoteWriteRefused',
    ...storage,
    series: { ...newestSent('0+60x40'), ...samples('0+600x40', '0+600x40') },
    fires: [atPrometheus],
  },
  {
    story: 'two samples in a hundred',
    alert: 'RemoteWriteRefused',
    ...storage,
    series: samples('0+600x40', '0+12x40'),
    fires: [atPrometheus],
  },
  {
    story: 'one sample in two hundred',
    alert: 'RemoteWriteRefused',
    ...storage,
    series: samples('0+600x40', '0+3x40'),
    fires: [],
  },
  {
    story: 'nothing is sent, of which RemoteWriteBehind tells',
    alert: 'RemoteWriteRefused',
    ...storage,
    series: samples('600x40', '600x40'),
    fires: [],
  },
]

alertCases('robo-rlhf', cases)
