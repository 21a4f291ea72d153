/**
 * What can be turned to make an alert fire: a gauge, a counter, or a histogram as a whole, so that its buckets, its count and
 * its sum stay in step.
 */
import type { Level } from './level.ts'

interface Common {
  /** The places of its series. */
  readonly series: readonly number[]
  readonly low: number
  readonly high: number
  /** Where it is when nothing is wrong, as far as its unit tells. */
  readonly usual: number
}

export interface Single extends Common {
  readonly kind: 'value' | 'age' | 'rate'
  /** Whether only whole numbers are natural. */
  readonly whole: boolean
}

export interface Family extends Common {
  readonly kind: 'histogram'
  /** Finite upper bounds. */
  readonly bounds: readonly number[]
  /** What each of its series is: the place of its bound, the last of which is +Inf, or the sum. */
  readonly parts: readonly (number | 'sum')[]
}

export type Knob = Single | Family

/** Where a knob stands; a histogram has a share of slow observations, in a bucket of their own. */
export type Setting =
  | { readonly there: false }
  | { readonly there: true; readonly x: number; readonly bucket?: number; readonly share?: number }

export const gone: Setting = Object.freeze({ there: false })
export const at = (x: number): Setting => ({ there: true, x })

/** The bucket in which a healthy system is quick. */
export const quick = (bounds: readonly number[]): number => Math.floor((bounds.length - 1) / 3)

export function levelsOf(knob: Knob, setting: Setting): readonly Level[] {
  if (!setting.there) return knob.series.map(() => ({ kind: 'absent' }) as const)
  const { x } = setting
  switch (knob.kind) {
    case 'value':
      return [{ kind: 'value', value: x }]
    case 'age':
      return [{ kind: 'age', seconds: x }]
    case 'rate':
      return [{ kind: 'rate', perSecond: x }]
    case 'histogram':
      return knob.parts.map((part) => ({ kind: 'rate', perSecond: x * perObservation(knob, setting, part) }))
  }
}

/** What one observation adds to a series of its histogram. */
function perObservation(
  { bounds }: Family,
  { bucket = 0, share = 0 }: { bucket?: number; share?: number },
  part: number | 'sum',
): number {
  const first = quick(bounds)
  if (part === 'sum') return (1 - share) * middle(bounds, first) + share * middle(bounds, bucket)
  return (part >= first ? 1 - share : 0) + (part >= bucket ? share : 0)
}

function middle(bounds: readonly number[], bucket: number): number {
  const [below, bound] = [bounds[bucket - 1] ?? 0, bounds[bucket]]
  return bound === undefined ? below * 2 : (below + bound) / 2
}
