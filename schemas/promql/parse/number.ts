/**
 * Numbers and durations as Prometheus reads them.
 * https://prometheus.io/docs/prometheus/latest/querying/basics/#float-literals-and-time-durations
 */
import { parseDuration } from '../../model/duration.ts'

const digits = '\\d(?:_?\\d)*'
const decimal = new RegExp(`^(?:${digits}\\.?(?:${digits})?|\\.${digits})(?:[eE][+-]?${digits})?$`)
const hexadecimal = /^0[xX]_?[\da-fA-F](?:_?[\da-fA-F])*$/
/** As Go's `strconv.ParseInt` with base 0, which Prometheus tries first. */
const octal = /^0_?[0-7](?:_?[0-7])*$/

export const isNumber = (text: string): boolean => decimal.test(text) || hexadecimal.test(text)

/** The value of `1e3`, `1_000`, `0x1F`, `017` (which is 15), `Inf` or `NaN`; undefined where it is out of range. */
export function numberOf(text: string): number | undefined {
  const plain = text.replaceAll('_', '').toLowerCase()
  if (plain === 'inf') return Infinity
  if (plain === 'nan') return NaN
  const value = octal.test(text) ? Number(`0o${plain}`) : Number(plain)
  const limit = hexadecimal.test(text) ? 2 ** 63 : Infinity
  return value < limit ? value : undefined
}

/** The milliseconds of `1h30m`, or of a bare number of seconds; undefined for what is neither. */
export function millisecondsOf(text: string): number | undefined {
  const seconds = isNumber(text) ? numberOf(text) : undefined
  return seconds === undefined ? parseDuration(text) : Math.round(seconds * 1000)
}

/** What Go's `time.Duration` can hold, in milliseconds: about 292 years. */
export const longestDuration = 2 ** 63 / 1e6
