/** Text that looks like markup: refused in a sentence, or written so that it is read again as it was. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type Judged, judge, makeSystem } from '../../support/cli-system.ts'

const hostile = [
  ['pipes', 'A | b || c \\| d \\\\| e.'],
  ['backticks', 'A `b` ``c`` ``` d ````.'],
  ['HTML', 'A <script>alert(1)</script> <!-- b --> &amp; <img src=x>.'],
  ['YAML', 'A: b # c - d & e * f ! g % h @ i, [j] {k}: "l" \'m\' ? n > o | p.'],
  ['Markdown', 'A *b* _c_ **d** [e](http://f) ![g](h) ~~i~~ # j.'],
  ['quotes', 'A "b" \'c\' "" \'\' \\ \\n \\" .'],
  ['other scripts', 'A caf\u00e9 \u65e5\u672c\u8a9e \u05d0\u05d1 \u{1f6a2} \u202e e\u0301 \u200b.'],
  ['very long text', `A ${'long '.repeat(20_000)}.`],
  ['a very long word', `A${'x'.repeat(100_000)}.`],
  ['tabs and blanks', 'A\tb   c .'],
  ['document marks', 'A --- ... --- b.'],
] as const
const lines = [
  ['lines', 'A\n# b\n\n| c |\n---\n- d\n.'],
  ['lines of DOS', 'A\r\nb\r\n.'],
  ['lines of old', 'A\rb\r.'],
  ['separators', 'A\u2028b\u2029c\u0085d.'],
  ['blanks at the ends', '  A\n    b  \n\n  .\n\n'],
] as const
const control = ['control characters', 'A\u0000b\u0001c\u0007d\u001be\u007ff\ufffeg.'] as const

/** What YAML 1.2 allows in a stream; Prometheus refuses a file with anything else. */
const printable = /^[\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u

interface Rules {
  readonly groups: readonly [{ readonly rules: readonly [{ readonly annotations: Readonly<Record<string, string>> }] }]
}

function annotations({ files }: Judged): Readonly<Record<string, string>> {
  return (parse(files['app/prometheus/rules/load.yml']?.text ?? '') as Rules).groups[0].rules[0].annotations
}

/** Every YAML file reads as the value that it was made of, and has no character that YAML forbids. */
function expectSoundYaml({ files }: Judged): void {
  for (const { path, text, value } of Object.values(files).filter((file) => file.path.endsWith('.yml'))) {
    expect(printable.test(text), `${path} has only characters that YAML allows`).toBe(true)
    expect(parse(text), path).toEqual(value)
  }
}

/** Every table has as many cells in each row as in its head, and as many rows as are meant. */
function expectSoundTables({ files }: Judged): void {
  const tables = (path: string) =>
    (files[path]?.text ?? '')
      .split(/\r\n|\r|\n/)
      .join('\n')
      .split(/\n(?!\|)/)
      .flatMap((block) => {
        const rows = block.split('\n').filter((line) => line.startsWith('|'))
        return rows.length > 0 ? [rows.map((row) => (row.match(/(?<!\\)\|/g) ?? []).length)] : []
      })
  expect(tables('app/docs/alerts.md')).toEqual([
    [5, 5, 5],
    [7, 7, 7],
  ])
  expect(tables('app/docs/metrics.md')).toEqual([
    [5, 5, 5],
    [7, 7, 7],
  ])
}

function expectSound(judged: Judged): void {
  expect(judged.problems).toEqual([])
  expectSoundYaml(judged)
  expectSoundTables(judged)
  expect(JSON.parse(judged.files['app/catalog.json']?.text ?? '')).toMatchObject({ system: { name: 'app' } })
}

function refusedOrSound(judged: Judged): void {
  if (judged.problems.length === 0) expectSound(judged)
  else expect(judged.files).toEqual({})
  for (const { message } of judged.problems) expect(message).toMatch(/\w+ \w+/)
}

describe('in one line of text', () => {
  test.each(hostile)('%s are written as they are', async (_, text) => {
    const judged = await judge([
      makeSystem({ title: text, help: text, why: text, summary: text, description: text, steps: [text] }),
    ])
    expectSound(judged)
    expect(annotations(judged)).toMatchObject({ summary: text, description: text })
  })
})

describe('in several lines of text', () => {
  test.each(lines)('%s of a description are written as they are', async (_, text) => {
    const judged = await judge([makeSystem({ description: text })])
    expectSound(judged)
    expect(annotations(judged).description).toBe(text)
  })

  test.each(['0o7', '0x7', '07', '1e3', '.inf', 'null', 'yes', '~', '=', '<<', '2026-01-01', '1:30', '', ' '])(
    '%j as a description stays text',
    async (text) => {
      const judged = await judge([makeSystem({ description: text })])
      refusedOrSound(judged)
      if (judged.problems.length === 0) expect(annotations(judged).description).toBe(text)
    },
  )

  for (const field of ['title', 'help', 'why', 'summary', 'description'] as const) {
    test.each([...lines, control])(`%s of a ${field} are refused, or break nothing`, async (_, text) =>
      refusedOrSound(await judge([makeSystem({ [field]: text })])),
    )
  }

  test.each([
    ['a help', { help: 'A\nb.' }, /metric\/schema: help: help is one line/],
    ['a summary', { summary: 'A\nb.' }, /alert\/schema: summary: a summary is one static sentence/],
  ])('%s is refused by name', async (_, texts, says) => {
    const { problems } = await judge([makeSystem(texts)])
    expect(problems.map(({ id, message }) => `${id}: ${message}`).join('\n')).toMatch(says)
  })
})

describe('templates', () => {
  test.each(['{{ $labels.secret }}', '{{ query "up" }}', '{{', '}}', '{{ end }}', '{{ template "x" }}'])(
    '%s in an annotation is refused, since no type vouches for it',
    async (action) => {
      const described = await judge([makeSystem({ description: `A ${action} b` })])
      expect(described.problems).toMatchObject([{ id: 'alert/annotations', name: 'TooManyOpen' }])
      const summed = await judge([makeSystem({ summary: `A ${action} b.` })])
      expect(new Set(summed.problems.map(({ id }) => id))).toEqual(new Set(['alert/annotations']))
    },
  )

  test('in a document they are text, whatever made the document', async () => {
    const text = 'A {{origin}} {{{x}}} {{> y}} {{#each z}} b.'
    expectSound(await judge([makeSystem({ title: text, help: text, why: text, steps: [text] })]))
  })
})

describe('a runbook keeps its headings, whatever is written in it', () => {
  const headings = ['# TooManyOpen', '## Meaning', '## Impact', '## Diagnose', '## Mitigate', '## When it fires']
  test.each([
    ...hostile,
    ...lines,
    control,
    ['a fence', '```'],
    ['a heading', '# A'],
    ['a comment', '<!-- A'],
  ] as const)('%s', async (_, text) => {
    const judged = await judge([makeSystem({ steps: [text] })])
    if (judged.problems.length > 0) return refusedOrSound(judged)
    let fence = ''
    const found = (judged.files['app/docs/runbooks/TooManyOpen.md']?.text ?? '').split(/\r\n|\r|\n/).filter((line) => {
      const mark = /^ {0,3}(`{3,})[^`]*$/.exec(line)?.[1]
      if (mark !== undefined) fence = fence === '' ? mark : mark.length >= fence.length ? '' : fence
      return fence === '' && /^ {0,3}#{1,6}(?= |$)/.test(line)
    })
    expect(found).toEqual(headings)
  })
})

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('|', '\\', '`', '\n', '#', ':', ' ', '-', 'a', '"', "'", '{', '0', 'o', '<', '>'),
  }),
)

test('any description at all is refused, or read again as it was', () =>
  fc.assert(
    fc.asyncProperty(anyText, async (text) => {
      const judged = await judge([makeSystem({ description: text })])
      refusedOrSound(judged)
      if (judged.problems.length === 0) expect(annotations(judged).description).toBe(text)
    }),
    { numRuns: 100 },
  ))

test('any title and reason at all leave every file whole', () =>
  fc.assert(
    fc.asyncProperty(anyText, anyText, async (title, why) =>
      refusedOrSound(await judge([makeSystem({ title: title || 'A', why: why || 'A' })])),
    ),
    { numRuns: 100 },
  ))
