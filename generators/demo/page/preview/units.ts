/**
 * Values as Grafana writes them, in the units that are generated; any other unit is written behind the number, as Grafana does
 * with one that it does not know. https://github.com/grafana/grafana/tree/main/packages/grafana-data/src/valueFormats
 */
type Format = (value: number, decimals: number | undefined) => string

const metric = ['f', 'p', 'n', 'µ', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E']
const binary = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei', 'Zi', 'Yi']
const short = ['', ' K', ' Mil', ' Bil', ' Tri', ' Quadr', ' Quint', ' Sext', ' Sept']
const counts = ['', 'K', 'M', 'B', 'T']

const formats: Readonly<Record<string, Format>> = {
  none: plain(''),
  short: scaled(1000, short),
  percent: (value, decimals) => `${fixed(value, decimals)}%`,
  percentunit: (value, decimals) => `${fixed(value * 100, decimals)}%`,
  s: seconds,
  ms: (value, decimals) => seconds(value / 1000, decimals),
  µs: (value, decimals) => seconds(value / 1e6, decimals),
  ns: (value, decimals) => seconds(value / 1e9, decimals),
  bytes: prefixed(1024, binary, 'B'),
  kbytes: prefixed(1024, binary, 'B', 1),
  mbytes: prefixed(1024, binary, 'B', 2),
  gbytes: prefixed(1024, binary, 'B', 3),
  binBps: prefixed(1024, binary, 'B/s'),
  cps: counted('c/s'),
  cpm: counted('c/m'),
  eps: counted('evt/s'),
  mps: counted('msg/s'),
  ops: counted('ops/s'),
  pps: prefixed(1000, metric, 'p/s', 5),
  reqps: counted('req/s'),
  rowsps: counted('rows/s'),
  celsius: plain('°C'),
  watt: prefixed(1000, metric, 'W', 5),
  joule: prefixed(1000, metric, 'J', 5),
  volt: prefixed(1000, metric, 'V', 5),
  amp: prefixed(1000, metric, 'A', 5),
  hertz: prefixed(1000, metric, 'Hz', 5),
  lengthm: prefixed(1000, metric, 'm', 5),
  massg: prefixed(1000, metric, 'g', 5),
  currencyUSD: (value, decimals) => `${value < 0 ? '-' : ''}$${scaled(1000, counts)(Math.abs(value), decimals)}`,
  dateTimeFromNow: (value) => fromNow(value - Date.now()),
}

/** A value in a unit of Grafana: `format(0.25, 's')` is `250 ms`. */
export function format(value: number, unit = 'none', decimals?: number): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '-∞'
  const known = formats[unit]
  if (known) return known(value, decimals)
  const [, kind, words = ''] = /^(suffix|prefix):\s*(.*)$/.exec(unit) ?? []
  if (kind === 'prefix') return `${words}${fixed(value, decimals)}`
  return plain(kind === 'suffix' ? words : unit)(value, decimals)
}

/** As many decimals as are asked for, else as many as three digits need; Grafana takes two for a number below 0. */
function fixed(value: number, decimals = fitting(value)): string {
  const text = value.toFixed(Math.min(decimals, 20))
  return Number(text) === 0 ? text.replace('-', '') : text
}

function fitting(value: number): number {
  if (value % 1 === 0) return 0
  return Math.max(0, (value > 0 ? 2 : 1) - Math.floor(Math.log10(Math.abs(value))))
}

function plain(unit: string): Format {
  return (value, decimals) => `${fixed(value, decimals)}${unit === '' ? '' : ` ${unit}`}`
}

/** In the largest unit of which there is at least one; `base` is the place of the unit itself. */
function scaled(factor: number, units: readonly string[], base = 0): Format {
  return (value, decimals) => {
    const wanted = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)) / Math.log10(factor))
    const power = Math.min(Math.max(wanted, -base), units.length - 1 - base)
    return `${fixed(value / factor ** power, decimals)}${units[power + base]}`
  }
}

function prefixed(factor: number, prefixes: readonly string[], unit: string, base = 0): Format {
  return scaled(
    factor,
    prefixes.map((prefix) => ` ${prefix}${unit}`),
    base,
  )
}

function counted(unit: string): Format {
  return (value, decimals) => `${scaled(1000, counts)(value, decimals)} ${unit}`
}

const spans = [
  [1e-6, 1e-9, 'ns'],
  [1e-3, 1e-6, 'µs'],
  [1, 1e-3, 'ms'],
  [60, 1, 's'],
  [3600, 60, 'min'],
  [86_400, 3600, 'hour'],
  [604_800, 86_400, 'day'],
  [31_536_000, 604_800, 'week'],
  [Number.POSITIVE_INFINITY, 31_556_900, 'year'],
] as const

function seconds(value: number, decimals: number | undefined): string {
  const found = value === 0 ? undefined : spans.find(([below]) => Math.abs(value) < below)
  const [, size, name] = found ?? [0, 1, 's']
  return `${fixed(value / size, decimals)} ${name}`
}

const times = [
  ['second', 60],
  ['minute', 60],
  ['hour', 24],
  ['day', 30],
  ['month', 12],
  ['year', Number.POSITIVE_INFINITY],
] as const

/** Milliseconds from now, in words: `2 hours ago`. */
export function fromNow(milliseconds: number): string {
  let count = Math.abs(milliseconds) / 1000
  for (const [unit, size] of times) {
    if (count < size) {
      const whole = Math.round(count)
      const words = `${whole} ${unit}${whole === 1 ? '' : 's'}`
      return milliseconds > 0 ? `in ${words}` : `${words} ago`
    }
    count /= size
  }
  return ''
}
