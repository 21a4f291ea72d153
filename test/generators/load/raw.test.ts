/** PromQL as text: parsed, looked up, and compared with what it promises. */
import { gt, percent, promql, record, seconds, sum } from 'plimsoll'
import { describe, expect, test } from 'vitest'
import { printLine } from '../../../schemas/promql/print.ts'
import { alarm, type Case, connections, loadAll, systemFrom, table } from '../../support/system.ts'

const row = (name: string, when: Parameters<typeof alarm>[0], ...problems: string[]): Case => ({
  name,
  input: { rules: [alarm(when)] },
  problems,
})
const condition = true

describe('text that keeps its promise is as good as an expression', () => {
  table([
    row(
      'a condition',
      promql({
        labels: ['pool'],
        unit: 'count',
        condition,
      })`count by (pool) (open_connections) > count by (pool) (open_connections offset 1h)`,
    ),
    row('a part of an expression', gt(promql({ labels: [], unit: 'ratio' })`avg(up)`, percent(50))),
    row('with an expression inside', gt(promql({ labels: [], unit: 'count' })`ceil(${sum(connections)})`, 0)),
    row(
      'with text inside',
      promql({ labels: ['instance', 'job'], unit: 'boolean', condition })`up{job="${'app'}"} == 0`,
    ),
    row(
      'with a number that has no unit to lack',
      promql({ labels: ['instance', 'job'], unit: 'boolean', condition })`up == 1`,
    ),
  ])
})

describe('text that breaks its promise is found', () => {
  const says = (text: string) => `expr/text Trouble: promql\`…\` promises ${text}`
  table([
    row(
      'other labels',
      promql({ labels: ['job'], unit: 'boolean', condition })`up == 0`,
      says('the labels [job], but gives [instance, job]; correct the promise'),
    ),
    row(
      'another unit',
      gt(promql({ labels: [], unit: 'seconds' })`sum(open_connections)`, seconds(1)),
      says('the unit seconds, but gives count; correct the promise'),
      'expr/type Trouble: count > seconds makes no sense; convert one side, or correct the unit in its definition',
    ),
    row(
      'no condition',
      promql({ labels: ['instance', 'job'], unit: 'boolean', condition })`up`,
      says('a condition, but has no comparison that filters'),
      'alert/condition Trouble: an alert needs a condition, or it always fires; compare with breaches(), ' +
        'gt(), lt() …, or use absent()',
    ),
  ])
})

describe('text that is no PromQL is found', () => {
  const broken = async (text: string) => {
    const when = promql({ labels: [], unit: 'none', condition })`${text}`
    const { problems } = await loadAll({ rules: [alarm(when)] })
    return problems
  }

  test('with a caret under the place', async () => {
    expect(await broken('sum(up) by ())')).toMatchObject([
      { id: 'expr/text', system: 'demo', name: 'Trouble', excerpt: 'sum(up) by ())\n             ^' },
    ])
  })

  test.each(['', 'up[5m]', 'rate(up)', 'no_such_function(up)', '{{ $value }}'])('%j', async (text) => {
    const problems = await broken(text)
    expect(problems.map(({ id }) => id)).toContain('expr/text')
  })
})

test('names in text get what they stand for, so that they are checked like the rest', async () => {
  const text = promql({ labels: ['pool'], unit: 'count' })`sum by (pool) (open_connections{pool="write"})`
  const { recordings } = await systemFrom({ rules: [record('pool:open_connections:sum', text, { help: 'By pool.' })] })
  const [recorded] = recordings
  expect(recorded && printLine(recorded.expr)).toBe('sum by (pool) (open_connections{pool="write"})')
  expect(recorded?.shape).toMatchObject({ unit: 'count', kind: 'vector' })
})

describe('text is checked like the rest', () => {
  table([
    row(
      'a label that is not there',
      promql({ labels: ['colour'], unit: 'count', condition })`count by (colour) (up) > count by (colour) (up)`,
      'expr/text Trouble: promql`…` promises the labels [colour], but gives []; correct the promise',
      'expr/type Trouble: by names the label colour, but there is only instance, job',
      'expr/type Trouble: by names the label colour, but there is only instance, job',
    ),
    row(
      'a name that nothing exposes',
      promql({ labels: [], unit: 'count', condition })`count(nothing_here) > 0`,
      'expr/series Trouble: nothing in demo exposes or records nothing_here; add its metric to what a ' +
        'target exposes, or its rule to a group',
    ),
  ])
})
