/** Quantities in the words of their unit, for people: comments and documents. */
import { formatDuration } from 'plimsoll'

const binary = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const

export function formatQuantity(value: number, unit: string): string {
  const rate = unit.endsWith('/second')
  const text = amount(value, rate ? unit.slice(0, -7) : unit)
  return rate ? `${text} per second` : text
}

function amount(value: number, unit: string): string {
  switch (unit) {
    case 'ratio':
      return `${number(value * 100)} %`
    case 'seconds':
      return Number.isInteger(value * 1000) && value > 0 ? formatDuration(value * 1000) : `${number(value)} s`
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

const number = (value: number): string => String(Number(value.toPrecision(12)))

function inBinary(value: number): string {
  const power = value === 0 ? 0 : Math.min(binary.length - 1, Math.max(0, Math.floor(Math.log2(Math.abs(value)) / 10)))
  return `${number(value / 1024 ** power)} ${binary[power]}`
}
