import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Level } from '../../../generators/proof/level.ts'
import { levelsFrom, withTold } from '../../../generators/simulate/levels.ts'
import { keyOf, keyOfPart, partsOf } from '../../../generators/simulate/parts.ts'
import { histogram, oneOf, state, summary } from '../../../schemas/index.ts'
import type { MetricData } from '../../../schemas/model/metric.ts'

const latency = histogram('latency_seconds', { help: 'How long.', buckets: [0.1, 0.5, 1, 5] }).data
const pauses = summary('pause_seconds', { help: 'How long.', quantiles: [0.5, 0.9, 0.99] }).data
const phase = state('phase', { help: 'Which.', states: ['idle', 'busy', 'broken'], labels: { of: oneOf('a') } }).data

const rate = (perSecond: number): Level => ({ kind: 'rate', perSecond })
const value = (number: number): Level => ({ kind: 'value', value: number })
const healthy = (metric: MetricData) => levelsFrom(metric, rate(10))
const numbers = (levels: readonly Level[]) =>
  levels.map((level) => (level.kind === 'rate' ? level.perSecond : level.kind === 'value' ? level.value : Number.NaN))

const ascends = (list: readonly number[]) => list.every((one, i) => i === 0 || one >= (list[i - 1] as number))

describe('a histogram', () => {
  const keys = partsOf(latency).map(keyOfPart)
  const told = fc.dictionary(
    fc.constantFrom(...keys),
    fc.double({ min: 0, max: 100, noNaN: true }).map((perSecond) => rate(perSecond)),
  )

  test('has cumulative buckets and a count that is the last of them, whatever is told', () => {
    fc.assert(
      fc.property(told, (some) => {
        const all = numbers(withTold(latency, healthy(latency), new Map(Object.entries(some))))
        expect(ascends(all.slice(0, 5)), all.join(' ')).toBe(true)
        expect(all.at(-1)).toBe(all[4])
        expect(Math.min(...all)).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  test('has what is told where that fits', () => {
    const slow = new Map([
      [keyOf('_bucket', ['le', '1.0']), rate(9)],
      [keyOf('_count', undefined), rate(20)],
      [keyOf('_sum', undefined), rate(60)],
    ])
    const [, , upToOne, upToFive, all, sum, count] = numbers(withTold(latency, healthy(latency), slow))
    expect([upToOne, upToFive, all, sum, count]).toEqual([9, 20, 20, 60, 20])
  })

  test('observes most of it below its upper buckets while all is well', () => {
    const [, , middle = 0, , all = 0] = numbers(healthy(latency))
    expect(middle / all).toBeGreaterThan(0.95)
  })

  test('lacks a bucket that is told to be absent', () => {
    const levels = withTold(latency, healthy(latency), new Map([[keyOf('_bucket', ['le', '5']), { kind: 'absent' }]]))
    expect(levels.map(({ kind }) => kind)).toEqual(['rate', 'rate', 'rate', 'absent', 'rate', 'rate', 'rate'])
  })
})

describe('a summary', () => {
  test.each([
    ['a high median lifts those above', { '0.5': 7 }],
    ['a low one keeps those below down', { '0.99': 0.001 }],
    ['both', { '0.5': 1, '0.99': 2 }],
  ])('has quantiles that ascend: %s', (_, told) => {
    const given = new Map(Object.entries(told).map(([at, number]) => [keyOf('', ['quantile', at]), value(number)]))
    const all = numbers(withTold(pauses, healthy(pauses), given))
    expect(ascends(all.slice(0, 3)), all.join(' ')).toBe(true)
    for (const [at, number] of Object.entries(told)) expect(all[['0.5', '0.9', '0.99'].indexOf(at)]).toBe(number)
    expect(all.at(-1)).toBe(10)
  })
})

describe('a state', () => {
  test.each<[string, Readonly<Record<string, number>>, readonly number[]]>([
    ['has one of its states', {}, [1, 0, 0]],
    ['has the one that is told', { broken: 1 }, [0, 0, 1]],
    ['has another where it is told not to have its own', { idle: 0 }, [0, 1, 0]],
    ['has its own where another is told to be none', { busy: 0 }, [1, 0, 0]],
  ])('%s', (_, told, expected) => {
    const given = new Map(Object.entries(told).map(([name, number]) => [keyOf('', ['phase', name]), value(number)]))
    expect(numbers(withTold(phase, healthy(phase), given))).toEqual(expected)
  })
})
