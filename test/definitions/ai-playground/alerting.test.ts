/** Who is told of each of AI-Playground's alerts. */
import { beforeAll, describe, expect, test } from 'vitest'
import { aiPlayground } from '../../../definitions/ai-playground/index.ts'
import type { System } from '../../../generators/load/system.ts'
import { filesOf } from '../../support/alerting.ts'
import { loaded, toldOf } from '../../support/told.ts'

let system: System
beforeAll(async () => {
  system = await loaded(aiPlayground)
})

describe('who is told of', () => {
  test.each([
    ['NoCeleryWorkers', 'oncall'],
    ['BrokerConnectionLost', 'oncall'],
    ['TaskFailuresHigh', 'ml,oncall'],
    ['EndpointDown', 'oncall'],
    ['QueueLengthHigh', 'platform'],
    ['WorkerUtilizationHigh', 'platform'],
    ['MemoryUsageHigh', 'platform'],
    ['CeleryMetricsMissing', 'platform'],
    ['ExporterDown', 'platform'],
    ['TaskTimeoutsHigh', 'ml'],
    ['WorkerStarted', 'nobody'],
    ['TaskRetried', 'nobody'],
    ['QueueCleared', 'nobody'],
    ['Watchdog', 'nobody'],
  ])('%s: %s', (alert, who) => {
    expect(toldOf(system, alert)).toBe(who)
  })
})

test('no secret has to be made before alerts are told', () => {
  expect(filesOf(system)['alertmanager/alertmanager.yml']).not.toContain('/run/secrets')
})
