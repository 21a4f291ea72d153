/** go_*: the runtime of every exporter that is written in Go. https://github.com/prometheus/client_golang */
import { gauge, info, open, summary } from 'plimsoll'
import { processGo, processMetrics } from './process.ts'
import { fromZero } from './shared.ts'

export const go = {
  goroutines: gauge('go_goroutines', { help: 'Goroutines that exist now; a steady climb is a leak.', range: fromZero }),
  memstatsHeapInuse: gauge('go_memstats_heap_inuse_bytes', {
    help: 'Heap spans in use, in bytes.',
    unit: 'bytes',
    range: fromZero,
  }),
  gcDuration: summary('go_gc_duration_seconds', {
    help: 'Pauses of the garbage collector since start, in seconds; the quantile 1 is the longest.',
    quantiles: [0, 0.25, 0.5, 0.75, 1],
  }),
  info: info('go_info', {
    help: 'The version of Go that the binary was built with.',
    labels: { version: open({ atMost: 1, like: ['go1.25.1'] }) },
  }),
} as const

/** What a Go program exposes without doing anything for it. */
export const goRuntime = [...Object.values(go), ...Object.values(processMetrics), ...Object.values(processGo)]
