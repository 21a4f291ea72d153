/** The README shows what is really there: each snippet stands in a definition or in a generated file, word for word. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { systems } from '../definitions/index.ts'
import { root } from './support/tsc.ts'

const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const readme = read('README.md')
const snippets = (language: string): string[] =>
  [...readme.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, text]) => text as string)
const all = (folder: string): string =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|yml)$/.test(name))
    .map((name) => read(join(folder, name)))
    .join('\n')

const linksOf = (text: string): string[] => [
  ...new Set([...text.matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(([, link]) => link as string)),
]
/** As GitHub makes them: letters of a heading in lower case, spaces as hyphens. */
const anchorsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  )

describe('README', () => {
  const definitions = all('definitions/pybase')
  const rules = all('out/pybase/prometheus/rules') + all('out/pybase/prometheus/tests')

  test.each(snippets('yaml').map((text) => [text.split('\n')[1]?.trim(), text]))('generated: %s', (_, text) => {
    expect(rules).toContain(text)
  })

  test.each(['queryP95', 'databaseQueriesSlow'])('defined: %s', (name) => {
    const snippet = snippets('ts').find((text) => text.startsWith(`export const ${name} =`))
    expect(snippet).toBeDefined()
    expect(definitions).toContain(snippet)
  })

  test('the overview and the panel are real', () => {
    const starting = (text: string) => snippets('ts').find((snippet) => snippet.trimStart().startsWith(text))
    expect(read('test/support/overview.ts')).toContain(starting('export const overview ='))
    expect(definitions).toContain(starting('panel.timeSeries('))
    expect(definitions).toContain(starting('route({ severity:'))
  })

  test('thresholds and commands are real', () => {
    const line = snippets('ts')
      .find((text) => text.includes('thresholds({'))
      ?.split('\n')[1]
    expect(definitions).toContain(line)
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    for (const [, name] of readme.matchAll(/npm run ([a-z]+)/g)) expect(Object.keys(scripts)).toContain(name)
  })

  test.each(systems.map(({ data }) => data.name))('%s is in the table of systems, with what it has', (name) => {
    const row = readme.split('\n').find((line) => line.startsWith(`| [${name}](out/${name}) |`))
    const catalog = JSON.parse(read(`out/${name}/catalog.json`)) as Readonly<Record<string, readonly unknown[]>>
    const kinds = ['targets', 'metrics', 'alerts', 'recording_rules', 'dashboards']
    const chapter = readme.split(/^### Corrected in /m).find((text) => text.startsWith(`${name}\n`))
    // two lines are the heading of the table
    const items = (chapter?.match(/^\| .* \|$/gm)?.length ?? 2) - 2
    expect(row?.split(' | ').slice(2)).toEqual([
      ...kinds.map((kind) => String(catalog[kind]?.length)),
      // a system that never had another document has nothing to correct
      chapter ? `[${items} items](#corrected-in-${name}) |` : '– |',
    ])
  })

  test('every correction links what makes it', () => {
    const rows = readme.split('## What was corrected')[1]?.match(/^\| (?!the document|---).* \|$/gm) ?? []
    expect(rows.length).toBeGreaterThan(80)
    for (const row of rows) expect(row).toMatch(/\]\((definitions|out)\//)
  })

  test.each(linksOf(readme))('what it links is there: %s', (link) => {
    const [path, anchor] = link.split('#')
    const file = path || 'README.md'
    expect(existsSync(join(root, file))).toBe(true)
    if (anchor) expect(anchorsOf(read(file))).toContain(anchor)
  })

  test('what the compiler is said to say, it says', () => {
    const expected = read('test/types/misuse/expected.txt')
    const sentences = [...readme.matchAll(/ \| … '(".+")' \|/g)].map(([, text]) =>
      (text as string).replaceAll('\\|', '|'),
    )
    expect(sentences.length).toBe(5)
    for (const sentence of sentences) expect(expected).toContain(sentence)
  })
})
