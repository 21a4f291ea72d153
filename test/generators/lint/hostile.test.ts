/** Whatever JSON it is given, the lint finds something, and says it; it never fails. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Finding, lintDashboard, lintFolder } from '../../../generators/lint/index.ts'
import { context, goodDashboard } from '../../support/dashboard.ts'

function expectSentences(findings: readonly Finding[]): void {
  for (const { id, where, message } of findings) {
    expect(id).toMatch(/^grafana\/[a-z]+$/)
    expect(where).not.toBe('')
    expect(message).not.toMatch(/undefined|NaN|\[object|TypeError/)
  }
}

test('any JSON whatsoever', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const findings = lintDashboard(value, context)
      expect(findings).not.toEqual([])
      for (const { message } of findings) expect(message).toMatch(/; |^is /)
    }),
    { numRuns: 500 },
  )
})

/** Every path into the good dashboard. */
function pathsOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return path === '' ? [] : [path]
  const inside = Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, path === '' ? key : `${path}.${key}`))
  return path === '' ? inside : [path, ...inside]
}
const paths = pathsOf(goodDashboard())

/** What stands where something else belongs. */
const oddities = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>(
    undefined,
    '',
    ' ',
    '$',
    '$job',
    `\${`,
    '[[',
    '{{',
    '{{}}',
    '/(/',
    -1,
    1e300,
    [[]],
    [null],
    {},
  ),
  fc.constantFrom(
    'up',
    'up[5m]',
    'sum(',
    'label_values(, )',
    'now-',
    '__proto__',
    'constructor',
    '/d/',
    '?viewPanel=',
    '\u2028',
  ),
)

test('a good dashboard with anything anywhere', () => {
  expect(paths.length).toBeGreaterThan(300)
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...paths), oddities), { minLength: 1, maxLength: 3 }), (changes) => {
      let spoilt: unknown
      try {
        spoilt = goodDashboard(...changes)
      } catch {
        // the first change took away what the second is about
        return
      }
      expectSentences(lintFolder([spoilt], context))
    }),
    { numRuns: 500 },
  )
})

const nested = (depth: number, open: string, inner: string, close: string) =>
  `${open.repeat(depth)}${inner}${close.repeat(depth)}`

test.each([
  ['parentheses', nested(5_000, '(', 'up', ')')],
  ['calls', nested(5_000, 'abs(', 'up', ')')],
  ['signs', `${'-'.repeat(50_000)}up`],
  ['operators', `up${' + up'.repeat(20_000)}`],
  ['a string that does not end', `up{job="${'\\"'.repeat(50_000)}`],
])('a query of very many %s', (_, expr) => {
  const findings = lintDashboard(goodDashboard(['panels.3.targets.0.expr', expr]), context)
  expect(findings.map(({ where }) => where)).toContain('panel 5 (Connections), query A')
})

test('objects within objects without end', () => {
  const deep: unknown = JSON.parse(`${'{"panels":['.repeat(3000)}5${']}'.repeat(3000)}`)
  expect(lintDashboard(deep, context)).not.toEqual([])
  expect(lintDashboard(goodDashboard(['panels.3.options', deep]), context)).not.toEqual([])
})

test('keys that every object has', () => {
  const found = lintDashboard(JSON.parse('{"__proto__":{"title":"x","uid":"x"},"panels":[{"constructor":1}]}'), context)
  expect(found.map(({ id }) => id)).toContain('grafana/identity')
})
