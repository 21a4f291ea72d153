/**
 * python_*: the runtime of a Python process. Absent where prometheus_client runs in multi-process mode.
 * https://prometheus.github.io/client_python/collector/
 */
import { counter, info, oneOf, open } from 'plimsoll'
import { processMetrics } from './process.ts'

const generation = { generation: oneOf('0', '1', '2') }

export const python = {
  info: info('python_info', {
    help: 'The interpreter, and its version in parts.',
    labels: {
      implementation: oneOf('CPython', 'PyPy'),
      major: open({ atMost: 1, like: ['3'] }),
      minor: open({ atMost: 1, like: ['13'] }),
      patchlevel: open({ atMost: 1, like: ['5'] }),
      version: open({ atMost: 1, like: ['3.13.5'] }),
    },
    atMost: 1,
  }),
  gcObjectsCollected: counter('python_gc_objects_collected_total', {
    help: 'Objects that the cycle collector freed.',
    labels: generation,
  }),
  gcObjectsUncollectable: counter('python_gc_objects_uncollectable_total', {
    help: 'Objects that the cycle collector found and could not free.',
    labels: generation,
  }),
  gcCollections: counter('python_gc_collections_total', { help: 'Runs of the cycle collector.', labels: generation }),
} as const

/** What a Python program in one process exposes without doing anything for it. */
export const pythonRuntime = [...Object.values(python), ...Object.values(processMetrics)]
