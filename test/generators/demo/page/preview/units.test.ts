/** Values as Grafana writes them; the expectations are those of its own tests and documents. */
import { expect, test } from 'vitest'
import { format, fromNow } from '../../../../../generators/demo/page/preview/units.ts'

test.each<[number, string, number | undefined, string]>([
  [0, 's', undefined, '0 s'],
  [0.00000025, 's', undefined, '250 ns'],
  [0.00025, 's', undefined, '250 µs'],
  [0.25, 's', undefined, '250 ms'],
  [1.5, 's', undefined, '1.50 s'],
  [-1.5, 's', undefined, '-1.5 s'],
  [90, 's', undefined, '1.50 min'],
  [7200, 's', undefined, '2 hour'],
  [172_800, 's', undefined, '2 day'],
  [1_209_600, 's', undefined, '2 week'],
  [250, 'ms', undefined, '250 ms'],
  [0, 'bytes', undefined, '0 B'],
  [1536, 'bytes', undefined, '1.50 KiB'],
  [3 * 1024 ** 3, 'bytes', undefined, '3 GiB'],
  [2, 'mbytes', undefined, '2 MiB'],
  [1536, 'binBps', undefined, '1.50 KiB/s'],
  [0.1234, 'percentunit', 1, '12.3%'],
  [1, 'percentunit', 1, '100.0%'],
  [12.34, 'percent', 1, '12.3%'],
  [999, 'short', undefined, '999'],
  [1500, 'short', undefined, '1.50 K'],
  [2_000_000, 'short', undefined, '2 Mil'],
  [0.1234, 'short', undefined, '0.123'],
  [12.34, 'short', 0, '12'],
  [0.5, 'reqps', undefined, '0.500 req/s'],
  [1500, 'reqps', undefined, '1.50K req/s'],
  [2, 'cps', undefined, '2 c/s'],
  [2, 'cpm', undefined, '2 c/m'],
  [2, 'ops', undefined, '2 ops/s'],
  [2, 'mps', undefined, '2 msg/s'],
  [65.26, 'celsius', 1, '65.3 °C'],
  [350, 'watt', undefined, '350 W'],
  [1500, 'watt', undefined, '1.50 kW'],
  [0.05, 'watt', undefined, '50 mW'],
  [1234.5, 'currencyUSD', 2, '$1.23K'],
  [-2, 'currencyUSD', 2, '-$2.00'],
  [3, 'suffix: /h', undefined, '3 /h'],
  [3, 'suffix: $/h', 2, '3.00 $/h'],
  [3, 'prefix: ~', undefined, '~3'],
  [3, 'none', undefined, '3'],
  [3, 'of their own', undefined, '3 of their own'],
  [Number.NaN, 's', undefined, 'NaN'],
  [Number.POSITIVE_INFINITY, 'short', undefined, '∞'],
  [-0.0001, 'short', 0, '0'],
])('%d in %s with %s decimals is %s', (value, unit, decimals, expected) => {
  expect(format(value, unit, decimals)).toBe(expected)
})

test.each([
  [-1000, '1 second ago'],
  [-3 * 3_600_000, '3 hours ago'],
  [2 * 86_400_000, 'in 2 days'],
])('%d ms from now is %s', (milliseconds, expected) => {
  expect(fromNow(milliseconds)).toBe(expected)
})
