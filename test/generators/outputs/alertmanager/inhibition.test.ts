/** Alerts that keep others still: which, because of what, and that no rule is there which never applies. */
import {
  type AnyExpr,
  absent,
  add,
  byDns,
  byLoopback,
  count,
  eq,
  gauge,
  gt,
  hours,
  lt,
  type Metric,
  max,
  minutes,
  oneOf,
  perSecondOf,
  type Rule,
  rate,
  ratio,
  record,
  select,
  sum,
  target,
} from 'plimsoll'
import { describe, expect, test } from 'vitest'
import { type Inhibition, inhibitionsOf } from '../../../../generators/outputs/alertmanager/inhibition.ts'
import { alarm, connections, type Parts, requests, systemFrom, up } from '../../../support/system.ts'

const rulesFor = async (parts: Parts) =>
  inhibitionsOf(await systemFrom(parts)).map(({ why: _, ...rule }): Omit<Inhibition, 'why'> => rule)

const at = (severity: string, when: AnyExpr, name: string, more: object = {}) =>
  alarm(when, { severity, ...more }, name)
const above = (limit: number) => gt(connections, count(limit))

describe('two lines through one measure', () => {
  const worse = at('critical', above(9), 'Worse')
  const bad = at('warning', above(5), 'Bad')
  const equal = ['pool', 'job', 'instance']
  const silenced = (source: string, other: string, labels = equal) => ({
    source: { alertname: source },
    targets: [other],
    equal: expect.toSatisfy((given: string[]) => [...given].sort().join() === [...labels].sort().join()) as string[],
  })

  test.each<[string, readonly Rule[], readonly object[]]>([
    ['the worse one silences the other', [bad, worse], [silenced('Worse', 'Bad')]],
    [
      'in either direction',
      [at('critical', lt(connections, count(1)), 'Worse'), at('warning', lt(connections, count(2)), 'Bad')],
      [silenced('Worse', 'Bad')],
    ],
    [
      'each of three silences those below it',
      [worse, bad, at('info', above(1), 'Odd')],
      [silenced('Worse', 'Bad'), silenced('Worse', 'Odd'), silenced('Bad', 'Odd')],
    ],
    [
      'only where the labels agree',
      [
        at('critical', gt(sum(connections, { by: ['pool'] }), count(9)), 'Worse'),
        at('warning', gt(sum(connections, { by: ['pool'] }), count(5)), 'Bad'),
      ],
      [silenced('Worse', 'Bad', ['pool'])],
    ],
    [
      'all at once, where there are no labels',
      [at('critical', gt(sum(connections), count(9)), 'Worse'), at('warning', gt(sum(connections), count(5)), 'Bad')],
      [silenced('Worse', 'Bad', [])],
    ],
    [
      'but not by a label that a rule sets to something else',
      [at('critical', above(9), 'Worse', { labels: { pool: 'all' } }), bad],
      [silenced('Worse', 'Bad', ['job', 'instance'])],
    ],
    ['not two of one severity', [worse, at('critical', above(5), 'Bad')], []],
    [
      'not two windows, each of which is burnt through by itself',
      [
        at('critical', gt(rate(requests, minutes(5)), perSecondOf(count(9))), 'Worse'),
        at('warning', gt(rate(requests, hours(6)), perSecondOf(count(5))), 'Bad'),
      ],
      [],
    ],
    ['not two measures', [worse, at('warning', gt(sum(connections), count(5)), 'Bad')], []],
    ['not two directions', [worse, at('warning', lt(connections, count(5)), 'Bad')], []],
    ['not two selections', [worse, at('warning', gt(select(connections, { pool: 'read' }), count(5)), 'Bad')], []],
    ['not the watchdog’s severity', [worse, at('none', above(5), 'Bad')], []],
  ])('%s', async (_, rules, expected) => {
    expect(await rulesFor({ rules })).toEqual(expected)
  })
})

const seats = gauge('seats', { help: 'Seats.', labels: { area: oneOf('a', 'b') } })
const shared = gauge('shared', { help: 'Shared.' })
const db = (more: object = {}, exposes: readonly Metric[] = [seats, shared]) =>
  target('db', { service: 'db', port: 5432, exposes, ...more } as never)
