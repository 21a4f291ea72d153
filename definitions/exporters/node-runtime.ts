/** nodejs_*: a Node.js process with prom-client's default metrics. https://github.com/siimon/prom-client */
import { gauge, histogram, info, oneOf, open } from 'plimsoll'
import { processMetrics } from './process.ts'
import { fromZero, totalGauge } from './shared.ts'

const lag = { unit: 'seconds', range: fromZero } as const

export const nodejs = {
  eventloopLag: gauge('nodejs_eventloop_lag_seconds', {
    help: 'How long a callback waited at the scrape, in seconds.',
    ...lag,
  }),
  eventloopLagMin: gauge('nodejs_eventloop_lag_min_seconds', {
    help: 'The shortest delay of the event loop since the last scrape, in seconds.',
    ...lag,
  }),
  eventloopLagMax: gauge('nodejs_eventloop_lag_max_seconds', {
    help: 'The longest delay of the event loop since the last scrape, in seconds.',
    ...lag,
  }),
  eventloopLagMean: gauge('nodejs_eventloop_lag_mean_seconds', {
    help: 'The mean delay of the event loop since the last scrape, in seconds.',
    ...lag,
  }),
  eventloopLagStddev: gauge('nodejs_eventloop_lag_stddev_seconds', {
    help: 'The standard deviation of the delays of the event loop since the last scrape, in seconds.',
    ...lag,
  }),
  eventloopLagP50: gauge('nodejs_eventloop_lag_p50_seconds', {
    help: 'The median delay of the event loop since the last scrape, in seconds.',
    ...lag,
  }),
  eventloopLagP90: gauge('nodejs_eventloop_lag_p90_seconds', {
    help: 'The 90th percentile of the delays since the last scrape, in seconds.',
    ...lag,
  }),
  eventloopLagP99: gauge('nodejs_eventloop_lag_p99_seconds', {
    help: 'The 99th percentile of the delays since the last scrape, in seconds.',
    ...lag,
  }),
  heapSizeUsed: gauge('nodejs_heap_size_used_bytes', {
    help: 'Heap in use, in bytes.',
    unit: 'bytes',
    range: fromZero,
  }),
  heapSizeTotal: gauge('nodejs_heap_size_total_bytes', {
    help: 'Heap that V8 has taken from the system, in bytes.',
    unit: 'bytes',
    range: fromZero,
  }),
  externalMemory: gauge('nodejs_external_memory_bytes', {
    help: 'Memory of C++ objects that JavaScript holds, in bytes.',
    unit: 'bytes',
    range: fromZero,
  }),
  heapSpaceSizeUsed: gauge('nodejs_heap_space_size_used_bytes', {
    help: 'Heap in use by space, in bytes.',
    unit: 'bytes',
    range: fromZero,
    labels: { space: open({ atMost: 12, like: ['new', 'old', 'large_object'] }) },
  }),
  activeHandles: gauge('nodejs_active_handles', {
    help: 'Handles that keep the process alive, by type.',
    range: fromZero,
    labels: { type: open({ atMost: 20, like: ['Socket', 'Server'] }) },
  }),
  activeHandlesTotal: gauge('nodejs_active_handles_total', {
    help: 'Handles that keep the process alive.',
    range: fromZero,
    allow: totalGauge,
  }),
  versionInfo: info('nodejs_version_info', {
    help: 'The version of Node.js, whole and in parts.',
    labels: {
      version: open({ atMost: 1, like: ['v22.21.0'] }),
      major: open({ atMost: 1, like: ['22'] }),
      minor: open({ atMost: 1, like: ['21'] }),
      patch: open({ atMost: 1, like: ['0'] }),
    },
  }),
  gcDuration: histogram('nodejs_gc_duration_seconds', {
    help: 'Time of a garbage collection, by kind, in seconds.',
    labels: { kind: oneOf('major', 'minor', 'incremental', 'weakcb') },
    buckets: [0.001, 0.01, 0.1, 1, 2, 5],
  }),
} as const

/** What a Node.js program with prom-client's default metrics exposes. */
export const nodejsRuntime = [...Object.values(nodejs), ...Object.values(processMetrics)]
