import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chance } from '../../../generators/simulate/chance.ts'
import { factorAt, growth, type Rhythm } from '../../../generators/simulate/rhythm.ts'
import { since } from '../../support/simulated.ts'

const rhythm: fc.Arbitrary<Rhythm> = fc.record({
  swing: fc.double({ min: 0, max: 0.4, noNaN: true }),
  late: fc.integer({ min: 0, max: 3600 }),
  speed: fc.integer({ min: 1, max: 100 }),
})
const seconds = fc.integer({ min: 1, max: 200_000 })

describe('the rhythm of a day', () => {
  test('stays within its swing and half of it', () => {
    fc.assert(
      fc.property(rhythm, seconds, (given, later) => {
        expect(Math.abs(factorAt(given, since + later) - 1)).toBeLessThanOrEqual(given.swing * 1.5 + 1e-12)
      }),
    )
  })

  test('what grows by it always grows, and by the same in two steps as in one', () => {
    fc.assert(
      fc.property(rhythm, seconds, seconds, (given, first, second) => {
        const [a, b, c] = [since, since + first, since + first + second] as const
        const [ab, bc, ac] = [growth(given, a, b), growth(given, b, c), growth(given, a, c)]
        expect(Math.min(ab, bc)).toBeGreaterThan(0)
        expect(ab + bc).toBeCloseTo(ac, 4)
      }),
    )
  })

  test('is nothing on average, and a day passes as fast as it is told to', () => {
    const given = { swing: 0.4, late: 0 }
    for (const speed of [1, 60]) {
      const at = (hour: number) => factorAt({ ...given, speed }, since + (hour * 3600) / speed)
      expect(growth({ ...given, speed }, since, since + 86_400 / speed) / (86_400 / speed)).toBeCloseTo(1, 1)
      expect(at(15)).toBeGreaterThan(1.1)
      expect(at(3)).toBeLessThan(0.9)
    }
  })
})

test('chance is the same for the same words, and spread over all that it can be', () => {
  const drawn = Array.from({ length: 1000 }, (_, i) => chance(7, 'job', `series-${i}`))
  expect(drawn).toEqual(Array.from({ length: 1000 }, (_, i) => chance(7, 'job', `series-${i}`)))
  for (const part of [0, 1, 2, 3]) {
    expect(drawn.filter((one) => Math.floor(one * 4) === part).length).toBeGreaterThan(200)
  }
  expect(chance(8, 'job', 'series-0')).not.toBe(drawn[0])
})
