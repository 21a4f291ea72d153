/** The table of units is that of the SDK. */
import * as sdk from '@grafana/grafana-foundation-sdk/units'
import { expect, test } from 'vitest'
import { isUnit, unitIds, youngUnitIds } from '../../../generators/lint/units-table.ts'

const ofSdk: readonly string[] = Object.values(sdk).filter((id) => typeof id === 'string')

test('every unit of the SDK, and no other', () => {
  expect(ofSdk.length).toBeGreaterThan(250)
  expect([...unitIds].sort()).toEqual([...new Set(ofSdk)].sort())
  expect([...youngUnitIds].filter((id) => unitIds.has(id))).toEqual([])
})

test.each([
  ['reqps', true],
  ['lengthcm', true],
  ['suffix:req/s', true],
  ['suffix: $/h', true],
  ['prefix:~', true],
  ['time:YYYY', true],
  ['si:mF', true],
  ['currency:€', true],
  ['count:rows', true],
  ['bool:on/off', true],
  ['', false],
  ['seconds', false],
  ['S', false],
  ['suffix:', false],
  ['suffix: ', false],
  ['postfix:x', false],
])('%j is a unit: %j', (unit, expected) => {
  expect(isUnit(unit)).toBe(expected)
})
