/** Rule files: what is said arrives unchanged, and promtool takes it. */
import fc from 'fast-check'
import {
  breaches,
  count,
  gt,
  minutes,
  percent,
  rate,
  ratio,
  record,
  ruleGroup,
  select,
  serverError,
  sum,
  thresholds,
} from 'plimsoll'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { rules } from '../../../generators/outputs/rules/index.ts'
import { validateAll } from '../../../generators/validate.ts'
import { printLine } from '../../../schemas/promql/print.ts'
import { inFolder } from '../../support/folder.ts'
import { promtool } from '../../support/promtool.ts'
import { alarm, connections, type Parts, requests, systemFrom } from '../../support/system.ts'

interface Rule {
  readonly expr: string
  readonly labels?: Record<string, string>
  readonly annotations?: Record<string, string>
}
interface Written {
  readonly groups: readonly { readonly name: string; readonly interval?: string; readonly rules: readonly Rule[] }[]
}

const limits = thresholds({
  errors: { above: percent(5), why: 'Users notice,\nand they write: "it fails" # every time.' },
})
const failing = sum(rate(select(requests, { status: serverError }), minutes(5)), { by: ['endpoint'] })
const all = sum(rate(requests, minutes(5)), { by: ['endpoint'] })
const errors = alarm(breaches(ratio(failing, all), limits.errors), {
  for: minutes(10),
  keepFiringFor: minutes(15),
  labels: { area: 'api: "x"' },
  links: { dashboard: 'https://grafana.example/d/x?a=b&c={d}' },
})
const many = gt(connections, count(5))

const filesOf = async (parts: Parts) => {
  const files = rules(await systemFrom(parts))
  validateAll(files)
  return files
}
const textOf = async (parts: Parts) => (await filesOf(parts))[0]?.text ?? ''
const accepts = (text: string) =>
  inFolder({ 'rules.yml': text }, async (cwd) => {
    const { code, output } = await promtool(['check', 'rules', '--lint=all', 'rules.yml'], { cwd })
    expect(code, output).toBe(0)
  })

test('an alert with all that it can say', async () => {
  const text = await textOf({ thresholds: limits, runbooks: 'https://docs.example/runbooks/', rules: [errors] })
  await accepts(text)
  const [group] = (parse(text) as Written).groups
  expect(group).toEqual({
    name: 'rules',
    rules: [
      {
        alert: 'Trouble',
        expr: expect.any(String),
        for: '10m',
        keep_firing_for: '15m',
        labels: { area: 'api: "x"', severity: 'warning', team: 'us' },
        annotations: {
          summary: 'Something is wrong.',
          description: 'It is {{ $value | humanizePercentage }}.',
          runbook_url: 'https://docs.example/runbooks/Trouble.md',
          dashboard: 'https://grafana.example/d/x?a=b&c={d}',
        },
      },
    ],
  })
})

test('a threshold stands above its alert, with its reason', async () => {
  const text = await textOf({ thresholds: limits, rules: [errors] })
  expect(text).toContain(
    '      # errors, above 5 %: Users notice, and they write: "it fails" # every time.\n      - alert: Trouble\n',
  )
})

test('a long expression is a block whose lines begin with their operators', async () => {
  const text = await textOf({ thresholds: limits, rules: [errors] })
  expect(text).toContain(
    [
      '        expr: |-',
      '          sum by (endpoint) (rate(http_requests_total{status=~"5.."}[5m]))',
      '            / sum by (endpoint) (rate(http_requests_total[5m]))',
      '            > 0.05',
      '        for: 10m',
    ].join('\n'),
  )
  const [rule] = (parse(text) as Written).groups[0]?.rules ?? []
  expect(rule?.expr.replace(/\s+/g, ' ')).toBe(printLine(errors.data.expr))
})

test('a short expression stands in its line', async () => {
  expect(await textOf({ rules: [alarm(many)] })).toContain('        expr: open_connections > 5\n')
})

