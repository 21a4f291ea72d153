/** The monitoring of the monitoring, on the real promtool: each alert fires when it should, and no sooner. */
import { gibibytes, type Mixin, minutes } from 'plimsoll'
import { beforeAll, describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { alertmanagerServer } from '../../../definitions/exporters/alertmanager.ts'
import { prometheusServer } from '../../../definitions/exporters/prometheus.ts'
import { monitoringAlerts } from '../../../definitions/monitoring/alerts.ts'
import type { System } from '../../../generators/load/system.ts'
import { inhibitionsOf } from '../../../generators/outputs/alertmanager/inhibition.ts'
import { rules } from '../../../generators/outputs/rules/index.ts'
import { inFolder } from '../../support/folder.ts'
import { promtool } from '../../support/promtool.ts'
import { problemsOf, systemFrom } from '../../support/system.ts'

const { thresholds, rules: groups } = monitoringAlerts({ owner: 'platform' })
const mixins: readonly Mixin[] = [{ thresholds, rules: groups, targets: [prometheusServer(), alertmanagerServer()] }]

let system: System
beforeAll(async () => {
  system = await systemFrom({ mixins })
})

test('no check has anything to say of it', async () => {
  expect(await problemsOf({ mixins, storage: gibibytes(20) })).toEqual([])
})

test('the worse alert on the storage silences the other, and a Prometheus that is down silences what it says of itself', () => {
  const silenced = inhibitionsOf(system).map(({ source, targets }) => [...Object.values(source), ...targets])
  expect(silenced).toContainEqual(['PrometheusStorageFull', 'PrometheusStorageFilling'])
  expect(silenced).toContainEqual([
    'TargetDown',
    'alertmanager',
    'AlertmanagerConfigReloadFailed',
    'NotificationsFailing',
  ])
})

const p = { job: 'prometheus', instance: 'prometheus:9090' }
const am = { job: 'alertmanager', instance: 'alertmanager:9093' }
const series = (name: string, labels: object): string =>
  `${name}{${Object.entries(labels)
    .map(([label, value]) => `${label}="${value}"`)
    .join(',')}}`
const flat = (name: string, labels: object, value: number | string) => ({ [series(name, labels)]: `${value}x60` })

const group = { ...p, rule_group: 'a.yml;b' }
const to = { ...p, alertmanager: 'http://alertmanager:9093' }
const by = { ...am, integration: 'email' }
const storage = (blocks: number, limit: number, wal?: number) => ({
  ...flat('prometheus_tsdb_storage_blocks_bytes', p, blocks),
  ...flat('prometheus_tsdb_retention_limit_bytes', p, limit),
  ...(wal !== undefined && flat('prometheus_tsdb_wal_storage_size_bytes', p, wal)),
})
const sent = (errors: string) => ({
  [series('prometheus_notifications_sent_total', to)]: '0+100x60',
  [series('prometheus_notifications_errors_total', to)]: errors,
})
const notified = (failed: string) => ({
  [series('alertmanager_notifications_total', by)]: '0+100x60',
  [series('alertmanager_notifications_failed_total', { ...by, reason: 'serverError' })]: failed,
  [series('alertmanager_notifications_failed_total', { ...by, reason: 'clientError' })]: '0x60',
})
const took = (seconds: number) => ({
  ...flat('prometheus_rule_group_last_duration_seconds', group, seconds),
  ...flat('prometheus_rule_group_interval_seconds', group, 15),
})

interface Case {
  readonly story: string
  readonly alert: string
  readonly series: Readonly<Record<string, string>>
  /** The labels of its series with which it fires after 45 minutes; none where it is silent. */
  readonly fires: readonly object[]
}

const cases: readonly Case[] = [
  { story: 'always', alert: 'Watchdog', series: flat('up', p, 1), fires: [{}] },
  {
    story: 'one target of two',
    alert: 'TargetDown',
    series: { ...flat('up', p, 1), ...flat('up', am, 0) },
    fires: [am],
  },
  { story: 'a short absence', alert: 'TargetDown', series: { [series('up', p)]: '1x41 0x2 1x60' }, fires: [] },
  {
    story: 'the configuration of Prometheus',
    alert: 'PrometheusConfigReloadFailed',
    series: flat('prometheus_config_last_reload_successful', p, 0),
    fires: [p],
  },
  {
    story: 'a configuration that was loaded',
    alert: 'PrometheusConfigReloadFailed',
    series: flat('prometheus_config_last_reload_successful', p, 1),
    fires: [],
  },
  {
    story: 'the configuration of Alertmanager',
    alert: 'AlertmanagerConfigReloadFailed',
    series: flat('alertmanager_config_last_reload_successful', am, 0),
    fires: [am],
  },
  {
    story: 'a rule that fails each time',
    alert: 'RuleEvaluationFailing',
    series: { [series('prometheus_rule_evaluation_failures_total', group)]: '0+1x60' },
    fires: [group],
  },
  {
    story: 'a rule that failed once, long ago',
    alert: 'RuleEvaluationFailing',
    series: { [series('prometheus_rule_evaluation_failures_total', group)]: '0x10 1x60' },
    fires: [],
  },
  { story: 'a round that is too long', alert: 'RuleEvaluationSlow', series: took(20), fires: [group] },
  { story: 'a round that is long enough', alert: 'RuleEvaluationSlow', series: took(15), fires: [] },
  {
    story: 'nobody to send to',
    alert: 'AlertmanagerMissing',
    series: flat('prometheus_notifications_alertmanagers_discovered', p, 0),
    fires: [p],
  },
  {
    story: 'somebody to send to',
    alert: 'AlertmanagerMissing',
    series: flat('prometheus_notifications_alertmanagers_discovered', p, 1),
    fires: [],
  },
  { story: 'two in a hundred lost', alert: 'AlertsNotSent', series: sent('0+2x60'), fires: [to] },
  { story: 'none lost', alert: 'AlertsNotSent', series: sent('0x60'), fires: [] },
  { story: 'a receiver that refuses', alert: 'NotificationsFailing', series: notified('0+50x60'), fires: [by] },
  { story: 'a receiver that takes all', alert: 'NotificationsFailing', series: notified('0x60'), fires: [] },
  { story: 'blocks and WAL together', alert: 'PrometheusStorageFilling', series: storage(75, 100, 10), fires: [p] },
  {
    story: 'blocks alone, of a release without the size of the WAL',
    alert: 'PrometheusStorageFilling',
    series: storage(85, 100),
    fires: [p],
  },
  { story: 'room enough', alert: 'PrometheusStorageFilling', series: storage(70, 100, 9), fires: [] },
  { story: 'no limit by size', alert: 'PrometheusStorageFilling', series: storage(70, 0, 9), fires: [] },
  { story: 'nearly full', alert: 'PrometheusStorageFull', series: storage(90, 100, 6), fires: [p] },
  { story: 'not yet full', alert: 'PrometheusStorageFull', series: storage(84, 100, 6), fires: [] },
]

describe('each alert', () => {
  test('has a case in which it fires', () => {
    const firing = new Set(cases.filter(({ fires }) => fires.length > 0).map(({ alert }) => alert))
    expect([...firing].sort()).toEqual(system.alerts.map(({ data }) => data.name).sort())
  })

  test('fires, or not', async () => {
    const [file] = rules(system)
    if (!file) throw new Error('no rules')
    const tests = cases.map(({ story, alert, series: input, fires }) => {
      const own = system.alerts.find(({ data }) => data.name === alert)?.labels
      return {
        name: story,
        interval: '1m',
        input_series: Object.entries(input).map(([key, values]) => ({ series: key, values })),
        promql_expr_test: [
          {
            expr: `count by (${Object.keys({ ...own, ...fires[0] }).join(', ')}) (ALERTS{alertname="${alert}",alertstate="firing"})`,
            eval_time: '45m',
            exp_samples: fires.map((labels) => ({ labels: series('', { ...own, ...labels }), value: 1 })),
          },
        ],
      }
    })
    const text = stringify({ rule_files: ['rules.yml'], evaluation_interval: '1m', tests })
    await inFolder({ 'rules.yml': file.text, 'test.yml': text }, async (cwd) => {
      const { code, output } = await promtool(['test', 'rules', 'test.yml'], { cwd })
      expect(code, output).toBe(0)
    })
  })
})

test('every pending time is shorter than the test, so that silence means something', () => {
  for (const { data } of system.alerts) expect(data.for ?? 0).toBeLessThanOrEqual(minutes(15).node.val * 1000)
})
