/** Scenarios that a definition gives: those that prove an alert, and what is said of those that do not. */
import { level, minutes, type Scenario } from 'plimsoll'
import { expect, test } from 'vitest'
import { alertUnproven } from '../../../generators/checks/alert-proof.ts'
import { promql, queue, systemOf, verdict } from '../../support/proving.ts'
import { alarm } from '../../support/system.ts'

/** It grows for five minutes by more than fifty: no steady level shows that. */
const grows = 'delta(queue_length[10m]) > 50'
const at = (value: number | 'absent') => level(queue, { zone: 'a' }, value)
const step = (lasts: number, value: number | 'absent') => ({ lasts: minutes(lasts), levels: [at(value)] })
const good: Scenario = {
  healthy: [at(0)],
  within: [step(15, 40), step(15, 0)],
  beyond: [step(9, 100)],
}

const systemWith = (scenario: Scenario, more: object = {}) =>
  systemOf([alarm(promql(grows), { description: () => 'It grows.', scenario, ...more })])

test.each([
  ['steps', good, {}],
  ['steps that begin between two samples', { ...good, beyond: [{ ...step(9, 100), lasts: minutes(9.1) }] }, {}],
  ['a series that is there in a step only', { ...good, within: [step(15, 'absent')] }, {}],
  ['what goes on firing for a while', good, { keepFiringFor: minutes(10) }],
])('%s prove an alert, and Prometheus agrees', async (_, scenario, more) => {
  const system = await systemWith(scenario, more)
  expect(alertUnproven.run(system)).toEqual([])
  expect(await verdict([system])).toBe('')
})

const unknown = { ...at(1), series: 'queue_lenght' }
const recorded = { ...at(1), series: 'zone:jobs:rate5m', labels: {} }

test.each<[string, Scenario, string]>([
  ['what does not fire', { ...good, beyond: [step(9, 40)] }, 'it does not fire beyond its threshold'],
  [
    'what is over too soon',
    { ...good, beyond: [step(3, 100)] },
    'it is pending beyond its threshold, but not for long enough to fire',
  ],
  ['what fires within', { ...good, within: [step(9, 100)] }, 'it is not silent when it is within'],
  [
    'a name that is none',
    { ...good, healthy: [unknown] },
    'the scenario names queue_lenght, which no target of demo exposes',
  ],
  [
    'what is recorded',
    { ...good, healthy: [recorded] },
    'the scenario names zone:jobs:rate5m, which no target of demo exposes',
  ],
  [
    'a label that is none',
    { ...good, healthy: [{ ...at(1), labels: { zoen: 'a' } }] },
    'the scenario gives queue_length the label zoen, which it does not have',
  ],
  [
    'a value that the label cannot have',
    { ...good, healthy: [{ ...at(1), labels: { zone: 'c' } }] },
    'the scenario gives queue_length the zone c, which is none of a, b',
  ],
])('%s is told', async (_, scenario, reason) => {
  expect(alertUnproven.run(await systemWith(scenario)).map(({ message }) => message)).toEqual([
    `is not proven to fire: ${reason}; correct its expression, or give it a scenario`,
  ])
})
