/** Two laws, judged by the real promtool: what the builders make is PromQL, and a label value arrives as it was written. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { print, printLine, quote } from '../../../schemas/promql/print.ts'
import { expression, text } from '../../support/expressions.ts'
import { inFolder } from '../../support/folder.ts'
import { promtool } from '../../support/promtool.ts'

const seed = 20_260_101

test('any expression that the builders can make is accepted by promtool, on one line and over many', async () => {
  const expressions = fc.sample(expression, { seed, numRuns: 1500 })
  const rules = expressions.flatMap(({ node }, i) => [
    { record: `x:line:n${i}`, expr: printLine(node) },
    { record: `x:lines:n${i}`, expr: print(node, 40) },
  ])
  const lengths = expressions.map(({ node }) => printLine(node).length).sort((a, b) => a - b)
  expect(lengths[750], 'the expressions are not trivial').toBeGreaterThan(60)
  const { code, output } = await inFolder({ 'rules.yml': stringify({ groups: [{ name: 'all', rules }] }) }, (cwd) =>
    promtool(['check', 'rules', '--lint=none', 'rules.yml'], { cwd }),
  )
  expect(code, output.slice(0, 2000)).toBe(0)
  expect(output).toContain(`${rules.length} rules found`)
})

/** JSON is YAML, once the line breaks of YAML 1.1 are escaped. */
const yaml = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

test('any label value, however hostile, arrives unchanged', async () => {
  const hostile = [
    '"',
    '\\',
    "'",
    '`',
    '\n',
    '\u0000',
    '{{ $value }}',
    '$1',
    '%s',
    '#',
    '--',
    '\u2028',
    '𝄞',
    '"} or up{job="',
  ]
  const values = [...new Set([...hostile, ...fc.sample(text, { seed, numRuns: 300 })])].filter((value) => value !== '')
  // the label is set by YAML alone, so that a selector finds it only if PromQL reads the same text
  const rules = values.map((value, i) => ({ record: `m${i}`, expr: 'vector(1)', labels: { value } }))
  const expectations = values.map((value, i) => ({
    expr: `count(m${i}{value=${quote(value)}})`,
    eval_time: '1m',
    exp_samples: [{ labels: '{}', value: 1 }],
  }))
  const files = {
    'rules.yml': yaml({ groups: [{ name: 'values', rules }] }),
    'test.yml': yaml({
      rule_files: ['rules.yml'],
      evaluation_interval: '1m',
      tests: [{ promql_expr_test: expectations }],
    }),
  }
  const { code, output } = await inFolder(files, (cwd) => promtool(['test', 'rules', 'test.yml'], { cwd }))
  expect(code, output.slice(0, 2000)).toBe(0)
})
