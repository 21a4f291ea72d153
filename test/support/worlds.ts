/** Random small worlds: gauges with gaps, counters with resets, histograms, each with several labels. */
import fc from 'fast-check'
import { type Labels, labelsOf } from '../../generators/proof/labels.ts'
import type { Piece, Track } from '../../generators/proof/track.ts'
import type { Named } from '../../generators/proof/world.ts'

export interface Small {
  /** Milliseconds between samples. */
  readonly every: number
  readonly series: readonly Named[]
  readonly tracks: readonly Track[]
}

/** How many samples there are time for. */
export const samples = 120

/** Lengths of what is there and of what is not, by turns. */
const stretches = fc.array(
  fc.record({
    gap: fc.constantFrom(0, 0, 0, 1, 3, 12),
    length: fc.integer({ min: 1, max: 40 }),
    value: fc.integer({ min: -9, max: 20 }),
    step: fc.integer({ min: -3, max: 4 }),
  }),
  { minLength: 1, maxLength: 4 },
)

/** Pieces one after the other; `shape` makes of each its first value and its step. */
const pieces = (
  every: number,
  shape: (value: number, step: number) => readonly [number, number],
): fc.Arbitrary<Track> =>
  stretches.map((all) => {
    let next = 0
    const list = all.map(({ gap, length, value, step }): Piece => {
      const [first, by] = shape(value, step)
      const from = (next + gap) * every
      next += gap + length
      return { from, to: (next - 1) * every, value: first, step: by }
    })
    return { every, pieces: list }
  })

export const trackOf = (every: number): fc.Arbitrary<Track> => pieces(every, (value, step) => [value, step])
/** A reset begins again at what has been counted since. */
const counter = (every: number) => pieces(every, (value, step) => [Math.abs(value), Math.abs(step)])

const named = (name: string, labels: Readonly<Record<string, string>>): Named => ({ name, labels: labelsOf(labels) })

/** Buckets that count up to each bound, of as many observations as there are. */
const histogram = (every: number, labels: Labels['map']) =>
  fc.tuple(stretches, fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 4, maxLength: 4 })).map(([all, rates]) =>
    ['0.1', '0.5', '2', '+Inf'].map((le, i): [Named, Track] => {
      const rate = rates.slice(0, i + 1).reduce((a, b) => a + b, 0)
      let next = 0
      const list = all.map(({ gap, length }): Piece => {
        const from = (next + gap) * every
        next += gap + length
        return { from, to: (next - 1) * every, value: 0, step: rate }
      })
      return [named('took_bucket', { ...labels, le }), { every, pieces: list }]
    }),
  )

const labelSets = (...sets: readonly Readonly<Record<string, string>>[]) => fc.subarray([...sets], { minLength: 1 })

const several = (
  name: string,
  sets: ReturnType<typeof labelSets>,
  track: fc.Arbitrary<Track>,
): fc.Arbitrary<[Named, Track][]> =>
  sets.chain((chosen) =>
    fc.tuple(...chosen.map((labels) => track.map((one): [Named, Track] => [named(name, labels), one]))),
  )

export const world: fc.Arbitrary<Small> = fc.constantFrom(15_000, 30_000, 60_000).chain((every) =>
  fc
    .tuple(
      several(
        'depth',
        labelSets({ zone: 'a', pod: 'p1' }, { zone: 'a', pod: 'p2' }, { zone: 'b', pod: 'p3' }),
        trackOf(every),
      ),
      several('room', labelSets({ zone: 'a' }, { zone: 'b' }, {}), trackOf(every)),
      several(
        'hits_total',
        labelSets({ zone: 'a', path: '/' }, { zone: 'a', path: '/x' }, { zone: 'b', path: '/' }),
        counter(every),
      ),
      several(
        'about',
        labelSets({ zone: 'a', version: '1' }, { zone: 'b', version: '2' }),
        fc.constant<Track>({ every, pieces: [{ from: 0, to: samples * every, value: 1, step: 0 }] }),
      ),
      histogram(every, { zone: 'a' }),
      histogram(every, { zone: 'b' }),
    )
    .map((all) => all.flat())
    .map((all) => ({ every, series: all.map(([one]) => one), tracks: all.map(([, track]) => track) })),
)
