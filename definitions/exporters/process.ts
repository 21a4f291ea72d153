/**
 * process_*: the same names from the Prometheus clients of Go, Python and Node, read from /proc on Linux.
 * https://prometheus.io/docs/instrumenting/writing_clientlibs/#process-metrics
 */
import { counter, gauge } from 'plimsoll'
import { fromZero } from './shared.ts'

export const processMetrics = {
  cpu: counter('process_cpu_seconds_total', {
    help: 'User and system CPU time of the process, in seconds.',
    unit: 'seconds',
  }),
  openFds: gauge('process_open_fds', { help: 'File descriptors that the process has open.', range: fromZero }),
  maxFds: gauge('process_max_fds', {
    help: 'File descriptors that the process may open (soft limit).',
    range: fromZero,
  }),
  residentMemory: gauge('process_resident_memory_bytes', {
    help: 'Physical memory of the process in bytes, shared pages included.',
    unit: 'bytes',
    range: fromZero,
  }),
  virtualMemory: gauge('process_virtual_memory_bytes', {
    help: 'Address space of the process in bytes.',
    unit: 'bytes',
    range: fromZero,
  }),
  startTime: gauge('process_start_time_seconds', {
    help: 'When the process started, as a Unix time.',
    unit: 'timestamp',
  }),
} as const

/** Beside those above, only Go's client exposes it. */
export const processGo = {
  virtualMemoryMax: gauge('process_virtual_memory_max_bytes', {
    help: 'Address space that the process may have, in bytes; about 1.8e19 where there is no limit.',
    unit: 'bytes',
    range: fromZero,
  }),
} as const
