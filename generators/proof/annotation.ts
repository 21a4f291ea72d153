/**
 * Annotations as Prometheus renders them: the placeholders of schemas/model/template.ts, with its functions.
 * https://github.com/prometheus/prometheus/blob/main/template/template.go
 */
import type { Active } from './alerting.ts'
import { Unsupported } from './value.ts'

const action = /\{\{ \$(labels\.([a-zA-Z_]\w*)|value)(?: \| ([^}]+?))? \}\}/g

export function annotation(text: string, { labels, value }: Active): string {
  const rendered = text.replaceAll(
    action,
    (whole, path: string, label: string | undefined, pipe: string | undefined) => {
      const worded = path === 'value' ? valueIn(pipe, value) : labelIn(pipe, labels.map[label ?? ''] ?? '')
      if (worded === undefined) throw new Unsupported(`${whole} is not rendered`)
      return worded
    },
  )
  if (rendered.includes('{{')) throw new Unsupported(`the annotation ${text} is not rendered`)
  return rendered
}

const labelIn = (pipe: string | undefined, text: string): string | undefined =>
  pipe === undefined ? text : pipe === 'urlquery' ? urlQuery(text) : undefined

/** Go's url.QueryEscape. */
const urlQuery = (text: string): string =>
  encodeURIComponent(text)
    .replaceAll(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+')

function valueIn(pipe: string | undefined, value: number): string | undefined {
  if (pipe === undefined) return goFloat(value)
  const printf = /^printf "%\.(\d+)([fg])"$/.exec(pipe)
  if (printf) return printf[2] === 'f' ? value.toFixed(Number(printf[1])) : goG(value, Number(printf[1]))
  return humanizers[pipe]?.(value)
}

const humanizers: Readonly<Record<string, ((value: number) => string) | undefined>> = {
  humanize,
  humanize1024,
  humanizePercentage: (value) => `${goG(value * 100, 4)}%`,
  humanizeDuration,
  humanizeTimestamp: (value) =>
    `${new Date(value * 1000)
      .toISOString()
      .replace('T', ' ')
      .replace(/\.?0*Z$/, '')} +0000 UTC`,
}

/** Go's `%.4g`: so many significant digits, an exponent where that is shorter, no zeros at the end. */
function goG(value: number, digits: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf'
  if (value === 0) return '0'
  const precision = digits || 1
  const [mantissa = '', exponent = '0'] = value.toExponential(precision - 1).split('e')
  const power = Number(exponent)
  if (power < -4 || power >= precision)
    return `${trimmed(mantissa)}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`
  return trimmed(value.toFixed(Math.max(0, precision - 1 - power)))
}

const trimmed = (digits: string): string => (digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits)

/** Go's `%v`. */
function goFloat(value: number): string {
  if (!Number.isFinite(value)) return goG(value, 4)
  const power = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)))
  if (power >= -4 && power < 21) return String(value)
  const [mantissa, exponent = ''] = value.toExponential().split('e')
  return `${mantissa}e${exponent.replace(/^([+-])(\d)$/, '$10$2')}`
}

function humanize(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return goG(value, 4)
  let v = value
  let prefix = ''
  if (Math.abs(v) >= 1) {
    for (const p of ['k', 'M', 'G', 'T', 'P', 'E', 'Z', 'Y']) {
      if (Math.abs(v) < 1000) break
      prefix = p
      v /= 1000
    }
  } else {
    for (const p of ['m', 'u', 'n', 'p', 'f', 'a', 'z', 'y']) {
      if (Math.abs(v) >= 1) break
      prefix = p
      v *= 1000
    }
  }
  return `${goG(v, 4)}${prefix}`
}

function humanize1024(value: number): string {
  if (Math.abs(value) <= 1 || !Number.isFinite(value)) return goG(value, 4)
  let v = value
  let prefix = ''
  for (const p of ['ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei', 'Zi', 'Yi']) {
    if (Math.abs(v) < 1024) break
    prefix = p
    v /= 1024
  }
  return `${goG(v, 4)}${prefix}`
}

function humanizeDuration(value: number): string {
  if (!Number.isFinite(value)) return goG(value, 4)
  if (value === 0) return '0s'
  const size = Math.abs(value)
  if (size >= 1) {
    const sign = value < 0 ? '-' : ''
    const whole = Math.trunc(size)
    const [s, m, h, d] = [
      whole % 60,
      Math.trunc(whole / 60) % 60,
      Math.trunc(whole / 3600) % 24,
      Math.trunc(whole / 86_400),
    ]
    if (d !== 0) return `${sign}${d}d ${h}h ${m}m ${s}s`
    if (h !== 0) return `${sign}${h}h ${m}m ${s}s`
    if (m !== 0) return `${sign}${m}m ${s}s`
    return `${goG(value, 4)}s`
  }
  let v = value
  let prefix = ''
  for (const p of ['m', 'u', 'n', 'p', 'f', 'a', 'z', 'y']) {
    if (Math.abs(v) >= 1) break
    prefix = p
    v *= 1000
  }
  return `${goG(v, 4)}${prefix}s`
}
