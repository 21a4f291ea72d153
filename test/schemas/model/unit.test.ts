/** The algebra of units is written twice, as types and as functions; here the compiler says that they agree on all pairs. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import {
  alike,
  baseOf,
  baseUnits,
  differenceUnit,
  metricUnits,
  perSecond,
  product,
  quotient,
  sumUnit,
} from '../../../schemas/model/unit.ts'
import { root, tsc } from '../../support/tsc.ts'

const folder = join(root, 'test/types/budget-units')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const units = [...baseUnits, 'milliseconds', 'percent', 'number', 'count/second', 'bytes/second', 'usd/count']

test('types and functions give the same unit for every pair', () => {
  const literal = (unit: string | undefined): string => (unit === undefined ? 'never' : `'${unit}'`)
  const pairs = units.flatMap((a) => units.map((b) => [a, b] as const))
  const lines = [
    "import type { Alike, Difference, InBase, PerSecond, Product, Quotient, Sum } from '../../../schemas/model/unit.ts'",
    'type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false',
    'declare function same<T extends true>(): T',
    ...pairs.flatMap(([a, b]) => [
      `same<Same<Quotient<'${a}', '${b}'>, ${literal(quotient(a, b))}>>()`,
      `same<Same<Product<'${a}', '${b}'>, ${literal(product(a, b))}>>()`,
      `same<Same<Sum<'${a}', '${b}'>, ${literal(sumUnit(a, b))}>>()`,
      `same<Same<Difference<'${a}', '${b}'>, ${literal(differenceUnit(a, b))}>>()`,
      `same<Same<Alike<'${a}', '${b}'>, ${literal(alike(a, b))}>>()`,
    ]),
    ...metricUnits.map((unit) => `same<Same<InBase<'${unit}'>, ${literal(baseOf(unit)[0])}>>()`),
    ...metricUnits.map((unit) => `same<Same<PerSecond<'${unit}'>, ${literal(perSecond(unit))}>>()`),
  ]
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'units.ts'), lines.join('\n'))
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: '../../../tsconfig.json', include: ['units.ts'], exclude: [] }),
  )
  const wrong = tsc('test/types/budget-units/tsconfig.json')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => lines[Number(/\((\d+),/.exec(line)?.[1]) - 1] ?? line)
  expect(wrong).toEqual([])
})
