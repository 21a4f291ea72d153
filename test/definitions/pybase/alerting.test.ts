/** Who is told of each of PyBase's alerts, and what keeps still. */
import { beforeAll, describe, expect, test } from 'vitest'
import { pybase } from '../../../definitions/pybase/index.ts'
import type { System } from '../../../generators/load/system.ts'
import { filesOf } from '../../support/alerting.ts'
import { loaded, toldOf } from '../../support/told.ts'

let system: System
beforeAll(async () => {
  system = await loaded(pybase)
})

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
    expect(toldOf(system, alert)).toBe(who)
  })
})

test('no secret has to be made before it starts', () => {
  expect(filesOf(system)['alertmanager/alertmanager.yml']).not.toContain('/run/secrets')
})
