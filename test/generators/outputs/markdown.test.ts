/** What is written into Markdown stays what it is, whatever it holds. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { code, escapeMarkdown, fenced, prose } from '../../../generators/outputs/docs/render.ts'

const special = [...'\\`*_{}[]<>#|~!&ab \n\r\t']
const text = fc.oneof(fc.string({ unit: fc.constantFrom(...special) }), fc.string({ unit: 'grapheme' }))

/** Pipes that end a cell: those with an even number of backslashes before them. */
const openPipes = (cell: string) =>
  [...cell.matchAll(/(\\*)\|/g)].filter(([, slashes = '']) => slashes.length % 2 === 0)
/** CommonMark's line endings; see https://spec.commonmark.org/0.31.2/#line-ending */
const lineEnding = /[\r\n]/

describe('a table cell holds neither an open pipe nor a line ending', () => {
  test('as text', () => {
    fc.assert(
      fc.property(text, (value) => {
        const cell = escapeMarkdown(value)
        expect(openPipes(cell)).toEqual([])
        expect(cell).not.toContain('\n')
      }),
    )
  })

  test('as code, where no backslash stands before a pipe', () => {
    fc.assert(
      fc.property(
        text.filter((value) => !value.includes('\\|')),
        (value) => {
          expect(openPipes(code(value))).toEqual([])
          expect(code(value)).not.toContain('\n')
        },
      ),
    )
  })

  test('as code with a backslash before a pipe', () => {
    expect(openPipes(code('a\\|b'))).toEqual([])
  })

  test.each([
    ['text', escapeMarkdown],
    ['code', code],
  ])('a carriage return alone is a line ending too, in %s', (_, write) => {
    expect(write('one\rtwo')).not.toMatch(lineEnding)
    expect(write('one\r\ntwo')).not.toMatch(lineEnding)
  })
})

describe('text', () => {
  test('is read back by taking the backslashes away', () => {
    fc.assert(
      fc.property(
        text.filter((value) => !lineEnding.test(value)),
        (value) => {
          expect(escapeMarkdown(value).replace(/\\([^a-zA-Z0-9\s])/g, '$1')).toBe(value)
        },
      ),
    )
  })

  test.each([
    ['*bold* and _this_', '\\*bold\\* and \\_this\\_'],
    ['[a](b) <c> `d`', '\\[a\\](b) \\<c\\> \\`d\\`'],
    ['a|b\\c', 'a\\|b\\\\c'],
    ['two\nlines', 'two lines'],
    [undefined, ''],
    [5, '5'],
  ])('%j is %j', (value, expected) => {
    expect(escapeMarkdown(value)).toBe(expected)
  })
})

/** What CommonMark reads as one code span over the whole: the text, or undefined. */
function spanOf(markdown: string): string | undefined {
  const [, fence = '', inside = ''] = /^(`+)(.*?[^`])\1(?!`)$/s.exec(markdown) ?? []
  if (fence === '') return undefined
  return /^ .*[^ ].* $/s.test(inside) ? inside.slice(1, -1) : inside
}

describe('code in a line', () => {
  test('is one span that closes at its end, with the same text in it', () => {
    const names = fc.string({ unit: fc.constantFrom(...'`ab{}"=~_*'), minLength: 1 })
    fc.assert(
      fc.property(names, (value) => {
        expect(spanOf(code(value))).toBe(value)
      }),
    )
  })

  test.each([
    ['up', '`up`'],
    ['a`b', '``a`b``'],
    ['`', '`` ` ``'],
    ['a|b', '`a\\|b`'],
  ])('%j is %j', (value, expected) => {
    expect(code(value)).toBe(expected)
  })

  test('of nothing is nothing, since two backticks would open a span that goes on', () => {
    expect(code('')).toBe('')
  })
})

describe('a block of code', () => {
  test('closes at its last line and nowhere before', () => {
    fc.assert(
      fc.property(text, (value) => {
        const [open = '', ...rest] = fenced(value, 'promql').split('\n')
        const fence = /^`{3,}/.exec(open)?.[0] ?? ''
        expect(open).toBe(`${fence}promql`)
        const closing = rest.findIndex((line) => new RegExp(`^ {0,3}${fence}\`*\\s*$`).test(line))
        expect(closing).toBe(rest.length - 1)
        expect(rest.slice(0, -1).join('\n')).toBe(value)
      }),
    )
  })
})

describe('prose', () => {
  test.each([
    ['plain words', 'plain words'],
    ['see `rate(x_total[5m])` of it', 'see `rate(x_total[5m])` of it'],
    ['not *bold* nor _this_', 'not \\*bold\\* nor \\_this\\_'],
    ['<script> and [link](x)', '\\<script\\> and \\[link\\](x)'],
    ['`a|b` or a|b', '`a|b` or a\\|b'],
    ['one ` alone *', 'one \\` alone \\*'],
  ])('%j is %j', (value, expected) => {
    expect(prose(value)).toBe(expected)
  })

  test('leaves code as it is and opens no markup beside it', () => {
    const words = fc.string({ unit: fc.constantFrom(...'ab*_[]<>|\\ ') })
    const span = fc.string({ unit: fc.constantFrom(...'ab*_[]<>|\\ '), minLength: 1 })
    fc.assert(
      fc.property(words, span, words, (before, inside, after) => {
        const written = prose(`${before}\`${inside}\`${after}`)
        expect(written).toContain(`\`${inside}\``)
        const [start = '', , end = ''] = written.split('`')
        for (const part of [start, end]) expect(part.replace(/\\[\\*_[\]<>|]/g, '')).not.toMatch(/[\\*_[\]<>|]/)
      }),
    )
  })
})
