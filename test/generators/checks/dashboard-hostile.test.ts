/** Definitions that the compiler never saw: each is a sentence, and none an exception or a file that is broken. */
import { type AnyExpr, type Dashboard, dashboard, panel, promql, query, record, row, sum } from 'plimsoll'
import { describe, expect, test } from 'vitest'
import { grafana } from '../../../generators/outputs/grafana/index.ts'
import { validateAll } from '../../../generators/validate.ts'
import { board, chart, flat, mainBoard, named, panelsOf } from '../../support/boards.ts'
import { connections, loadAll, type Parts, problemsOf, table } from '../../support/system.ts'

/** A dashboard, as JavaScript could make it. */
const loose = (more: object, name: unknown = 'main'): Parts => ({
  dashboards: [
    (dashboard as (name: unknown, definition: object) => Dashboard)(name, {
      title: 'Main',
      description: 'For tests.',
      rows: [row('All', [chart(connections)])],
      ...more,
    }),
  ],
})
/** A panel, as JavaScript could make it. */
const odd = (options: object, title: unknown = 'Chart'): Parts =>
  loose({
    rows: [
      row('All', [
        (panel.timeSeries as (title: unknown, options: object) => ReturnType<typeof chart>)(title, {
          description: 'What it shows.',
          show: connections,
          ...options,
        }),
      ]),
    ],
  })
const long = 'x'.repeat(10_000)
const expression = 'an expression is made by the builders, or by promql``'

describe('a dashboard', () => {
  const is = (message: string, name = 'main') => [`dashboard/schema ${name}: ${message}`]
  table([
    { name: 'without rows', input: loose({ rows: [] }), problems: is('rows: a dashboard has at least one row') },
    {
      name: 'of rows that are no list',
      input: loose({ rows: 'all' }),
      problems: is('rows: Invalid input: expected array, received string'),
    },
    {
      name: 'of no rows at all',
      input: loose({ rows: undefined }),
      problems: is('rows: Invalid input: expected array, received undefined'),
    },
    {
      name: 'of an empty row',
      input: loose({ rows: [row('A', [])] }),
      problems: is('rows.0.panels: a row has at least one panel'),
    },
    {
      name: 'of a row of no list',
      input: loose({ rows: [row('A', 'b' as never)] }),
      problems: is('rows.0.panels: Invalid input: expected array, received string'),
    },
    {
      name: 'of a row without a title',
      input: loose({ rows: [row(' ', [chart(connections)])] }),
      problems: is('rows.0.title: a row has a title'),
    },
    {
      name: 'named as no file is',
      input: loose({}, '../../etc'),
      problems: is('name: a dashboard is named in lower case with dashes, as its file', '../../etc'),
    },
    { name: 'without a title', input: loose({ title: '' }), problems: is('title: a dashboard has a title') },
    {
      name: 'with a title of 10 000 characters',
      input: loose({ title: long }),
      problems: is('title: a title has at most 100 characters'),
    },
    {
      name: 'with a title of control characters',
      input: loose({ title: 'a\u0000b' }),
      problems: is('title: it has control characters; remove them'),
    },
    {
      name: 'without a description',
      input: loose({ description: undefined }),
      problems: is('description: a dashboard says what it is for'),
    },
    {
      name: 'with a tag of blanks',
      input: loose({ tags: ['a b'] }),
      problems: is('tags.0: a tag is in lower case with dashes'),
    },
    {
      name: 'with a variable that is no label',
      input: loose({ variables: ['$job'] }),
      problems: is('variables.0: a label name has letters, digits and underscores only'),
    },
    { name: 'with something beside', input: loose({ folder: 'x' }), problems: is('Unrecognized key: "folder"') },
  ])

  test('that is none', async () => {
    for (const nothing of [undefined, null, 5, {}, { data: null }]) {
      const problems = await problemsOf({ dashboards: [nothing as never] })
      expect(problems).toEqual([expect.stringMatching(/^dashboard\/schema \(unnamed\): \S/)])
    }
  })
})

