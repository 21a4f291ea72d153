/** AI-Playground's alerts on the real promtool: when they fire, when they keep still, and that those that inform end by themselves. */
import { alertCases, type Case } from '../../support/promtool-cases.ts'

const backend = 'job="backend",instance="b:8000"'
const up = { [`up{${backend}}`]: '1x120' }

const pool = (worker: string, size: string): Record<string, string> => ({
  [`celery_worker_pool_size{worker_name="${worker}",${backend}}`]: size,
})
const busy = (worker: string, processes: string): Record<string, string> => ({
  [`celery_worker_pool_busy{worker_name="${worker}",${backend}}`]: processes,
})
const ended = (status: string, count: string, task = 'train'): Record<string, string> => ({
  [`celery_task_total{task_name="${task}",status="${status}",${backend}}`]: count,
})
const timeouts = (count: string): Record<string, string> => ({
  [`celery_task_timeouts_total{task_name="train",${backend}}`]: count,
})
const retries = (count: string, reason = 'OSError'): Record<string, string> => ({
  [`celery_task_retries_total{task_name="train",reason="${reason}",${backend}}`]: count,
})
const queue = (length: string): Record<string, string> => ({
  [`celery_queue_length{queue_name="celery",${backend}}`]: length,
})
const broker = (connected: string): Record<string, string> => ({
  [`celery_broker_connected{${backend}}`]: connected,
})
const memory = (available: string): Record<string, string> => ({
  'node_memory_MemTotal_bytes{job="node",instance="n:9100"}': '100x60',
  'node_memory_MemAvailable_bytes{job="node",instance="n:9100"}': available,
})

type Row = Omit<Case, 'alert' | 'file'>
const of = (file: string, alert: string, rows: readonly Row[]): Case[] => rows.map((row) => ({ alert, file, ...row }))

const train = [{ task_name: 'train' }]
const aQueue = [{ queue_name: 'celery' }]
const second = [{ worker_name: 'w2' }]
/** Two workers, the second of which comes in the 20th minute. */
const scaled = { ...up, ...pool('w1', '2x60'), ...pool('w2', '_x19 4x40') }

