/** Names that every object has in JavaScript are labels like any other, and are not there by themselves. */
import { gauge, minutes, open, rate, sum } from 'plimsoll'
import { expect, test } from 'vitest'
import { infer } from '../../../schemas/promql/infer.ts'

const plain = gauge('plain', { help: 'Plain.' })
const named = gauge('named', { help: 'Named.', labels: { constructor: open({ atMost: 2 }) } })

test.each(['constructor', 'toString', 'hasOwnProperty', '__proto__'])('by names the label %s', (label) => {
  const problems: string[] = []
  infer(sum(plain, { by: [label as never] }).node, (message) => problems.push(message))
  expect(problems).toEqual([`by names the label ${label}, but there is only instance, job`])
})

test('a label of that name is kept, and its going is told', () => {
  const kept = sum(named, { by: ['constructor'] })
  expect(Object.keys(infer(kept.node).labels)).toEqual(['constructor'])
  const problems: string[] = []
  infer(sum(sum(named), { by: ['constructor' as never] }).node, (message) => problems.push(message))
  expect(problems).toEqual(['by names the label constructor, which sum has removed'])
})

test('what is no counter is told by the function that wants one', () => {
  const problems: string[] = []
  infer(rate(plain as never, minutes(5)).node, (message) => problems.push(message))
  expect(problems).toEqual(['rate() needs a counter, not a gauge; use delta() or deriv() for a gauge'])
})
