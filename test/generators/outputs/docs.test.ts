/** What people read, and the catalog for machines: nothing in a definition breaks a table or a page. */
import { breaches, count, gauge, open, record, sum, thresholds } from 'plimsoll'
import { describe, expect, test } from 'vitest'
import { catalog } from '../../../generators/outputs/catalog/index.ts'
import { docs } from '../../../generators/outputs/docs/index.ts'
import { origin, wrap } from '../../../generators/outputs/file.ts'
import { render } from '../../../generators/outputs/index.ts'
import { validateAll } from '../../../generators/validate.ts'
import { alarm, connections, type Parts, runbook, systemFrom } from '../../support/system.ts'

const hostile = 'a|b `c` *d* <e> [f](g) # h\\'
const limits = thresholds({ 'many|open': { above: count(5), why: `It was sized.\n${hostile}` } })
const parts: Parts = {
  title: `Demo ${hostile}`,
  exposes: [gauge('pressure', { help: hostile, labels: { valve: open({ atMost: 3 }) } })],
  thresholds: limits,
  rules: [
    record('pool:open_connections:sum', sum(connections, { by: ['pool'] }), { help: hostile }),
    alarm(breaches(connections, limits['many|open']), {
      summary: `Broken: ${hostile}.`,
      runbook: { ...runbook, meaning: 'See `rate(x[5m]) > 1 | more`.', diagnose: ['One.', 'Two.'] },
      links: { dashboard: 'https://grafana.example/d/x' },
    }),
  ],
}

const pages = async () =>
  Object.fromEntries(docs(await systemFrom(parts)).map(({ path, text }) => [path.replace('demo/docs/', ''), text]))

/** Columns of each table line: pipes that no backslash escapes. */
const columns = (line: string) =>
  [...line.matchAll(/(\\*)\|/g)].filter(([, slashes = '']) => slashes.length % 2 === 0).length

test('there is a page for metrics, one for alerts, and a runbook for each alert', async () => {
  expect(Object.keys(await pages())).toEqual(['metrics.md', 'alerts.md', 'runbooks/Trouble.md'])
})

describe('every line of a table has as many cells as its head', () => {
  test.each(['metrics.md', 'alerts.md'])('%s', async (page) => {
    const text = (await pages())[page] ?? ''
    const tables = text.split(/\n\n/).filter((block) => block.startsWith('| '))
    expect(tables.length).toBeGreaterThanOrEqual(2)
    for (const table of tables) {
      const lines = table.trimEnd().split('\n')
      expect(lines.filter((line) => columns(line) !== columns(lines[0] ?? ''))).toEqual([])
    }
  })
})

test('a runbook says what to do, in numbered steps, and shows its expression', async () => {
  const text = (await pages())['runbooks/Trouble.md']
  expect(text).toContain('\n1. One.\n2. Two.\n')
  expect(text).toContain('See `rate(x[5m]) > 1 | more`.')
  expect(text).toContain('```promql\nopen_connections > 5\n```')
  expect(text).toContain('- [dashboard](https://grafana.example/d/x)')
})

test('every page begins with its origin and ends with one line break', async () => {
  for (const text of Object.values(await pages())) {
    expect(text).toMatch(
      /^<!-- Generated from test\/\S+\.ts(, test\/\S+\.ts)* by npm run generate\. Do not edit\. -->\n\n# /,
    )
    expect(text).toMatch(/[^\n]\n$/)
  }
})

test('the catalog fits its schema and holds what was defined', async () => {
  const files = catalog(await systemFrom(parts))
  validateAll(files)
  const { metrics, alerts, recording_rules } = JSON.parse(files[0]?.text ?? '') as Record<string, object[]>
  expect(metrics).toContainEqual(
    expect.objectContaining({ name: 'pressure', labels: [{ name: 'valve', atMost: 3 }], jobs: ['app'], series: 3 }),
  )
  expect(alerts).toMatchObject([
    { name: 'Trouble', expr: 'open_connections > 5', thresholds: ['many|open'], for: '5m' },
  ])
  expect(recording_rules).toMatchObject([{ name: 'pool:open_connections:sum', labels: ['pool'], unit: 'count' }])
})

test('all files together fit their schemas, come in order, and are the same each time', async () => {
  const [first, second] = [render(await systemFrom(parts)), render(await systemFrom(parts))]
  validateAll(first)
  expect(first.map(({ path }) => path)).toEqual(first.map(({ path }) => path).sort())
  expect(second.map(({ text }) => text)).toEqual(first.map(({ text }) => text))
})

describe('the first line names', () => {
  const written = async (...files: string[]) => {
    const system = await systemFrom()
    return origin(system, ...files.map((file) => `${system.root}${file}`))
  }
  test.each([
    [['definitions/a/b.ts'], 'definitions/a/b.ts'],
    [['definitions/c.ts', 'definitions/a.ts', 'definitions/c.ts'], 'definitions/a.ts, definitions/c.ts'],
    [['d/a/1.ts', 'd/a/2.ts', 'd/a/3.ts', 'd/b/4.ts'], 'd/a/, d/b/'],
  ])('%j', async (files, expected) => {
    expect(await written(...files)).toBe(`Generated from ${expected} by npm run generate. Do not edit.`)
  })
})

test.each([
  ['one two three', 7, ['one two', 'three']],
  ['extraordinary words', 5, ['extraordinary', 'words']],
  ['line\nbreaks\t and blanks', 80, ['line breaks and blanks']],
  ['', 10, ['']],
])('%j in lines of %d', (text, width, expected) => {
  expect(wrap(text, width)).toEqual(expected)
})
