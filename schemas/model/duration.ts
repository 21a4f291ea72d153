/**
 * Durations in Prometheus' syntax: `1h30m`, `15s`, `500ms`.
 * https://prometheus.io/docs/prometheus/latest/querying/basics/#float-literals-and-time-durations
 */
import type { Duration } from './quantity.ts'

const units = [
  ['y', 365 * 86_400_000],
  ['w', 7 * 86_400_000],
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
] as const

/** A span of time in milliseconds, without the rest that a product of fractions leaves: 70 of them are not 70.00000000000001. */
export const inMilliseconds = ({ node }: Duration): number => Number((node.val * 1000).toPrecision(15))

/**
 * Milliseconds as Prometheus itself prints them: years and weeks only where nothing is left over,
 * so that 15 days are `15d` and not `2w1d`. Zero is `0s`.
 */
export function formatDuration(milliseconds: number): string {
  if (milliseconds === 0) return '0s'
  let rest = Math.abs(milliseconds)
  let text = milliseconds < 0 ? '-' : ''
  for (const [unit, length] of units) {
    if ((unit === 'y' || unit === 'w') && rest % length !== 0) continue
    const n = Math.floor(rest / length)
    if (n === 0) continue
    text += `${n}${unit}`
    rest -= n * length
  }
  return text
}

const syntax = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/

/** The milliseconds of `1h30m`; undefined where it is no duration. */
export function parseDuration(text: string): number | undefined {
  const match = syntax.exec(text)
  if (!match || text === '') return undefined
  return units.reduce((sum, [, length], i) => sum + Number(match[i + 1] ?? 0) * length, 0)
}
