/** Who is told of each of TensorFleet's alerts: the webhook of its document, or nobody. */
import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { tensorfleet } from '../../../definitions/tensorfleet/index.ts'
import type { System } from '../../../generators/load/system.ts'
import { type Config, filesOf } from '../../support/alerting.ts'
import { loaded, toldOf } from '../../support/told.ts'

let system: System
beforeAll(async () => {
  system = await loaded(tensorfleet)
})

describe('who is told of', () => {
  test.each([
    ['HighErrorRate', 'webhook'],
    ['WorkerFailure', 'webhook'],
    ['StorageFull', 'webhook'],
    ['OrchestratorDown', 'webhook'],
    ['MetricsNotUpdating', 'webhook'],
    ['TargetDown', 'webhook'],
    ['ExporterDown', 'webhook'],
    ['CpuUsageHigh', 'nobody'],
    ['ScalingAdvised', 'nobody'],
    ['SystemDegraded', 'nobody'],
    ['Watchdog', 'nobody'],
  ])('%s: %s', (alert, who) => {
    expect(toldOf(system, alert)).toBe(who)
  })
})

test('the webhook is the only way, and its URL is the one that has to be set', () => {
  const { receivers } = parse(filesOf(system)['alertmanager/alertmanager.yml'] ?? '') as Config
  expect(receivers).toEqual([
    { name: 'webhook', webhook_configs: [{ send_resolved: true, url: 'http://alert-webhook:8080/alerts' }] },
    { name: 'nobody' },
  ])
})
