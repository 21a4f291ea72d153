import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findTool } from '../../../../generators/tools/find.ts'
import { runTool } from '../../../../generators/tools/run.ts'
import { type Node, walk } from '../../../../schemas/promql/ast.ts'
import { type ArgType, functions } from '../../../../schemas/promql/functions-table.ts'
import { caret, parse } from '../../../../schemas/promql/parse/parse.ts'
import { print, printLine } from '../../../../schemas/promql/print.ts'
import { invalid } from './invalid.ts'
import { tree } from './trees.ts'
import { grafana, old, young } from './valid.ts'

const nodeOf = (text: string) => {
  const { node, problems } = parse(text)
  expect(problems).toEqual([])
  return node
}

describe('what is read', () => {
  test.each([...old, ...young, ...grafana])('$input', ({ input, output = input }) => {
    const node = nodeOf(input)
    expect(node && printLine(node)).toBe(output)
    expect(nodeOf(output)).toEqual(node)
  })

  test('every function of the table', () => {
    const example: Record<ArgType, string> = { vector: 'up', matrix: 'up[5m]', scalar: '1', string: '"a"' }
    for (const [name, { args }] of Object.entries(functions)) {
      const input = `${name}(${name === 'info' ? 'up, {version=~".+"}' : args.map((type) => example[type]).join(', ')})`
      expect(nodeOf(input)).toMatchObject({ type: 'Call', func: name })
    }
  })

  test('a selector with everything', () => {
    expect(nodeOf('rate(a{b="c",d=~"$e"}[5m] offset -1m @ start())')).toEqual({
      type: 'Call',
      func: 'rate',
      args: [
        {
          type: 'MatrixSelector',
          vector: {
            type: 'VectorSelector',
            name: 'a',
            matchers: [
              { name: 'b', op: '=', value: 'c' },
              { name: 'd', op: '=~', value: '$e', variable: true },
            ],
            offset: -60_000,
            at: 'start',
          },
          range: 300_000,
        },
      ],
    })
  })

  test('operators, aggregations and literals', () => {
    expect(nodeOf('topk by (a) ($n, b) > bool on (a) group_left (c) (d * -2)')).toEqual({
      type: 'BinaryExpr',
      op: '>',
      lhs: {
        type: 'AggregateExpr',
        op: 'topk',
        param: { type: 'VariableLiteral', name: 'n', unit: 'none' },
        expr: { type: 'VectorSelector', name: 'b', matchers: [] },
        grouping: ['a'],
        without: false,
      },
      rhs: {
        type: 'BinaryExpr',
        op: '*',
        lhs: { type: 'VectorSelector', name: 'd', matchers: [] },
        rhs: { type: 'NumberLiteral', val: -2, unit: 'number' },
        returnBool: false,
      },
      matching: { card: 'many-to-one', labels: ['a'], on: true, include: ['c'] },
      returnBool: true,
    })
  })

  test('a sign binds less tightly than ^, and a range more tightly than anything', () => {
    expect(nodeOf('-1 ^ 2')).toMatchObject({ type: 'UnaryExpr', expr: { type: 'BinaryExpr' } })
    expect(nodeOf('a + b offset 5m')).toMatchObject({ type: 'BinaryExpr', rhs: { offset: 300_000 } })
    expect(nodeOf('a - avg_over_time(b[1h:])')).toMatchObject({ rhs: { args: [{ type: 'SubqueryExpr' }] } })
  })

  test('labels in quotes', () => {
    expect(nodeOf('sum by ("a.b", c) (d)')).toMatchObject({ grouping: ['a.b', 'c'] })
    expect(nodeOf('a * on ("b.c") group_left ("d e") f')).toMatchObject({
      matching: { labels: ['b.c'], include: ['d e'] },
    })
  })

  test('the result is frozen throughout', () => {
    const node = nodeOf('sum by (a) (rate(b{c="d"}[5m])) / on (a) group_left (e) f')
    for (const each of node ? walk(node) : []) expect(each).toSatisfy(Object.isFrozen)
    expect(node).toMatchObject({ matching: expect.toSatisfy(Object.isFrozen) })
  })

  test('a chain of many operators', () => {
    const text = Array.from({ length: 300 }, (_, i) => `m${i}`).join(' + ')
    expect(nodeOf(text)).toMatchObject({ type: 'BinaryExpr', rhs: { name: 'm299' } })
  })
})