describe('a panel', () => {
  const is = (message: string, title = 'Chart') => [`panel/schema ${title}: ${message}`]
  table([
    {
      name: 'without a description',
      input: odd({ description: undefined }),
      problems: is('a panel says what it shows'),
    },
    { name: 'without an expression', input: odd({ show: [] }), problems: is('a panel shows at least one expression') },
    {
      name: 'of something that is no expression',
      input: odd({ show: { node: { type: 5 } } }),
      problems: is(`queries.0.expr: ${expression}`),
    },
    { name: 'of a number', input: odd({ show: 5 }), problems: is(`queries.0.expr: ${expression}`) },
    {
      name: 'of nothing in a list',
      input: odd({ show: [connections, null] }),
      problems: is(`queries.1.expr: ${expression}`),
    },
    { name: 'of text that was not tagged', input: odd({ show: 'up' }), problems: is(`queries.0.expr: ${expression}`) },
    {
      name: 'of a tree without an end',
      input: odd({ show: endless() }),
      problems: is(`queries.0.expr: ${expression}`),
    },
    {
      name: 'of more queries than Grafana has names for',
      input: odd({ show: Array.from({ length: 27 }, (_, i) => named(connections, `q${i}`)) }),
      problems: is('queries: a panel has at most 26 queries'),
    },
    {
      name: 'with a title of 10 000 characters',
      input: odd({}, long),
      problems: is('title: a title has at most 100 characters', long),
    },
    { name: 'without a title', input: odd({}, null), problems: is('title: a panel has a title', '(unnamed)') },
    { name: 'that is too wide', input: odd({ width: 25 }), problems: is('width: Too big: expected number to be <=24') },
    { name: 'upside down', input: odd({ min: 5, max: 1 }), problems: is('min is below max') },
    {
      name: 'with limits that are none',
      input: odd({ limits: [null] }),
      problems: is('limits.0: a limit is one of thresholds({ … })'),
    },
    {
      name: 'with limits that are numbers',
      input: odd({ limits: [{ data: { value: 5 } }] }),
      problems: is('limits.0: a limit is one of thresholds({ … })'),
    },
    {
      name: 'with marks that are none',
      input: odd({ marks: [null] }),
      problems: is('marks.0: a mark is a quantity, such as count(100)'),
    },
    {
      name: 'with marks that are no list',
      input: odd({ marks: 5 }),
      problems: is('marks: Invalid input: expected array, received number'),
    },
    {
      name: 'with a key of signs',
      input: odd({ key: 'a b' }),
      problems: is('key: a key has lower case, digits and dashes only'),
    },
    {
      name: 'whose legend fails',
      input: odd({
        show: query(connections, {
          legend: () => {
            throw new Error('no')
          },
        }),
      }),
      problems: is('legend: fails with Error: no'),
    },
    {
      name: 'whose legend is no text',
      input: odd({ show: query(connections, { legend: (() => 5) as never }) }),
      problems: is('legend: returns no text; say what the series are'),
    },
    {
      name: 'whose legend is blank',
      input: odd({ show: query(connections, { legend: () => ' ' }) }),
      problems: is('legend: returns no text; say what the series are'),
    },
    {
      name: 'whose legend is empty',
      input: odd({ show: query(connections, { legend: '' }) }),
      problems: is('queries.0.legend: a legend says what its series are'),
    },
    {
      name: 'whose legend asks for what labels have not',
      input: odd({ show: query(connections, { legend: (({ labels }: never) => String(labels)) as never }) }),
      problems: is('legend: fails with TypeError: Cannot convert object to primitive value'),
    },
  ])

  test('that is none', async () => {
    for (const nothing of [undefined, null, 5, {}, { data: null }]) {
      const problems = await problemsOf(loose({ rows: [row('A', [nothing as never])] }))
      expect(problems).toEqual([expect.stringMatching(/^panel\/schema \(unnamed\): \S/)])
    }
  })
})

test('a panel that was written by hand, with a query that is none', async () => {
  const { data } = chart(connections)
  const made = { data: { ...data, queries: [null] } } as never
  const problems = await problemsOf(loose({ rows: [row('A', [made])] }))
  expect(problems).toEqual([expect.stringMatching(/^panel\/schema Chart: queries\.0: \S/)])
})

function endless(): AnyExpr {
  const node: Record<string, unknown> = { type: 'UnaryExpr', op: '-' }
  node.expr = node
  return { node } as never
}

describe('rules that record themselves', () => {
  const recorded = (name: string, of: string) =>
    record(
      name,
      promql({ labels: [], unit: 'none' })`${{ node: { type: 'VectorSelector', name: of, matchers: [] } } as never}`,
      { help: 'For tests.' },
    )

  test.each([
    ['a rule of itself', [['a:b:c', 'a:b:c']]],
    [
      'two of each other',
      [
        ['a:b:c', 'd:e:f'],
        ['d:e:f', 'a:b:c'],
      ],
    ],
  ] as const)('%s are loaded, and shown or refused', async (_, pairs) => {
    const rules = pairs.map(([name, of]) => recorded(name, of))
    const { systems } = await loadAll({
      rules,
      dashboards: [board([chart(rules[0] as never)], { variables: ['pool'] })],
    })
    for (const system of systems) validateAll(grafana(system))
    const problems = await problemsOf({ rules, dashboards: [board([chart(rules[0] as never)])] })
    expect(problems.join('\n')).toMatch(/a:b:c/)
  })
})

describe('text that means something to Grafana', () => {
  const texts = [
    ['quotes', `"a" 'b' \`c\` \\`],
    ['lines', 'a\nb'],
    ['a variable', `$job \${job} [[job]] $1`],
    ['a label', '{{x}} {{ job }}'],
    ['HTML', '<script>alert(1)</script>'],
    ['an emoji', '🚢 plimsoll'],
    ['other scripts', '日本語 עברית'],
  ] as const

  test.each(texts)('is a title with %s', async (_, title) => {
    const main = await mainBoard([], {
      board: { title, description: title, rows: [row(title, [chart(connections, { description: title }, { title })])] },
    })
    const [heading, shown] = main.panels
    expect([main.title, heading?.title, shown?.title]).toEqual([title, title, title])
    expect(shown?.description?.startsWith(title)).toBe(true)
    expect(shown?.targets.map(({ expr }) => flat(expr))).toEqual([
      'open_connections{job=~"$job",instance=~"$instance",pool=~"$pool"}',
    ])
  })

  test('is no label in a legend where it is a title', async () => {
    const [shown] = panelsOf(await mainBoard([chart(sum(connections), {}, { title: 'sum of {{x}}' })]))
    expect(shown?.targets[0]?.legendFormat).toBe('sum of {{x}}')
  })
})
