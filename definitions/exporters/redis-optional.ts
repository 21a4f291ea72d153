/** redis_exporter: what it looks at only where it is told to. Add what you switch on to `exposes`. */
import { gauge, open } from 'plimsoll'
import { fromZero } from './shared.ts'

const db = open({ atMost: 16, like: ['db0'] })
const key = { labels: { db, key: open({ atMost: 50, like: ['celery'] }) }, atMost: 50, range: fromZero } as const

export const redisKeys = {
  keySize: gauge('redis_key_size', {
    help: 'Elements or length of a key; 0 where one that is named does not exist, absent where a pattern finds none.',
    needs: '--check-keys or --check-single-keys',
    ...key,
  }),
  keyMemoryUsage: gauge('redis_key_memory_usage_bytes', {
    help: 'Memory of a key in bytes.',
    unit: 'bytes',
    needs: '--check-keys or --check-single-keys',
    ...key,
  }),
} as const

const stream = { db, stream: open({ atMost: 20, like: ['events'] }) }
const group = { ...stream, group: open({ atMost: 10, like: ['workers'] }) }
const streams = { needs: '--check-streams or --check-single-streams', range: fromZero } as const

export const redisStreams = {
  streamLength: gauge('redis_stream_length', { help: 'Entries of a stream.', labels: stream, atMost: 20, ...streams }),
  streamGroupLag: gauge('redis_stream_group_lag', {
    help: 'Entries that a group has not been given yet; Redis 7 and later.',
    labels: group,
    atMost: 100,
    ...streams,
  }),
  streamGroupMessagesPending: gauge('redis_stream_group_messages_pending', {
    help: 'Entries that a group has been given and has not acknowledged.',
    labels: group,
    atMost: 100,
    ...streams,
  }),
} as const

export const redisSystem = {
  totalSystemMemory: gauge('redis_total_system_memory_bytes', {
    help: 'Memory of the host in bytes.',
    unit: 'bytes',
    range: fromZero,
    needs: '--include-system-metrics',
  }),
} as const
