/** Quantities in the words of their unit, for people: comments and documents. */
import { formatDuration } from '../../schemas/model/duration.ts'
import type { ThresholdData } from '../../schemas/model/threshold.ts'

const binary = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const

export function formatQuantity(value: number, unit: string): string {
  if (!unit.endsWith('/second')) return amount(value, unit)
  const [factor, time] = times.find(([n]) => Math.abs(value) * n >= 1) ?? [1, 'second']
  return `${amount(value * factor, unit.slice(0, -7))} per ${time}`
}

/** A rate is worded over the time in which there is at least one. */
const times = [
  [1, 'second'],
  [60, 'minute'],
  [3600, 'hour'],
  [86_400, 'day'],
] as const

function amount(value: number, unit: string): string {
  switch (unit) {
    case 'ratio':
      return `${number(value * 100)} %`
    case 'seconds':
      return duration(value)
    case 'bytes':
      return inBinary(value)
    case 'usd':
      return `$${number(value)}`
    case 'celsius':
      return `${number(value)} °C`
    case 'watts':
      return `${number(value)} W`
    case 'count':
    case 'none':
    case 'boolean':
    case 'number':
      return number(value)
    default:
      return `${number(value)} ${unit}`
  }
}

/** 500 ms, 2.5 s, 5m; Prometheus' own syntax from a minute on. */
function duration(value: number): string {
  if (Math.abs(value) >= 60 && Number.isInteger(value)) return formatDuration(value * 1000)
  return Math.abs(value) < 1 && value !== 0 ? `${number(value * 1000)} ms` : `${number(value)} s`
}

const number = (value: number): string => String(Number(value.toPrecision(12)))

function inBinary(value: number): string {
  const power = value === 0 ? 0 : Math.min(binary.length - 1, Math.max(0, Math.floor(Math.log2(Math.abs(value)) / 10)))
  return `${number(value / 1024 ** power)} ${binary[power]}`
}

const words = {
  '>': 'above',
  '>=': 'at least',
  '<': 'below',
  '<=': 'at most',
  '==': 'exactly',
  '!=': 'other than',
} as const

/** `above 5 %` */
export const formatLine = ({ op, value, unit }: Pick<ThresholdData, 'op' | 'value' | 'unit'>): string =>
  `${words[op]} ${formatQuantity(value, unit)}`