describe('what is refused', () => {
  test.each(invalid)('$input', ({ input, problem, at }) => {
    const { node, problems } = parse(input)
    expect(node).toBeUndefined()
    expect(problems.map(({ message, from, to }) => [message, input.slice(from, to)])).toEqual([[problem, at]])
  })

  test('several things at once', () => {
    const input = 'sum(a[5m]) + rate(b) > topk(c)'
    expect(parse(input).problems.map(({ from, to }) => input.slice(from, to))).toEqual(['a[5m]', 'b', 'topk(c)'])
  })

  test('behind a variable, the place is right', () => {
    const input = `rate(a[\${__rate_interval}]) * holt_winters(b[$__range], 1_000, \${n}) > on (c) 5`
    expect(parse(input).problems).toEqual([
      expect.objectContaining({ from: input.indexOf('> on'), to: input.indexOf(' 5') }),
    ])
  })
})

describe('random trees', () => {
  const readsBack = (printed: (node: Node) => string, numRuns: number) => {
    const property = fc.property(tree, (node) => {
      expect(parse(printed(node))).toEqual({ node, problems: [] })
    })
    // shrinking trees of this depth takes minutes
    fc.assert(property, { numRuns, endOnFailure: true })
  }

  test('what is printed on one line is read as the same tree', () => readsBack(printLine, 1000))

  test('what is printed on many lines is read as the same tree', () => readsBack((node) => print(node, 20), 300))

  test('no text makes the parser throw, and problems lie within the text', () => {
    const words = fc.constantFrom(
      'a',
      '(',
      ')',
      '[5m]',
      '[',
      ']',
      '{b="c"}',
      '{',
      '}',
      '"',
      ' by ',
      ' offset ',
      '@',
      '-',
      '^',
      ',',
      '1',
      '$x',
      'sum',
      'rate',
      ' bool ',
      '5m',
      ':',
      '\\',
      '#',
    )
    const input = fc.oneof(
      fc.array(words, { maxLength: 12 }).map((all) => all.join('')),
      fc.string({ unit: 'binary' }),
    )
    fc.assert(
      fc.property(input, (text) => {
        const { node, problems } = parse(text)
        expect(problems.length > 0).toBe(node === undefined)
        for (const { from, to } of problems) expect(0 <= from && from <= to && to <= text.length).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('caret', () => {
  test.each([
    ['marks a part of a line', 'sum(foo)', 4, 7, 'sum(foo)\n    ^^^'],
    ['marks the end of the text', 'a +', 3, 3, 'a +\n   ^'],
    ['shows only the line', 'a\n+ bc\n+ d', 4, 6, '+ bc\n  ^^'],
    ['ends with the line', 'a\r\n+ (b\r\n)', 5, 10, '+ (b\n  ^^'],
    ['keeps tabs and counts characters', '\t"😀" + é', 8, 9, '\t"😀" + é\n\t      ^'],
    ['marks an empty first line', '\na', 0, 0, '\n^'],
  ])('%s', (_, text, from, to, output) => {
    expect(caret(text, from, to)).toBe(output)
  })
})

const promtool = findTool('promtool')

describe.skipIf(!promtool)('promtool agrees', () => {
  const check = async (inputs: readonly string[]) => {
    const folder = await mkdtemp(join(tmpdir(), 'plimsoll-parse-'))
    try {
      const rules = inputs.map((expr, i) => ({ record: `rule:number_${i}`, expr }))
      await writeFile(join(folder, 'rules.yml'), JSON.stringify({ groups: [{ name: 'all', rules }] }))
      if (!promtool) throw new Error('promtool is gone')
      return await runTool(promtool, ['check', 'rules', 'rules.yml'], { cwd: folder })
    } finally {
      await rm(folder, { recursive: true })
    }
  }

  test('with what is read, and with what is printed', async () => {
    const printed = old.flatMap(({ input, output = input }) => [input, output])
    expect(await check(printed)).toMatchObject({ code: 0, stderr: '' })
  })

  test('with what is refused', async () => {
    const inputs = invalid.filter(({ accepted }) => accepted === undefined).map(({ input }) => input)
    const { code, stderr } = await check(inputs)
    expect(code).not.toBe(0)
    expect(inputs.filter((_, i) => !stderr.includes(`"rule:number_${i}"`))).toEqual([])
  })
})