alertCases('ai-playground', [
  ...of('critical', 'NoCeleryWorkers', [
    { story: 'nobody reports a worker', series: up, fires: [{}] },
    { story: 'the last worker is reported as gone', series: { ...up, ...pool('w1', '2x20 0x40') }, fires: [{}] },
    { story: 'the last worker is not reported any more', series: { ...up, ...pool('w1', '2x20 stale') }, fires: [{}] },
    {
      story: 'the API is gone, and nobody knows of workers',
      series: { [`up{${backend}}`]: '1x20 0x40', ...pool('w1', '2x20 stale') },
      fires: [],
    },
    {
      story: 'one of two workers is gone',
      series: { ...up, ...pool('w1', '2x60'), ...pool('w2', '2x20 0x40') },
      fires: [],
    },
    { story: 'a restart takes a minute', series: { ...up, ...pool('w1', '2x28 0 2x40') }, fires: [] },
    {
      story: 'the broker is lost, and none can answer',
      series: { ...up, ...broker('1x10 0x50'), ...pool('w1', '2x10 0x50') },
      fires: [],
    },
  ]),
  ...of('critical', 'BrokerConnectionLost', [
    { story: 'the API cannot reach it', series: broker('1x20 0x40'), fires: [{}] },
    { story: 'it was away for half a minute', series: broker('1x29 0 1x40'), at: '30m30s', fires: [] },
    { story: 'the API is connected', series: broker('1x60'), fires: [] },
  ]),
  ...of('critical', 'TaskFailuresHigh', [
    {
      story: 'six of ten fail',
      series: { ...ended('success', '0+4x60'), ...ended('failure', '0+6x60') },
      fires: train,
    },
    { story: 'four of ten', series: { ...ended('success', '0+6x60'), ...ended('failure', '0+4x60') }, fires: [] },
    { story: 'all of them do, from the first on', series: ended('failure', '1+1x60'), fires: train },
    {
      story: 'one task of three names is broken',
      series: {
        ...ended('failure', '0+4x60'),
        ...ended('success', '0+9x60', 'tune'),
        ...ended('success', '0+9x60', 'preprocess'),
      },
      fires: train,
    },
    {
      story: 'one single task ran, and failed',
      series: { ...ended('success', '5x60'), ...ended('failure', '3x20 4x40') },
      fires: [],
    },
    {
      story: 'each training fails, one every ten minutes',
      series: ended('failure', '0x9 1x9 2x9 3x9 4x9 5x9 6x9'),
      at: '45m30s',
      fires: train,
    },
    {
      story: 'each training fails, one every fifty minutes',
      series: ended('failure', '0x49 1x49 2x49'),
      at: '110m30s',
      fires: train,
    },
    {
      story: 'one of three slow trainings fails',
      series: { ...ended('failure', '0x49 1x99'), ...ended('success', '0x19 1x49 2x80') },
      at: '110m30s',
      fires: [],
    },
    {
      story: 'quick tasks that went well for an hour fail, all of them',
      series: { ...ended('success', '0+6x60 360x60'), ...ended('failure', '0x60 0+6x60') },
      at: '80m30s',
      fires: train,
    },
    {
      story: 'each task is killed at its hard limit, which only the parent counts',
      series: {
        ...ended('success', '0x120'),
        ...ended('failure', '0x29 1x29 2x29 3x29'),
        ...timeouts('0x29 1x29 2x29 3x29'),
      },
      at: '100m30s',
      fires: train,
    },
    {
      story: 'attempts are retried and succeed in the end',
      series: { ...ended('success', '0+2x60'), ...ended('failure', '0+1x60'), ...ended('retry', '0+9x60') },
      fires: [],
    },
  ]),
  ...of('warning', 'QueueLengthHigh', [
    { story: 'a hundred and one for twenty minutes', series: queue('0x10 101x60'), fires: aQueue },
    { story: 'a hundred', series: queue('100x60'), fires: [] },
    { story: 'too many for nine minutes', series: queue('0x22 101x60'), fires: [] },
  ]),
  ...of('warning', 'WorkerUtilizationHigh', [
    {
      story: 'all processes, while tasks wait',
      series: { ...pool('w1', '4x60'), ...busy('w1', '4x60'), ...queue('3x60') },
      fires: [{ worker_name: 'w1' }],
    },
    {
      story: 'one training of forty minutes on a worker of one process, and nothing waits',
      series: { ...pool('w1', '1x60'), ...busy('w1', '1x60'), ...queue('0x60') },
      fires: [],
    },
    {
      story: 'three of four',
      series: { ...pool('w1', '4x60'), ...busy('w1', '3x60'), ...queue('3x60') },
      fires: [],
    },
    {
      story: 'a worker that is gone',
      series: { ...pool('w1', '0x60'), ...busy('w1', '0x60'), ...queue('3x60') },
      fires: [],
    },
  ]),
  ...of('warning', 'TaskTimeoutsHigh', [
    {
      story: 'one in five',
      series: { ...ended('success', '0+4x60'), ...ended('failure', '0+1x60'), ...timeouts('0+1x60') },
      fires: train,
    },
    {
      story: 'one in twenty',
      series: { ...ended('success', '0+19x60'), ...ended('failure', '0+1x60'), ...timeouts('0+1x60') },
      fires: [],
    },
    {
      story: 'all are killed, and their ends are not counted',
      series: { ...ended('success', '5x60'), ...timeouts('0x9 1x9 2x9 3x40') },
      fires: train,
    },
    {
      story: 'nothing ends, and nothing is stopped',
      series: { ...ended('success', '5x60'), ...timeouts('0x60') },
      fires: [],
    },
  ]),
  ...of('warning', 'MemoryUsageHigh', [
    { story: 'a twentieth is left', series: memory('5x60'), fires: [{ job: 'node', instance: 'n:9100' }] },
    { story: 'a fifth is left', series: memory('20x60'), fires: [] },
  ]),
  ...of('info', 'WorkerStarted', [
    { story: 'a second worker came a minute ago', series: scaled, at: '21m30s', fires: second },
    { story: 'a second worker came ten minutes ago', series: scaled, fires: [] },
    {
      story: 'a worker restarts under its name',
      series: { ...up, ...pool('w1', '2x20 0x4 2x40') },
      at: '26m30s',
      fires: [],
    },
    {
      story: 'the API was away for long',
      series: { [`up{${backend}}`]: '1x10 0x19 1x40', ...pool('w1', '2x10 stale _x18 2x40') },
      at: '32m30s',
      fires: [],
    },
    { story: 'Prometheus has just begun', series: { ...up, ...pool('w1', '2x60') }, at: '2m30s', fires: [] },
  ]),
  ...of('info', 'TaskRetried', [
    { story: 'a retry five minutes ago', series: { ...up, ...retries('3x25 4x40') }, fires: train },
    {
      story: 'the first retry of all, with which its counter begins',
      series: { ...up, ...retries('_x24 1x40') },
      fires: train,
    },
    {
      story: 'the first retry for a new reason',
      series: { ...up, ...retries('3x60'), ...retries('_x24 1x40', 'TimeoutError') },
      fires: train,
    },
    {
      story: 'the last retry was half an hour ago',
      series: { ...up, ...retries('3x5 4x60') },
      at: '36m30s',
      fires: [],
    },
    {
      story: 'the first retry was half an hour ago',
      series: { ...up, ...retries('_x4 1x60') },
      at: '36m30s',
      fires: [],
    },
    {
      story: 'retries twelve minutes apart are one alert',
      series: { ...up, ...retries('3x5 4x11 5x40') },
      at: '17m30s',
      fires: train,
    },
    {
      story: 'old retries are there again after the API was away',
      series: { [`up{${backend}}`]: '1x10 0x14 1x40', ...retries('3x10 stale _x13 3x40') },
      fires: [],
    },
    { story: 'Prometheus has just begun', series: { ...up, ...retries('3x60') }, at: '2m30s', fires: [] },
  ]),
  ...of('info', 'QueueCleared', [
    { story: 'empty after a backlog', series: queue('150x20 0x60'), fires: aQueue },
    { story: 'the backlog is still there', series: queue('150x60'), fires: [] },
    { story: 'it shrinks', series: queue('150x20 20x60'), fires: [] },
    { story: 'it was never long', series: queue('50x20 0x60'), fires: [] },
    {
      story: 'single tasks come and go afterwards',
      series: queue('150x20 0 1 0 1 1 0 1 1 1 0 1 1 1 0'),
      fires: aQueue,
    },
    { story: 'the backlog was two hours ago', series: queue('150x20 0x120'), at: '120m30s', fires: [] },
  ]),
  ...of('dependencies', 'CeleryMetricsMissing', [
    {
      story: 'the broker is not told of',
      series: { ...up, ...queue('0x60') },
      fires: [{ job: 'backend', metric: 'celery_broker_connected' }],
    },
    {
      story: 'queues are not told of',
      series: { ...up, ...broker('1x60') },
      fires: [{ job: 'backend', metric: 'celery_queue_length' }],
    },
    { story: 'the API is gone', series: { [`up{${backend}}`]: '0x60' }, fires: [] },
    { story: 'both are there', series: { ...up, ...queue('0x60'), ...broker('1x60') }, fires: [] },
  ]),
])
