/** What a selector selects: the ground on which labels, units and kinds are computed. */
import type { Domain } from '../model/label.ts'
import type { Kind } from './expr.ts'

export interface Series {
  /** The name in PromQL, `http_request_duration_seconds_bucket` for instance. */
  readonly name: string
  /** The definition it belongs to, `http_request_duration_seconds` or the recording rule's name. */
  readonly of: string
  readonly labels: Readonly<Record<string, Domain>>
  readonly unit: string
  readonly kind: Kind
  /** Finite upper bounds, for the buckets of a classic histogram. */
  readonly buckets?: readonly number[]
  /** The values it can have, both inclusive. */
  readonly range?: readonly [number, number]
  /** What zero stands for where it is no amount. */
  readonly zeroMeans?: string
  /** Set for what a recording rule computes, which no target exposes. */
  readonly recorded?: true
}
