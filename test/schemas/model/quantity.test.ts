/** Quantities and durations, which are the same numbers in two spellings. */
import fc from 'fast-check'
import {
  bytes,
  count,
  days,
  gibibytes,
  hours,
  mebibytes,
  milliseconds,
  minutes,
  percent,
  perHour,
  perSecondOf,
  seconds,
  usd,
} from 'plimsoll'
import { expect, test } from 'vitest'
import { formatDuration, parseDuration } from '../../../schemas/model/duration.ts'

test.each([
  [milliseconds(75), 0.075, 'seconds'],
  [milliseconds(7), 0.007, 'seconds'],
  [seconds(1.5), 1.5, 'seconds'],
  [minutes(5), 300, 'seconds'],
  [hours(2), 7200, 'seconds'],
  [days(15), 1_296_000, 'seconds'],
  [percent(5), 0.05, 'ratio'],
  [percent(29), 0.29, 'ratio'],
  [percent(0.1), 0.001, 'ratio'],
  [bytes(3), 3, 'bytes'],
  [mebibytes(2), 2_097_152, 'bytes'],
  [gibibytes(1), 1_073_741_824, 'bytes'],
  [count(100), 100, 'count'],
  [perSecondOf(count(5)), 5, 'count/second'],
  [perHour(usd(7200)), 2, 'usd/second'],
])('%#: %s', (quantity, value, unit) => {
  expect(quantity.node.val).toBe(value)
  expect(quantity.node.unit).toBe(unit)
  expect(Object.isFrozen(quantity) && Object.isFrozen(quantity.node)).toBe(true)
})

test.each([
  [0, '0s'],
  [1, '1ms'],
  [1500, '1s500ms'],
  [15_000, '15s'],
  [300_000, '5m'],
  [5_400_000, '1h30m'],
  [86_400_000, '1d'],
  [15 * 86_400_000, '15d'],
  [14 * 86_400_000, '2w'],
  [365 * 86_400_000, '1y'],
  [-60_000, '-1m'],
])('%d ms are %s', (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text)
})

test('a duration that is written is read as the same', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9e12 }), (ms) => {
      expect(parseDuration(formatDuration(ms))).toBe(ms)
    }),
  )
})

test.each(['', '5', 'm', '5 m', '1m1h', '-5m', '1.5h', '5min'])('%j is no duration', (text) => {
  expect(parseDuration(text)).toBeUndefined()
})
