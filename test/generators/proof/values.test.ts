/** A track as promtool's unit tests write it, read back as promtool reads it. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { tracksOf } from '../../../generators/proof/timeline.ts'
import { instantOf, type Piece, pieceOf } from '../../../generators/proof/track.ts'
import { valuesOf } from '../../../generators/proof/values.ts'
import { samples, trackOf } from '../../support/worlds.ts'

const every = 30_000

/** Undefined where there is no sample. */
type Sample = number | 'stale' | undefined

/** https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/#series */
function read(text: string): Sample[] {
  return text.split(' ').flatMap((word): Sample[] => {
    const [, first, step, more] = /^(-?[\d.]+)(?:([+-][\d.]+)x(\d+))?$/.exec(word) ?? []
    if (first !== undefined)
      return Array.from({ length: Number(more ?? 0) + 1 }, (_, i) => Number(first) + i * Number(step ?? 0))
    const [, blanks] = /^_(?:x(\d+))?$/.exec(word) ?? []
    if (word.startsWith('_')) return Array.from({ length: Number(blanks ?? 1) }, () => undefined)
    expect(word).toBe('stale')
    return ['stale']
  })
}

test('what is read at each sample is what the track has there', () => {
  fc.assert(
    fc.property(trackOf(every), (track) => {
      const all = read(valuesOf(track, samples))
      expect(all).toHaveLength(samples)
      let newest: number | undefined
      for (const [i, sample] of all.entries()) {
        if (sample !== undefined) newest = sample === 'stale' ? undefined : sample
        expect(newest, `sample ${i}`).toBe(instantOf(track, i * every, { leftOpen: false }))
      }
    }),
    { seed: 20_260_101 },
  )
})

describe('in as few words as can be', () => {
  const piece = (from: number, to: number, value: number, step: number): Piece => ({
    from: from * every,
    to: to * every,
    value,
    step,
  })
  test.each([
    ['one sample', [piece(0, 0, 1, 0)], '1 stale _x8'],
    ['a constant', [piece(0, 9, 1, 0)], '1+0x9'],
    ['what goes on is one run', [piece(0, 4, 0, 2), piece(5, 9, 10, 2)], '0+2x9'],
    ['another step', [piece(0, 4, 0, 2), piece(5, 9, 13, 5)], '0+2x4 13+5x4'],
    ['a constant that changes', [piece(0, 4, 2, 0), piece(5, 9, 3, 0)], '2+0x4 3+0x4'],
    ['from nothing', [piece(0, 4, 0, 0), piece(5, 9, 1, 0)], '0+0x4 1+0x4'],
    ['downwards', [piece(0, 9, 1, -0.1)], '1-0.1x9'],
    ['a gap, and nothing before', [piece(2, 3, 1, 0), piece(7, 9, 1, 0)], '_x2 1+0x1 stale _x2 1+0x2'],
    ['no more than is asked for', [piece(0, 99, 1, 0)], '1+0x9'],
    ['a fraction without its tail', [piece(0, 9, 0.1 + 0.2, 0)], '0.3+0x9'],
    [
      'tiny, huge and below zero',
      [piece(0, 1, 1.5e-9, 0), piece(2, 5, 1e18, 0), piece(6, 9, -2.5e21, 0)],
      '0.0000000015+0x1 1000000000000000000+0x3 -2500000000000000000000+0x3',
    ],
    ['nothing', [], '_x10'],
  ])('%s', (_, pieces, expected) => {
    expect(valuesOf({ every, pieces }, 10)).toBe(expected)
  })
})

test('a step that begins between two samples begins with the next, and a counter goes on', () => {
  const rate = (perSecond: number) => ({ kind: 'rate', perSecond }) as const
  const [track] = tracksOf({
    every,
    series: [{ name: 'x', labels: { key: '', map: {} } }],
    phases: [
      {
        kind: 'healthy',
        why: '',
        steps: [
          { lasts: 75_000, levels: [rate(1)] },
          { lasts: 90_000, levels: [rate(2)] },
        ],
      },
    ],
  })
  expect(track && valuesOf(track, 6)).toBe('30+30x2 150+60x2')
})

test('nothing is there of what is absent', () => {
  expect(pieceOf({ kind: 'absent' }, 0, 60_000, every, 0)).toEqual([])
})
