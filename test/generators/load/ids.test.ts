/** Ids that links rely on: they follow from a name, and from nothing beside it. */
import fc from 'fast-check'
import { row } from 'plimsoll'
import { describe, expect, test } from 'vitest'
import { idsOf, keyOf, uidOf } from '../../../generators/load/ids.ts'
import { chart, mainBoard } from '../../support/boards.ts'
import { connections } from '../../support/system.ts'

const keys = fc.uniqueArray(fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}$/), { minLength: 1, maxLength: 40 })

describe('the ids of panels', () => {
  test('are what Grafana takes, and no two are alike', () => {
    fc.assert(
      fc.property(keys, (all) => {
        const ids = [...idsOf(all).values()]
        expect(new Set(ids).size).toBe(all.length)
        expect(ids.every((id) => Number.isInteger(id) && id >= 1 && id < 2 ** 31)).toBe(true)
      }),
    )
  })

  test('stay as they are when a panel is inserted, removed or moved', () => {
    fc.assert(
      fc.property(keys, fc.stringMatching(/^[a-z]{22,30}$/), fc.nat(), (all, added, at) => {
        const before = idsOf(all)
        const place = at % (all.length + 1)
        const inserted = idsOf([...all.slice(0, place), added, ...all.slice(place)])
        const removed = idsOf(all.filter((_, i) => i !== place))
        const moved = idsOf([...all].reverse())
        for (const [key, id] of before) {
          expect(inserted.get(key)).toBe(id)
          expect(removed.get(key) ?? id).toBe(id)
          expect(moved.get(key)).toBe(id)
        }
      }),
    )
  })

  const [first, second] = colliding()
  test(`differ where two keys give the same number, as ${first} and ${second} do`, () => {
    const alone = idsOf([first]).get(first)
    expect(idsOf([second]).get(second), 'the search found keys that do not meet').toBe(alone)
    const both = idsOf([second, first])
    expect(both.get(first)).toBe(alone)
    expect(both.get(second)).toBe((alone ?? 0) + 1)
    expect(idsOf([first, second])).toEqual(both)
  })

  test('do not shift on a dashboard where a panel and a row are put before all others', async () => {
    const [a, b, c] = ['A', 'B', 'C'].map((title) => chart(connections, {}, { title }))
    if (!a || !b || !c) throw new Error('three panels were made')
    const ids = async (rows: object) =>
      new Map((await mainBoard([], { board: { rows } })).panels.map(({ title, id }) => [title, id]))
    const before = await ids([row('Old', [a, b])])
    const after = await ids([row('New', [c]), row('Old', [b, a])])
    expect(before.size).toBe(3)
    expect([...before.keys()].map((title) => after.get(title))).toEqual([...before.values()])
  })

  test('stay where a title changes and the key does not', async () => {
    const id = async (title: string) =>
      (await mainBoard([chart(connections, { key: 'open' }, { title })])).panels.at(-1)?.id
    expect(await id('Connections that are open')).toBe(await id('Open connections'))
  })

  test('of a panel and of a row with one title differ', async () => {
    const main = await mainBoard([], { board: { rows: [row('Same', [chart(connections, {}, { title: 'Same' })])] } })
    expect(new Set(main.panels.map(({ id }) => id)).size).toBe(2)
  })
})

/** Two keys with one number, in the order of keys. */
function colliding(): [string, string] {
  const seen = new Map<number, string>()
  for (let i = 0; ; i++) {
    const key = `panel-${i}`
    const id = idsOf([key]).get(key) ?? 0
    const other = seen.get(id)
    if (other !== undefined) return [other, key].toSorted() as [string, string]
    seen.set(id, key)
  }
}

/** As systems and dashboards may be named. */
const name = (longest: number) => fc.stringMatching(new RegExp(`^[a-z][a-z0-9-]{0,${longest - 1}}$`))

describe('the uid of a dashboard', () => {
  test.each([
    { input: ['pybase', 'overview'], output: 'pybase-overview' },
    { input: ['a'.repeat(20), 'b'.repeat(19)], output: `${'a'.repeat(20)}-${'b'.repeat(19)}` },
    { input: ['a'.repeat(20), 'b'.repeat(20)], output: `${'a'.repeat(20)}-${'b'.repeat(10)}-2d126004` },
  ] as const)('of $input is $output', ({ input: [system, dashboard], output }) => {
    expect(uidOf(system, dashboard)).toBe(output)
  })

  test('is one that Grafana takes, for any names', () => {
    fc.assert(
      fc.property(name(100), name(60), (system, dashboard) => {
        expect(uidOf(system, dashboard)).toMatch(/^[a-zA-Z0-9_-]{1,40}$/)
      }),
    )
  })

  test('differs from that of another dashboard of the system, however long they are alike', () => {
    fc.assert(
      fc.property(
        name(100),
        name(50),
        fc.uniqueArray(name(8), { minLength: 2, maxLength: 2 }),
        (system, stem, ends) => {
          const [a, b] = ends.map((end) => uidOf(system, stem + end))
          expect(a).not.toBe(b)
        },
      ),
    )
  })
})

describe('the key of a title', () => {
  test.each([
    { input: 'Error rate (5xx)', output: 'error-rate-5xx' },
    { input: '  p95  latency  ', output: 'p95-latency' },
    { input: 'Database & Redis', output: 'database-redis' },
    { input: 'error-rate-5xx', output: 'error-rate-5xx' },
    { input: 'CPU ½', output: 'cpu-1-2' },
    { input: '$job {{x}} "y"', output: 'job-x-y' },
    { input: 'Überblick', output: 'uberblick' },
    { input: '応答時間', output: keyOf('応答時間') },
  ])('$input is $output', ({ input, output }) => {
    expect(keyOf(input)).toBe(output)
    expect(output).toMatch(/^[a-z0-9][a-z0-9-]*$/)
  })

  test('is legal for any title, and its own key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 100 }), (title) => {
        const key = keyOf(title)
        expect(key).toMatch(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/)
        expect(keyOf(key)).toBe(key)
      }),
    )
  })

  test('tells titles apart that have no letters of English', () => {
    expect(keyOf('応答時間')).not.toBe(keyOf('接続数'))
    expect(keyOf('🚢')).not.toBe(keyOf('⚓'))
  })
})
