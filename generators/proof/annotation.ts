/**
 * Annotations as Prometheus renders them: the placeholders of schemas/model/template.ts, with its functions.
 * https://github.com/prometheus/prometheus/blob/main/template/template.go
 */
import type { Active } from './alerting.ts'
import { Unsupported } from './value.ts'

const action = /\{\{ \$(labels\.([a-zA-Z_]\w*)|value)(?: \| ([^}]+?))? \}\}/g

export function annotation(text: string, { labels, value }: Active): string {
  if (text.replaceAll(action, '').includes('{{')) throw new Unsupported(`the annotation ${text} is not rendered`)
  return text.replaceAll(action, (whole, path: string, label: string | undefined, pipe: string | undefined) => {
    const worded = path === 'value' ? valueIn(pipe, value) : labelIn(pipe, labels.map[label ?? ''] ?? '')
    if (worded === undefined) throw new Unsupported(`${whole} of ${value} is not rendered`)
    return worded
  })
}

const labelIn = (pipe: string | undefined, text: string): string | undefined =>
  pipe === undefined ? text : pipe === 'urlquery' ? urlQuery(text) : undefined

/** Go's url.QueryEscape. */
const urlQuery = (text: string): string =>
  encodeURIComponent(text)
    .replaceAll(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+')

function valueIn(pipe: string | undefined, value: number): string | undefined {
  if (pipe === undefined) return goV(value)
  const printf = /^printf "%\.(\d+)([fg])"$/.exec(pipe)
  if (!printf) return humanizers[pipe]?.(value)
  return printf[2] === 'f' ? goF(value, Number(printf[1])) : goG(value, Number(printf[1]))
}

const humanizers: Readonly<Record<string, ((value: number) => string | undefined) | undefined>> = {
  humanize: (value) => prefixed(value, Math.abs(value) >= 1 ? thousands : thousandths),
  humanize1024: (value) => (Math.abs(value) <= 1 ? goG(value, 4) : prefixed(value, powersOf1024)),
  humanizePercentage: (value) => `${goG(value * 100, 4)}%`,
  humanizeDuration,
  humanizeTimestamp,
}

/** What is before a unit, and what it is to be scaled by, for as long as it is not of a natural size. */
interface Prefixes {
  readonly names: readonly string[]
  readonly isNatural: (size: number) => boolean
  readonly scale: (value: number) => number
}

const thousands: Prefixes = {
  names: ['k', 'M', 'G', 'T', 'P', 'E', 'Z', 'Y'],
  isNatural: (size) => size < 1000,
  scale: (value) => value / 1000,
}
const thousandths: Prefixes = {
  names: ['m', 'u', 'n', 'p', 'f', 'a', 'z', 'y'],
  isNatural: (size) => size >= 1,
  scale: (value) => value * 1000,
}
const powersOf1024: Prefixes = {
  names: ['ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei', 'Zi', 'Yi'],
  isNatural: (size) => size < 1024,
  scale: (value) => value / 1024,
}

function prefixed(value: number, { names, isNatural, scale }: Prefixes): string {
  if (value === 0 || !Number.isFinite(value)) return goG(value, 4)
  let scaled = value
  let prefix = ''
  for (const name of names) {
    if (isNatural(Math.abs(scaled))) break
    prefix = name
    scaled = scale(scaled)
  }
  return `${goG(scaled, 4)}${prefix}`
}

/** Beyond what Go holds in an integer, each machine has its own answer. */
const isTooLarge = (value: number): boolean => Math.abs(value) >= 2 ** 63

function humanizeDuration(value: number): string | undefined {
  if (!Number.isFinite(value)) return goG(value, 4)
  if (Math.abs(value) < 1) return `${prefixed(value, thousandths)}s`
  if (isTooLarge(value)) return undefined
  const whole = BigInt(Math.trunc(Math.abs(value)))
  if (whole < 60n) return `${goG(value, 4)}s`
  const [s, m, h, d] = [whole % 60n, (whole / 60n) % 60n, (whole / 3600n) % 24n, whole / 86_400n]
  const parts = [d > 0n ? `${d}d ` : '', d + h > 0n ? `${h}h ` : '', `${m}m ${s}s`]
  return `${value < 0 ? '-' : ''}${parts.join('')}`
}

function humanizeTimestamp(value: number): string | undefined {
  if (!Number.isFinite(value)) return goG(value, 4)
  const nanoseconds = value * 1e9
  if (isTooLarge(nanoseconds)) return undefined
  const milliseconds = BigInt(Math.trunc(nanoseconds)) / 1_000_000n
  const [day, time] = new Date(Number(milliseconds)).toISOString().split('T')
  return `${day} ${time?.replace(/\.?0*Z$/, '')} +0000 UTC`
}

const infinite = (value: number): string => (Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf')
const signOf = (value: number): string => (value < 0 || Object.is(value, -0) ? '-' : '')

/** Go's `%.2f`. */
function goF(value: number, digits: number): string {
  if (!Number.isFinite(value)) return infinite(value)
  const size = Math.abs(value)
  // from there on JavaScript writes an exponent
  const text = size < 1e21 ? halfEven(size.toFixed(digits), size.toFixed(100), digits) : wholeWith(size, digits)
  return `${signOf(value)}${text}`
}

const wholeWith = (size: number, digits: number): string =>
  `${BigInt(size)}${digits > 0 ? `.${'0'.repeat(digits)}` : ''}`

/** Go's `%.4g`: so many significant digits, an exponent where that is shorter, no zeros at the end. */
function goG(value: number, digits: number): string {
  if (!Number.isFinite(value)) return infinite(value)
  const [size, precision] = [Math.abs(value), digits || 1]
  const [mantissa = '', exponent = '0'] = size.toExponential(precision - 1).split('e')
  const [exact = '', unrounded] = size.toExponential(100).split('e')
  const near = exponent === unrounded ? halfEven(mantissa, exact, precision - 1) : mantissa
  return `${signOf(value)}${written(near, Number(exponent), precision)}`
}

/** Go's `%v`: as many digits as it takes. */
function goV(value: number): string {
  if (!Number.isFinite(value)) return infinite(value)
  const [mantissa = '', exponent = '0'] = Math.abs(value).toExponential().split('e')
  return `${signOf(value)}${written(mantissa, Number(exponent), 6)}`
}

/** A mantissa and an exponent, as one number where that has at most so many digits before its point. */
function written(mantissa: string, exponent: number, precision: number): string {
  if (exponent < -4 || exponent >= precision)
    return `${trimmed(mantissa)}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
  const digits = mantissa.replace('.', '')
  if (exponent < 0) return trimmed(`0.${'0'.repeat(-exponent - 1)}${digits}`)
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0')
  return trimmed(`${whole}.${digits.slice(exponent + 1)}`)
}

const trimmed = (digits: string): string => (digits.includes('.') ? digits.replace(/\.?0*$/, '') : digits)

/** What is exactly between two is rounded to the even one in Go, and up in JavaScript; `exact` has a hundred decimals. */
function halfEven(rounded: string, exact: string, digits: number): string {
  const end = exact.length - 100 + digits
  const cut = exact.slice(0, end).replace(/\.$/, '')
  return /^50*$/.test(exact.slice(end)) && /[02468]$/.test(cut) ? cut : rounded
}
