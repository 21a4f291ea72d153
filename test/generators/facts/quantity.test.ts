import { describe, expect, test } from 'vitest'
import { formatLine, formatQuantity } from '../../../generators/facts/quantity.ts'

test.each([
  [0.05, 'ratio', '5 %'],
  [0.07, 'ratio', '7 %'],
  [0.999, 'ratio', '99.9 %'],
  [1, 'ratio', '100 %'],
  [0, 'seconds', '0 s'],
  [0.5, 'seconds', '500 ms'],
  [0.0001, 'seconds', '0.1 ms'],
  [-0.25, 'seconds', '-250 ms'],
  [1, 'seconds', '1 s'],
  [2.5, 'seconds', '2.5 s'],
  [59, 'seconds', '59 s'],
  [60, 'seconds', '1m'],
  [60.5, 'seconds', '60.5 s'],
  [90, 'seconds', '1m30s'],
  [5400, 'seconds', '1h30m'],
  [-3600, 'seconds', '-1h'],
  [15 * 86_400, 'seconds', '15d'],
  [0, 'bytes', '0 B'],
  [1023, 'bytes', '1023 B'],
  [1024, 'bytes', '1 KiB'],
  [1536, 'bytes', '1.5 KiB'],
  [-2048, 'bytes', '-2 KiB'],
  [5 * 1024 ** 3, 'bytes', '5 GiB'],
  [1024 ** 6, 'bytes', '1024 PiB'],
  [1024 ** 2, 'bytes/second', '1 MiB per second'],
  [50, 'usd', '$50'],
  [0.1, 'usd/second', '$6 per minute'],
  [50 / 3600, 'usd/second', '$50 per hour'],
  [2 / 86_400, 'count/second', '2 per day'],
  [85, 'celsius', '85 °C'],
  [300, 'watts', '300 W'],
  [1000, 'count', '1000'],
  [0.1 + 0.2, 'count', '0.3'],
  [2, 'count/second', '2 per second'],
  [1, 'boolean', '1'],
  [3.5, 'none', '3.5'],
  [90, 'number', '90'],
  [5, 'volts', '5 volts'],
  [0.01, 'usd/count', '0.01 usd/count'],
])('%d in %s is %s', (value, unit, expected) => {
  expect(formatQuantity(value, unit)).toBe(expected)
})

describe('a line is worded by its direction', () => {
  test.each([
    ['>', 'above 5 %'],
    ['>=', 'at least 5 %'],
    ['<', 'below 5 %'],
    ['<=', 'at most 5 %'],
    ['==', 'exactly 5 %'],
    ['!=', 'other than 5 %'],
  ] as const)('%s', (op, expected) => {
    expect(formatLine({ op, value: 0.05, unit: 'ratio' })).toBe(expected)
  })
})
