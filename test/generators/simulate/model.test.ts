/** Laws of what is simulated, held against all five systems. */
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { System } from '../../../generators/load/system.ts'
import type { Family } from '../../../generators/simulate/exposition.ts'
import { type Labels, most } from '../../../generators/simulate/labels.ts'
import type { Model } from '../../../generators/simulate/model.ts'
import type { MetricData } from '../../../schemas/model/metric.ts'
import { modelWith, names, samplesIn, since, systemNamed } from '../../support/simulated.ts'

const later = fc.integer({ min: 0, max: 400_000 }).map((seconds) => since + seconds / 2)
const runs = { numRuns: 8 }

describe.each(names)('%s', (name) => {
  let system: System
  let model: Model
  beforeAll(async () => {
    system = await systemNamed(name)
    model = modelWith(system)
  })
  const scrape = (of: Model, time: number) => of.places.map((place) => of.scrape(place, { time, episodes: [] }) ?? [])

  test('the same seed and time give the same values, and another seed others', () => {
    fc.assert(
      fc.property(later, fc.integer(), (time, seed) => {
        const one = scrape(modelWith(system, { seed }), time)
        expect(scrape(modelWith(system, { seed }), time)).toEqual(one)
        expect(scrape(modelWith(system, { seed: seed + 1 }), time)).not.toEqual(one)
      }),
      { numRuns: 2 },
    )
  })

  test('counters never fall', () => {
    fc.assert(
      fc.property(later, later, (a, b) => {
        const [early, late] = [scrape(model, Math.min(a, b)), scrape(model, Math.max(a, b))]
        for (const [nth, families] of early.entries()) {
          const after = samplesIn(late[nth])
          for (const [series, value] of samplesIn(families.filter(isGrowing)))
            expect(after.get(series), series).toBeGreaterThanOrEqual(value)
        }
      }),
      runs,
    )
  })

  test('buckets are cumulative, and the last of them is the count', () => {
    fc.assert(
      fc.property(later, (time) => {
        for (const { name, samples } of scrape(model, time)
          .flat()
          .filter(({ type }) => type === 'histogram')) {
          const buckets = samples.filter((sample) => sample.name === `${name}_bucket`)
          for (const [nth, bucket] of buckets.entries()) {
            const before = buckets[nth - 1]
            if (before && before.labels.le !== '+Inf') expect(bucket.value, name).toBeGreaterThanOrEqual(before.value)
          }
          const last = buckets.filter(({ labels }) => labels.le === '+Inf').map(({ value }) => value)
          expect(samples.flatMap((one) => (one.name === `${name}_count` ? [one.value] : []))).toEqual(last)
        }
      }),
      runs,
    )
  })

  test('values are in the range of their metric, booleans are 0 or 1, and times are no accident', () => {
    fc.assert(
      fc.property(later, (time) => {
        for (const [family, metric] of withMetrics(system, model, time))
          for (const { value } of family.samples) expect(wrongWith(metric, value, time), family.name).toBe(undefined)
      }),
      { numRuns: 3 },
    )
  })

  test('every metric that a target exposes is there, with labels and values of its domains, and few series', () => {
    for (const [family, metric] of withMetrics(system, model, since + 1000)) {
      const own = Object.entries(metric.labels).filter(([, { attached }]) => !attached)
      const shown = family.samples.map(({ labels }) => withoutPart(metric, labels))
      for (const labels of shown) {
        expect(Object.keys(labels).sort(), family.name).toEqual(own.map(([label]) => label).sort())
        const foreign = own.filter(
          ([label, { kind, values }]) => kind === 'enumerated' && !values.includes(labels[label] ?? ''),
        )
        expect(foreign, family.name).toEqual([])
      }
      const children = new Set(
        shown.map(({ [metric.type === 'state' ? metric.name : '']: _, ...rest }) => JSON.stringify(rest)),
      )
      expect(children.size, family.name).toBeLessThanOrEqual(Math.min(most, metric.atMost ?? most))
    }
    for (const [nth, { target }] of model.places.entries()) {
      const renamed = new Map(Object.entries(target.renames).map(([exposed, { data }]) => [data.name, exposed]))
      const expected = target.exposes.flatMap(({ data }) => (data.addedBy ? [] : [renamed.get(data.name) ?? data.name]))
      expect(scrape(model, since + 1000)[nth]?.map((family) => family.name)).toEqual(expected)
    }
  })

  test('one state of a state is the present one', () => {
    for (const [family, metric] of withMetrics(system, model, since + 1000)) {
      if (metric.type !== 'state') continue
      const states = metric.labels[metric.name]?.values.length ?? 0
      expect(family.samples.length % states).toBe(0)
      expect(family.samples.filter(({ value }) => value === 1)).toHaveLength(family.samples.length / states)
    }
  })
})

const isGrowing = ({ type }: Family): boolean => type === 'counter' || type === 'histogram'

/** What a value of the metric cannot be. */
function wrongWith(metric: MetricData, value: number, time: number): string | undefined {
  const [low, high] = (metric.type === 'gauge' && metric.range) || [-Infinity, 'none']
  if (!Number.isFinite(value)) return `${value} is no number`
  if (value < low || (high !== 'none' && value > high)) return `${value} is out of range`
  if (metric.unit === 'boolean' && value !== 0 && value !== 1) return `${value} is no boolean`
  if (metric.unit === 'timestamp' && Math.abs(value - time) > 100 * 86_400) return `${value} is long ago`
  return undefined
}

/** The labels of a child: `le` and `quantile` are those of its parts. */
function withoutPart({ type }: MetricData, labels: Labels): Labels {
  const part = { histogram: 'le', summary: 'quantile' }[type as string]
  return Object.fromEntries(Object.entries(labels).filter(([label]) => label !== part))
}

/** Each family with the definition of its metric, whatever the target calls it. */
function withMetrics(system: System, model: Model, time: number): (readonly [Family, MetricData])[] {
  return model.places.flatMap((place) =>
    (model.scrape(place, { time, episodes: [] }) ?? []).map((family) => {
      const name = place.target.renames[family.name]?.data.name ?? family.name
      const metric = system.metrics.find(({ data }) => data.name === name)?.data
      if (!metric) throw new Error(`nothing defines ${family.name}`)
      return [family, metric] as const
    }),
  )
}
