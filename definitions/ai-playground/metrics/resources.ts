/** Resources: what the background thread of each process looks up of itself by psutil, every 30 seconds. */
import { counter, gauge, oneOf } from 'plimsoll'
import { processType } from './labels.ts'

const byProcess = { labels: { process_type: processType } } as const
const fromZero = { range: [0, 'none'] } as const

export const memoryUsage = gauge('process_memory_usage_bytes', {
  help: 'Resident memory of the processes of a kind, shared pages counted in each; in multiprocess mode declared with livesum.',
  unit: 'bytes',
  ...byProcess,
  ...fromZero,
})

export const cpuUsage = gauge('process_cpu_usage_percent', {
  help: 'CPU that the processes of a kind use, 100 for each CPU; in multiprocess mode declared with livesum.',
  unit: 'percent',
  ...byProcess,
  ...fromZero,
})

export const diskIo = counter('disk_io_bytes_total', {
  help: 'Bytes that the processes of a kind read from disks and wrote to them.',
  unit: 'bytes',
  labels: { operation: oneOf('read', 'write'), ...byProcess.labels },
})

/**
 * The document promises network I/O and process counts without a name: they are named as their neighbours are. psutil has network
 * I/O of a whole container only, so that one of its processes counts it.
 */
export const networkIo = counter('network_io_bytes_total', {
  help: 'Bytes that the containers of a kind of processes sent and received over the network.',
  unit: 'bytes',
  labels: { direction: oneOf('sent', 'received'), ...byProcess.labels },
})

export const activeProcesses = gauge('active_processes', {
  help: 'Processes of a kind that run; in multiprocess mode declared with livesum.',
  ...byProcess,
  ...fromZero,
})

export const resources = [memoryUsage, cpuUsage, diskIo, networkIo, activeProcesses] as const