test('an alert without for or labels of its own says nothing of them', async () => {
  const text = await textOf({ rules: [alarm(many, { for: undefined })] })
  const [rule] = (parse(text) as Written).groups[0]?.rules ?? []
  expect(rule).not.toHaveProperty('for')
  expect(rule?.labels).toEqual({ severity: 'warning', team: 'us' })
  expect(Object.keys(rule?.annotations ?? {})).toEqual(['summary', 'description'])
})

test('groups are written to their files, in order, with their intervals', async () => {
  const recorded = record('pool:open_connections:sum', sum(connections, { by: ['pool'] }), { help: 'By pool.' })
  const files = await filesOf({
    groups: [
      ruleGroup('late', { rules: [alarm(many)], writtenTo: 'shared' }),
      ruleGroup('early', { rules: [recorded], interval: minutes(1), writtenTo: 'shared' }),
      ruleGroup('alone', { rules: [alarm(many, {}, 'Worse')] }),
    ],
  })
  expect(files.map(({ path }) => path)).toEqual(['demo/prometheus/rules/alone.yml', 'demo/prometheus/rules/shared.yml'])
  for (const { text } of files) await accepts(text)
  const { groups } = parse(files[1]?.text ?? '') as Written
  expect(groups.map(({ name, interval }) => [name, interval])).toEqual([
    ['late', undefined],
    ['early', '1m'],
  ])
  expect(files[1]?.text).toContain('      # By pool.\n      - record: pool:open_connections:sum\n')
})

const described = async (description: string) => {
  const text = await textOf({ rules: [alarm(many, { description: () => description })] })
  return { text, said: (parse(text) as Written).groups[0]?.rules[0]?.annotations?.description }
}

describe('hostile text in an annotation arrives unchanged', () => {
  test.each([
    'yes',
    'null',
    '1e3',
    '- a list',
    '# no comment',
    'key: value',
    '"quoted" and \'quoted\'',
    '&anchor *alias !tag %percent @at `tick`',
    '{braces} [brackets] | > ? -',
    ' blanks around ',
    'two\nlines',
    'two\nlines\n',
    '\n\n  indented\n\tand tabbed\n \n',
    'ends with a colon:',
    '---\n...\n',
    'back\\slash \\n \\u0041',
    'über 日本語 🙂',
    `${'very '.repeat(60)}long`,
  ])('%j', async (description) => {
    const { text, said } = await described(description)
    expect(said).toBe(description)
    await accepts(text)
  })

  test('of any characters that can be typed', () =>
    fc.assert(
      fc.asyncProperty(
        fc
          .string({ unit: fc.constantFrom(...'ab: \n\t#-|>"\'\\{}[]&*!%@`,?~é🙂'), minLength: 1 })
          .filter((text) => text.trim() !== ''),
        async (text) => {
          expect((await described(text)).said).toBe(text)
        },
      ),
      { numRuns: 200 },
    ))

  test.each(['one\r\ntwo', 'one\rtwo', 'bell\u0007', 'next\u0085line', 'para\u2029graph', 'null\0', 'delete\u007f'])(
    'even %j, which YAML cannot hold as it is',
    async (description) => {
      const { text, said } = await described(description)
      expect(said).toBe(description)
      await accepts(text)
    },
  )
})

describe('links do not take the place of what the alert says', () => {
  test.each(['summary', 'description', 'runbook_url'])('%s', async (name) => {
    const runbooks = 'https://docs.example'
    const links = { [name]: 'https://elsewhere.example/' }
    const load = textOf({ runbooks, rules: [alarm(many, { links })] })
    await expect(load).rejects.toThrow(`alert/schema Trouble: links.${name}`)
  })

  test('a name that is no name of an annotation is refused', async () => {
    const load = textOf({ rules: [alarm(many, { links: { 'my dashboard': 'https://grafana.example/' } })] })
    await expect(load).rejects.toThrow('alert/schema Trouble: links.my dashboard')
  })
})
