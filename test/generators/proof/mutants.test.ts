/** The small mistakes that an expression could have in it. */
import { expect, test } from 'vitest'
import { mutantsOf } from '../../../generators/proof/mutants.ts'
import { printLine } from '../../../schemas/promql/print.ts'
import { treeOf } from '../../support/proving.ts'

test.each([
  ['limits', 'up > 5', ['up > 6', 'up > 4', 'up < 5']],
  ['a limit below zero', 'up < -10', ['up < -12', 'up < -8', 'up > -10']],
  ['no limit of zero', 'up == 0', ['up != 0']],
  ['each comparison', 'a >= b', ['a <= b']],
  ['matchers, one at a time', 'up{a="1",b!="2"}', ['up{b!="2"}', 'up{a="1"}']],
  [
    'matchers of several selectors, alone and together',
    'x{a="1"} / y{a="1"}',
    ['x / y{a="1"}', 'x{a="1"} / y', 'x / y'],
  ],
  ['labels of by', 'sum by (a, b) (x)', ['sum by (b) (x)', 'sum by (a) (x)']],
  ['no labels of without', 'sum without (a) (x)', []],
  ['what is below', 'sum(x > 2) or y', ['sum(x > 2.4) or y', 'sum(x > 1.6) or y', 'sum(x < 2) or y']],
  ['nothing of a plain series', 'up', []],
])('%s: %s', (_, text, expected) => {
  expect(mutantsOf(treeOf(text)).map(({ node }) => printLine(node))).toEqual(expected)
})

test('each says what was changed', () => {
  expect(mutantsOf(treeOf('sum by (a) (x{b="1"}) > 5')).map(({ mistake, what }) => `${mistake}: ${what}`)).toEqual([
    'limit: > 6 in place of 5',
    'limit: > 4 in place of 5',
    'comparison: < in place of sum by (a) (x{b="1"}) > 5',
    'label: sum by (a) without a',
    'matcher: x{b="1"} without b',
  ])
})
