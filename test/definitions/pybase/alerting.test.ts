/** Who is told of each of PyBase's alerts, and what keeps still. */
import { beforeAll, describe, expect, test } from 'vitest'
import { always } from '../../../definitions/index.ts'
import { pybase } from '../../../definitions/pybase/index.ts'
import { sampleLabels } from '../../../generators/facts/alert-labels.ts'
import { routesOf, treeOf } from '../../../generators/facts/routing.ts'
import { load } from '../../../generators/load/load.ts'
import type { System } from '../../../generators/load/system.ts'
import { filesOf } from '../../support/alerting.ts'
import { root } from '../../support/system.ts'

let system: System
beforeAll(async () => {
  const { systems, problems } = await load({ systems: [pybase], always, root })
  expect(problems).toEqual([])
  system = systems[0] as System
})

function toldOf(name: string): string {
  const alert = system.alerts.find(({ data }) => data.name === name)
  const { alerting } = system.data
  if (!alert || !alerting) throw new Error(`there is no ${name}, or nobody is told`)
  return routesOf(treeOf(alerting), sampleLabels(system, alert))
    .map(({ receiver }) => receiver.data.name)
    .join()
}

describe('who is told of', () => {
  test.each([
    ['ApiErrorsHigh', 'oncall'],
    ['DatabaseErrorsHigh', 'oncall'],
    ['DiskSpaceLow', 'oncall'],
    ['TargetDown', 'oncall'],
    ['ApiLatencyHigh', 'backend'],
    ['ExtractionFailuresHigh', 'extraction'],
    ['RedisMemoryHigh', 'platform'],
    ['RuleEvaluationSlow', 'platform'],
    ['Watchdog', 'nobody'],
  ])('%s: %s', (alert, who) => {
    expect(toldOf(alert)).toBe(who)
  })
})

test('no secret has to be made before it starts', () => {
  expect(filesOf(system)['alertmanager/alertmanager.yml']).not.toContain('/run/secrets')
})
