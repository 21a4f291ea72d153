/** What all checks have in common: an id, a paragraph, a place in the definitions, and a caret into the expression. */
import { relative } from 'node:path'
import { and, count, gauge, gt, perSecondOf, rate, ratio, seconds, select } from 'plimsoll'
import { describe, expect, test } from 'vitest'
import { always, systems } from '../../../definitions/index.ts'
import { check, checks } from '../../../generators/checks/index.ts'
import { nearest } from '../../../generators/checks/nearest.ts'
import { load } from '../../../generators/load/load.ts'
import { alarm, connections, type Parts, requests, root, systemFrom } from '../../support/system.ts'

test('ids are unique and in order', () => {
  const ids = checks.map(({ id }) => id)
  expect(ids).toEqual([...new Set(ids)].sort())
})

test.each(checks.map(({ id, doc }) => [id, doc] as const))('%s is explained in sentences', (id, doc) => {
  expect(id).toMatch(/^[a-z]+\/[a-z]+$/)
  expect(doc.length).toBeGreaterThan(100)
  expect(doc).toMatch(/\w\.(\s|$)|https:\S+$/)
})

test('the systems that are defined here have no problem', async () => {
  const loaded = await load({ systems, always, root })
  expect(loaded.problems).toEqual([])
  expect(loaded.systems.flatMap(check)).toEqual([])
})

const excerpts = async (parts: Parts) => check(await systemFrom(parts)).map(({ excerpt }) => excerpt)

describe('the excerpt', () => {
  const fast = rate(select(requests, { status: '500' }), seconds(30))

  test('marks the part that is meant', async () => {
    expect(await excerpts({ rules: [alarm(gt(fast, perSecondOf(count(5))))] })).toEqual([
      ['rate(http_requests_total{status="500"}[30s]) > 5', '     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^'].join('\n'),
    ])
  })

  test('has no mark where the whole is meant', async () => {
    expect(await excerpts({ rules: [alarm(connections)] })).toEqual(['open_connections'])
  })

  test('marks a name, and not a longer one that begins with it', async () => {
    const peak = gauge('pressure_peak', { help: 'Highest.' })
    const unknown = gauge('pressure', { help: 'Not exposed.' })
    const when = and(gt(peak, count(5)), gt(unknown, count(3)))
    expect(await excerpts({ exposes: [peak], rules: [alarm(when)] })).toEqual([
      ['pressure_peak > 5 and pressure > 3', '                      ^^^^^^^^'].join('\n'),
    ])
  })

  test('marks the divisor, also where both sides are written alike', async () => {
    const limit = gauge('slots', { help: 'Slots.', zeroMeans: 'there is no limit' })
    expect(await excerpts({ exposes: [limit], rules: [alarm(gt(ratio(limit, limit), 0.9))] })).toEqual([
      ['slots / slots > 0.9', '        ^^^^^'].join('\n'),
    ])
  })
})

test('a problem names the system, the file and the definition', async () => {
  const [problem] = check(await systemFrom({ name: 'shop', rules: [alarm(connections)] }))
  expect(problem).toMatchObject({ id: 'alert/condition', system: 'shop', name: 'Trouble' })
  expect(relative(root, problem?.file ?? '')).toBe('test/support/system.ts')
})

test.each([
  ['statu', ['status', 'stat'], 'stat'],
  ['st', ['status'], undefined],
  ['ab', ['ba', 'bb'], 'bb'],
  ['http_request_total', ['http_requests_total', 'http_responses_total'], 'http_requests_total'],
  ['anything', [], undefined],
  ['', ['a'], 'a'],
])('the name nearest to %j among %j is %j', (name, known, expected) => {
  expect(nearest(name, known)).toBe(expected)
})
