/** Grafana's unit for each of ours; ids: https://github.com/grafana/grafana/blob/main/packages/grafana-data/src/valueFormats/categories.ts */
import { type Node, selectorsOf } from '../../schemas/promql/ast.ts'

export interface Display {
  readonly unit: string
  readonly decimals?: number
  /** What values are multiplied by before Grafana shows them. */
  readonly factor?: number
}

const units: Readonly<Record<string, Display>> = {
  seconds: { unit: 's' },
  bytes: { unit: 'bytes' },
  ratio: { unit: 'percentunit', decimals: 1 },
  count: { unit: 'short' },
  boolean: { unit: 'short', decimals: 0 },
  // Grafana counts time in milliseconds
  timestamp: { unit: 'dateTimeFromNow', factor: 1000 },
  celsius: { unit: 'celsius', decimals: 1 },
  joules: { unit: 'joule' },
  watts: { unit: 'watt' },
  volts: { unit: 'volt' },
  amperes: { unit: 'amp' },
  meters: { unit: 'lengthm' },
  grams: { unit: 'massg' },
  hertz: { unit: 'hertz' },
  usd: { unit: 'currencyUSD', decimals: 2 },
  none: { unit: 'none' },
  number: { unit: 'none' },
  nanoseconds: { unit: 'ns' },
  microseconds: { unit: 'µs' },
  milliseconds: { unit: 'ms' },
  minutes: { unit: 's', factor: 60 },
  kibibytes: { unit: 'kbytes' },
  mebibytes: { unit: 'mbytes' },
  gibibytes: { unit: 'gbytes' },
  percent: { unit: 'percent', decimals: 1 },
  millijoules: { unit: 'joule', factor: 0.001 },
  megahertz: { unit: 'hertz', factor: 1_000_000 },
  'bytes/second': { unit: 'binBps' },
  'usd/second': { unit: 'suffix: $/h', decimals: 2, factor: 3600 },
}

/** Things that are counted, and Grafana's unit for so many of them in a second. */
const counted: readonly (readonly [RegExp, string])[] = [
  [/requests?(_|$)/, 'reqps'],
  [/(queries|query|operations|ops|commands)(_|$)/, 'ops'],
  [/(packets)(_|$)/, 'pps'],
  [/(messages|notifications)(_|$)/, 'mps'],
  [/(events)(_|$)/, 'eps'],
  [/(rows|tup)(_|$)/, 'rowsps'],
]

/** So many of something in other times than a second. */
const spans = {
  second: { factor: 1, counts: 'cps', letter: 's' },
  minute: { factor: 60, counts: 'cpm', letter: 'min' },
  hour: { factor: 3600, counts: 'suffix: /h', letter: 'h' },
} as const

/** How the values of an expression are shown; rates over the time that `per` says. */
export function displayOf(unit: string, expr: Node, per: keyof typeof spans = 'second'): Display {
  const whole = unit.endsWith('/second') && per !== 'second' ? unit.slice(0, -7) : undefined
  if (whole !== undefined)
    return {
      unit: whole === 'count' ? spans[per].counts : `suffix: ${whole}/${spans[per].letter}`,
      factor: spans[per].factor,
    }
  const known = units[unit]
  if (known) return known
  if (unit === 'count/second') return { unit: perSecond(expr) }
  const odd = unit.endsWith('/second') ? units[unit.slice(0, -7)] : undefined
  if (odd) return { unit: `suffix: ${unit.slice(0, -7)}/s` }
  return { unit: `suffix: ${unit}` }
}

function perSecond(expr: Node): string {
  const names = selectorsOf(expr).map(({ name, series }) => series?.of ?? name)
  const found = counted.find(([pattern]) => names.length > 0 && names.every((name) => pattern.test(name)))
  return found?.[1] ?? 'cps'
}
