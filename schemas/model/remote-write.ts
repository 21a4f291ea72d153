/**
 * Remote write: where Prometheus sends what it stores, and how much of it at once.
 * https://prometheus.io/docs/prometheus/latest/configuration/configuration/#remote_write
 */
import { z } from 'zod'
import { authorizationSchema, tlsSchema } from './authorization.ts'
import { inMilliseconds } from './duration.ts'
import { duration, prose, publicUrl } from './fields.ts'
import type { Duration } from './quantity.ts'

/** What Prometheus waits where nothing is said, in milliseconds. */
const usual = { minBackoff: 30, maxBackoff: 5000 }

const queueSchema = z
  .strictObject({
    capacity: z.int().positive(),
    minShards: z.int().positive(),
    maxShards: z.int().positive(),
    maxSamplesPerSend: z.int().positive(),
    /** These three are milliseconds. */
    batchSendDeadline: duration,
    minBackoff: duration,
    maxBackoff: duration,
  })
  .partial()
  .refine(({ minShards = 1, maxShards = minShards }) => minShards <= maxShards, {
    error: 'it begins with more shards than it may have; lower minShards, or raise maxShards',
    path: ['minShards'],
  })
  .refine(({ minBackoff = usual.minBackoff, maxBackoff = usual.maxBackoff }) => minBackoff <= maxBackoff, {
    error:
      'the first wait is longer than the longest; lower minBackoff (30 ms if left out), or raise maxBackoff (5 s if left out)',
    path: ['minBackoff'],
  })

export const remoteWriteSchema = z.strictObject({
  name: z.string().optional(),
  url: publicUrl('remote write needs a URL that begins with http:// or https://'),
  authorization: authorizationSchema.optional(),
  tls: tlsSchema.optional(),
  queue: queueSchema.optional(),
  /** What must be there before samples arrive, in sentences. */
  needs: z.array(prose('what remote write needs is said in a sentence')).optional(),
})
export type RemoteWriteData = z.infer<typeof remoteWriteSchema>

type Given = z.input<typeof remoteWriteSchema>
export interface RemoteWrite {
  /** What its metrics are called by, where there are several. */
  readonly name?: string
  readonly url: string
  /** A token or a password, each by the path of its file. */
  readonly authorization?: Given['authorization']
  readonly tls?: Given['tls']
  /** What must be there before samples arrive, in sentences; they are in docs/stack.md. */
  readonly needs?: readonly string[]
  /** How samples wait until they are sent; Prometheus has a good value for each that is left out. */
  readonly queue?: {
    /** How many samples wait for each shard before reading stops; three to ten times `maxSamplesPerSend`. */
    readonly capacity?: number
    /** How many senders there are at the start, and at least. */
    readonly minShards?: number
    /** How many senders there are at most, when sending falls behind. */
    readonly maxShards?: number
    readonly maxSamplesPerSend?: number
    /** How long a batch waits until it is full. */
    readonly batchSendDeadline?: Duration
    /** The wait after a failure, which doubles with each that follows, up to `maxBackoff`. */
    readonly minBackoff?: Duration
    readonly maxBackoff?: Duration
  }
}

/** As data: durations in milliseconds. */
export function remoteWriteData({ queue, needs, ...others }: RemoteWrite): Given {
  const rest = { ...others, ...(needs && { needs: needs as string[] }) }
  if (!queue) return rest
  const { batchSendDeadline, minBackoff, maxBackoff, ...counts } = queue
  return {
    ...rest,
    queue: {
      ...counts,
      ...(batchSendDeadline && { batchSendDeadline: inMilliseconds(batchSendDeadline) }),
      ...(minBackoff && { minBackoff: inMilliseconds(minBackoff) }),
      ...(maxBackoff && { maxBackoff: inMilliseconds(maxBackoff) }),
    },
  }
}
