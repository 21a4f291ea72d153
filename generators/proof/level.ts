/** How a series behaves for as long as nothing changes: what scenarios are made of, and what the simulator serves. */

/** A level is steady: whatever is asked about it has the same answer at any time. */
export type Level =
  /** The series is not there; where it was, it is marked as stale. */
  | { readonly kind: 'absent' }
  /** A gauge that stays where it is. */
  | { readonly kind: 'value'; readonly value: number }
  /** A timestamp that is always so many seconds ago. */
  | { readonly kind: 'age'; readonly seconds: number }
  /** A counter that grows by so much in each second. */
  | { readonly kind: 'rate'; readonly perSecond: number }

/** One series with the level that it is at; a bucket of a histogram is a series of its own, with the rate of all below its bound. */
export interface Behaviour {
  /** As PromQL names it: `http_request_duration_seconds_bucket`. */
  readonly series: string
  /** All labels but the name, `job` and `instance` among them. */
  readonly labels: Readonly<Record<string, string>>
  readonly level: Level
}

/** What makes an alert fire: the series that it needs, each at a level just beyond the threshold. */
export interface Incident {
  readonly alert: string
  readonly behaviours: readonly Behaviour[]
}
