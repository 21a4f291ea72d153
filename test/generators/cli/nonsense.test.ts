/** What JavaScript and casts get past the compiler: a problem in words, never an error of the language. */
import { describe, expect, test } from 'vitest'
import * as v from '../../../schemas/index.ts'
import { judge, makeSystem, type Parts } from '../../support/cli-system.ts'

const fault = () => {
  throw new Error('boom')
}

async function expectProblems(systems: readonly unknown[], says: RegExp, always?: unknown): Promise<void> {
  const { problems, files } = await judge(systems, always)
  expect(Object.keys(files)).toEqual([])
  expect(problems.map(({ id, message }) => `${id}: ${message}`).join('\n')).toMatch(says)
  for (const problem of problems) {
    expect(problem).toMatchObject({ system: expect.any(String), file: expect.any(String), name: expect.any(String) })
    expect(problem.message).not.toMatch(/TypeError|Cannot read|is not a function|^\s*at /)
  }
}

test('what the table spoils is good by itself', async () => {
  const { problems, files } = await judge([makeSystem()])
  expect(problems).toEqual([])
  expect(Object.keys(files)).toHaveLength(7)
})

describe('a part that is none', () => {
  test.each<[string, Parts, RegExp]>([
    ['a metric that is undefined', { target: { exposes: [undefined] } }, /^metric\/schema/m],
    ['a metric that is a text', { target: { exposes: ['http_requests_total'] } }, /^metric\/schema/m],
    ['a help that is a number', { metric: { help: 5 } }, /^metric\/schema: help/m],
    ['a unit that is none', { metric: { unit: 'parsecs' } }, /^metric\/schema: unit/m],
    ['labels that are numbers', { metric: { labels: { a: 5 } } }, /^metric\/schema: labels\.a/m],
    ['labels that are null', { metric: { labels: null } }, /^metric\/schema: labels/m],
    ['a field that nobody knows', { metric: { colour: 'red' } }, /^metric\/schema: .*colour/m],
    ['a target without a port', { target: { port: undefined } }, /^target\/schema: port/m],
    ['a port that is a text', { target: { port: '80' } }, /^target\/schema: port/m],
    ['a host that is a number', { target: { service: [5] } }, /^target\/schema: hosts\.0/m],
    ['a rule that is null', { group: { rules: [null] } }, /^alert\/schema/m],
    ['a rule that is a text', { group: { rules: ['up == 0'] } }, /^alert\/schema/m],
    ['no rule in a group', { group: { rules: [] } }, /^group\/schema: rules: a rule group has at least one rule/m],
    ['an alert without a condition', { alert: { when: undefined } }, /^alert\/schema: expr/m],
    ['an alert on a text', { alert: { when: 'up == 0' } }, /^alert\/schema: expr/m],
    ['an expression that is no tree', { alert: { when: { node: { type: 'Nonsense' } } } }, /expr/],
    ['a tree with a hole', { alert: { when: { node: { type: 'ParenExpr' } } } }, /expr/],
    ['a summary that is a number', { alert: { summary: 5 } }, /^alert\/schema: summary/m],
    [
      'a description that is a text',
      { alert: { description: 'x' } },
      /^alert\/schema: description: description is a function/m,
    ],
    ['a description that throws', { alert: { description: fault } }, /description.*boom/],
    ['a description that gives a number', { alert: { description: () => 5 } }, /description/],
    ['a description that gives nothing', { alert: { description: () => undefined } }, /description/],
    ['a runbook that is null', { alert: { runbook: null } }, /^alert\/schema: runbook/m],
    ['a severity that is none', { alert: { severity: 'fatal' } }, /^alert\/schema: severity/m],
    ['a threshold without a reason', { line: { why: undefined } }, /^threshold\/schema: why/m],
    ['a threshold that is no number', { line: { above: v.count(Number.NaN) } }, /^threshold\/schema: value/m],
    ['a threshold that is a text', { line: { above: { node: { val: '5' } } } }, /^threshold\/schema: value/m],
    ['no target', { system: { targets: [] } }, /^system\/schema: targets: a system has at least one target/m],
    ['a target that is null', { system: { targets: [null] } }, /^target\/schema/m],
    ['targets that are a number', { system: { targets: 5 } }, /^system\/schema: targets/m],
    ['rules that are a number', { system: { rules: 5 } }, /^system\/schema: rules/m],
    ['a rule group that is null', { system: { rules: [null] } }, /^group\/schema/m],
    ['a title that is a number', { system: { title: 5 } }, /^system\/schema: title/m],
    ['a field of the system that nobody knows', { system: { colour: 'red' } }, /^system\/schema: .*colour/m],
  ])('%s', (_, parts, says) => expectProblems([makeSystem({}, parts)], says))
})

describe('a system that is none', () => {
  test.each<[string, unknown]>([
    ['null', null],
    ['undefined', undefined],
    ['a number', 5],
    ['a text', 'pybase'],
    ['an empty object', {}],
    ['one whose data is null', { data: null }],
    ['one whose data is a number', { data: 5 }],
    ['one whose data is empty', { data: {} }],
  ])('%s', (_, value) => expectProblems([value], /^system\/schema/m))

  test('one among good ones keeps the others from being written', () => expectProblems([makeSystem(), {}], /./))
})

test('a metric of every system that is null', () => expectProblems([makeSystem()], /^metric\/schema/m, [null]))

describe('a name that tries to leave out/, or cannot be a file', () => {
  test.each(['../evil', '/etc', 'a/b', '..', '.', '', 'a\0b', 'a\\b', '.git', 'a b', 'CON:', 'x'.repeat(300), 5, null])(
    '%j',
    async (given) => {
      const name = given as string
      await expectProblems(
        [makeSystem({ name: name ?? (null as never) }, { system: { name } })],
        /^system\/schema: name/m,
      )
      await expectProblems([makeSystem({}, { alert: { name } })], /^alert\/schema: name/m)
      await expectProblems([makeSystem({}, { group: { writtenTo: name ?? 7 } })], /^group\/schema: writtenTo/m)
    },
  )
})

test('two systems of one name', () =>
  expectProblems([makeSystem(), makeSystem()], /^system\/duplicate: two systems are named app; rename one$/m))
