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
  const informed = {
    webhook: [
      ...['OrchestratorDown', 'MonitoringServiceDown', 'MetricsNotUpdating', 'EndpointDown', 'EndpointSlow'],
      ...['HighErrorRate', 'StorageFull', 'PartUnhealthy'],
      ...['WorkerFailure', 'WorkersUnreachable'],
      ...['TargetDown', 'ExporterDown', 'PrometheusConfigReloadFailed', 'RuleEvaluationFailing', 'RuleEvaluationSlow'],
      ...['AlertmanagerMissing', 'AlertsNotSent', 'AlertmanagerConfigReloadFailed', 'NotificationsFailing'],
      'PrometheusStorageFull',
    ],
    nobody: [
      ...['SystemDegraded', 'CpuUsageHigh', 'MemoryUsageHigh', 'ScalingAdvised'],
      ...['PrometheusStorageFilling', 'Watchdog'],
    ],
  }
  test.each(Object.entries(informed).flatMap(([who, alerts]) => alerts.map((alert) => [alert, who])))(
    '%s: %s',
    (alert, who) => {
      expect(toldOf(system, alert)).toBe(who)
    },
  )

  test('every alert that there is', () => {
    const all = system.alerts.map(({ data }) => data.name)
    expect(Object.values(informed).flat().toSorted()).toEqual(all.toSorted())
  })
})

test('alerts that have no word while the monitoring service is down keep still', () => {
  const { inhibit_rules } = parse(filesOf(system)['alertmanager/alertmanager.yml'] ?? '') as {
    readonly inhibit_rules: readonly { readonly source_matchers: readonly string[] }[]
  }
  expect(inhibit_rules.flatMap(({ source_matchers }) => source_matchers)).toContain('alertname="MonitoringServiceDown"')
})

test('the webhook is the only way, and its URL is the one that has to be set', () => {
  const { receivers } = parse(filesOf(system)['alertmanager/alertmanager.yml'] ?? '') as Config
  expect(receivers).toEqual([
    { name: 'webhook', webhook_configs: [{ send_resolved: true, url: 'http://alert-webhook:8080/alerts' }] },
    { name: 'nobody' },
  ])
})
