/** Who is told of each of Robo-RLHF's alerts, by which ways, and what keeps still. */
import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { roboRlhf } from '../../../definitions/robo-rlhf/index.ts'
import type { System } from '../../../generators/load/system.ts'
import { inhibitionsOf } from '../../../generators/outputs/alertmanager/inhibition.ts'
import { filesOf } from '../../support/alerting.ts'
import { loaded, toldOf } from '../../support/told.ts'

let system: System
beforeAll(async () => {
  system = await loaded(roboRlhf)
})

describe('who is told of', () => {
  test.each([
    ['ApplicationDown', 'oncall'],
    ['EndpointDown', 'oncall'],
    ['HealthFailing', 'oncall'],
    ['MongodbDown', 'oncall'],
    ['RedisDown', 'oncall'],
    ['DiskSpaceLow', 'oncall'],
    ['TargetDown', 'oncall'],
    ['HighErrorRate', 'team'],
    ['TrainingStalled', 'team'],
    ['TrainingInterrupted', 'team'],
    ['GpuMetricsMissing', 'team'],
    ['RemoteWriteBehind', 'team'],
    ['RemoteWriteRefused', 'team'],
    ['ExporterDown', 'team'],
    ['PrometheusStorageFilling', 'nobody'],
    ['Watchdog', 'nobody'],
  ])('%s: %s', (alert, who) => {
    expect(toldOf(system, alert)).toBe(who)
  })
})

test('the ways are those of the document, and each secret of them is a file', () => {
  const { receivers } = parse(filesOf(system)['alertmanager/alertmanager.yml'] ?? '') as {
    readonly receivers: readonly { readonly name: string }[]
  }
  expect(receivers.map((one) => [one.name, Object.keys(one).slice(1)])).toEqual([
    ['team', ['email_configs', 'slack_configs']],
    ['nobody', []],
    ['oncall', ['email_configs', 'slack_configs', 'webhook_configs']],
  ])
})

test('what the application exposes keeps still while it is down', () => {
  expect(inhibitionsOf(system)).toContainEqual(
    expect.objectContaining({
      source: { alertname: 'ApplicationDown', job: 'robo-rlhf-app' },
      targets: ['HighErrorRate'],
    }),
  )
})
