/** Annotations are rendered as Prometheus renders them, of any value that an alert may have. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { annotation } from '../../../generators/proof/annotation.ts'
import { labelsOf } from '../../../generators/proof/labels.ts'
import { Unsupported } from '../../../generators/proof/value.ts'
import { inFolder } from '../../support/folder.ts'
import { promtool } from '../../support/promtool.ts'

const pipes = [
  '',
  ...['humanize', 'humanize1024', 'humanizePercentage', 'humanizeDuration', 'humanizeTimestamp'],
  ...['%.0f', '%.1f', '%.2f', '%.3g', '%.1g', '%.0g', '%.9g'].map((format) => `printf "${format}"`),
]
const templates = pipes.map((pipe) => `{{ $value${pipe && ` | ${pipe}`} }}`)

const told = [
  0, 1, 0.05, 0.5, 1.5, 2.5, 0.125, 1.0625, 12_345, 99_999, 999.95, 1023.9, 1024, 1536, 59.99, 60, 3599.5, 90_061,
]
const extreme = [
  1e-5,
  1e-4,
  0.0001234,
  1e-30,
  5e-324,
  1e6,
  123_456_789,
  2 ** 53,
  1e18,
  1e20,
  1e21,
  1e22,
  1e300,
  Number.MAX_VALUE,
]
const times = [1_700_000_000, 1_700_000_000.5, 1_700_000_000.123, 9e9]
const table = [...told, ...extreme, ...times, Infinity].flatMap((value) => [value, -value])
/** Those that are exactly between two as they are rounded. */
const halves = fc.tuple(fc.integer({ min: 0, max: 20_000 }), fc.constantFrom(2, 8, 16, 80)).map(([n, by]) => n / by)
const random = fc.sample(fc.oneof(fc.double(), halves, fc.double({ min: -1e6, max: 1e6, noNaN: true })), {
  seed: 20_260_101,
  numRuns: 400,
})
const values = [...new Set([...table, ...random, Number.NaN])]

/** What an alert says of a value, in each way in which it can. */
function ours(value: number, template: string): string | undefined {
  try {
    return annotation(template, { labels: labelsOf({}), value })
  } catch (error) {
    if (error instanceof Unsupported) return undefined
    throw error
  }
}

test('a value is worded as Prometheus words it', async () => {
  const promql = (value: number): string => `vector(${String(value).replace('Infinity', 'Inf')})`
  const rows = values.map((value, i) => {
    const worded = templates.flatMap((template, j): [string, string, string][] => {
      const own = ours(value, template)
      return own === undefined ? [] : [[`way_${j}`, template, own]]
    })
    return { alert: `Alert${i}`, value, worded }
  })
  expect(rows.flatMap(({ worded }) => worded).length).toBeGreaterThan(values.length * (templates.length - 2))
  const rules = rows.map(({ alert, value, worded }) => ({
    alert,
    expr: promql(value),
    annotations: Object.fromEntries(worded.map(([way, template]) => [way, template])),
  }))
  const checks = rows.map(({ alert, worded }) => ({
    alertname: alert,
    eval_time: '1m',
    exp_alerts: [{ exp_annotations: Object.fromEntries(worded.map(([way, , own]) => [way, own])) }],
  }))
  const files = {
    'rules.yml': stringify({ groups: [{ name: 'all', rules }] }),
    'test.yml': stringify({
      rule_files: ['rules.yml'],
      evaluation_interval: '1m',
      tests: [{ alert_rule_test: checks }],
    }),
  }
  const { code, output } = await inFolder(files, (cwd) => promtool(['test', 'rules', 'test.yml'], { cwd }))
  expect(code, output.slice(0, 3000)).toBe(0)
})

test.each([
  ['{{ $labels.zone }}', 'a b&c={{'],
  ['{{ $labels.zone | urlquery }}', 'a+b%26c%3D%7B%7B'],
  ['{{ $labels.none }}!', '!'],
])('%s becomes %s', (template, expected) => {
  expect(annotation(template, { labels: labelsOf({ zone: 'a b&c={{' }), value: 1 })).toBe(expected)
})

test.each([
  '{{ $value | title }}',
  '{{ $labels.zone | humanize }}',
  '{{ query "up" }}',
  '{{ $value | humanizeDuration }}',
])('%s is not rendered', (template) => {
  expect(() => annotation(template, { labels: labelsOf({}), value: 1e300 })).toThrow(Unsupported)
})