const down = at('critical', eq(up, 0), 'Down')
const few = at('warning', lt(sum(seats), count(5)), 'Few')
const fewHere = at('warning', lt(seats, count(5)), 'FewHere')
const byJob = (job: string, ...targets: readonly string[]) => ({
  source: { alertname: 'Down', job },
  targets,
  equal: [],
})

describe('a target that is down', () => {
  const total = record('demo:seats:sum', sum(seats), { help: 'All seats.' })
  const doubled = record('demo:seats:max', max(total), { help: 'The same.' })

  test.each<[string, Parts, readonly object[]]>([
    ['silences what comes from it', { others: [db()], rules: [down, few, fewHere] }, [byJob('db', 'Few', 'FewHere')]],
    [
      'each for itself',
      { others: [db()], rules: [down, few, at('warning', above(1), 'Many')] },
      [byJob('app', 'Many'), byJob('db', 'Few')],
    ],
    [
      'through recording rules as well',
      { others: [db()], rules: [total, doubled, down, at('warning', lt(doubled, count(5)), 'Late')] },
      [byJob('db', 'Late')],
    ],
    [
      'also what is absent with it',
      { others: [db()], rules: [down, at('warning', absent(seats), 'Gone')] },
      [byJob('db', 'Gone')],
    ],
    [
      'however it is written',
      { others: [db()], rules: [at('critical', lt(up, 1), 'Down'), few] },
      [byJob('db', 'Few')],
    ],
    [
      'where only some are watched',
      {
        others: [db()],
        rules: [at('critical', eq(select(up, { job: 'db' }), 0), 'Down'), few, at('warning', above(1), 'Many')],
      },
      [byJob('db', 'Few')],
    ],
    ['not what comes from others', { others: [db()], rules: [down] }, []],
    [
      'not what comes from others, too',
      {
        others: [db()],
        exposes: [shared],
        rules: [
          down,
          at('warning', lt(shared, count(1)), 'Both'),
          at('warning', gt(ratio(sum(seats), sum(connections)), 1), 'Mixed'),
        ],
      },
      [],
    ],
    [
      'not what is worse than it',
      { others: [db()], rules: [at('warning', eq(up, 0), 'Down'), at('critical', lt(seats, count(5)), 'Few')] },
      [],
    ],
    ['not itself, nor another that says the same', { rules: [down, at('warning', lt(up, 1), 'DownToo')] }, []],
    [
      'not where up is no more a target’s',
      { others: [db()], rules: [at('critical', eq(sum(up), 0), 'Down'), few] },
      [],
    ],
    ['not where it is up', { others: [db()], rules: [at('critical', eq(up, 1), 'Up'), few] }, []],
    ['not the watchdog', { others: [db()], rules: [down, at('none', lt(seats, count(5)), 'Few')] }, []],
  ])('%s', async (_, parts, expected) => {
    expect(await rulesFor(parts)).toEqual(expected)
  })

  const perInstance = { source: { alertname: 'Down', job: 'db' }, targets: ['FewHere'], equal: ['instance'] }
  test.each<[string, Parts, readonly object[]]>([
    ['of several, only what is about itself', { others: [db({ service: ['db-a', 'db-b'] })] }, [perInstance]],
    ['of who knows how many, the same', { addressing: byDns(), others: [db()] }, [perInstance]],
    ['on this machine, all of it', { addressing: byLoopback(), others: [db()] }, [byJob('db', 'Few', 'FewHere')]],
    [
      'of several that name instances themselves, nothing',
      { others: [db({ service: ['db-a', 'db-b'], honorLabels: true })] },
      [],
    ],
  ])('%s', async (_, parts, expected) => {
    expect(await rulesFor({ ...parts, rules: [down, few, fewHere] })).toEqual(expected)
  })
})

test('no alert silences itself, and every rule says why it is there', async () => {
  const both = at('critical', gt(add(connections, connections), count(1)), 'Many')
  const system = await systemFrom({
    others: [db()],
    rules: [down, few, fewHere, both, at('info', gt(add(connections, connections), count(0)), 'Some')],
  })
  const rules = inhibitionsOf(system)
  expect(rules.length).toBeGreaterThan(2)
  for (const { source, targets, why } of rules) {
    expect(targets).not.toContain(source.alertname)
    expect(why).toMatch(/^[A-Z].+\.$/)
  }
})
