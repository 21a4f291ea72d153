/** Who is told of each of the chatbot's alerts: PagerDuty, Slack or mail, and nobody by the value of a secret. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { shiaChatbot } from '../../../definitions/shia-chatbot/index.ts'
import type { System } from '../../../generators/load/system.ts'
import { type Config, filesOf } from '../../support/alerting.ts'
import { loaded, toldOf } from '../../support/told.ts'
import { root } from '../../support/tsc.ts'

let system: System
beforeAll(async () => {
  system = await loaded(shiaChatbot)
})

describe('who is told of', () => {
  test.each([
    ['NoActiveWorkers', 'prod', 'oncall'],
    ['NoActiveWorkers', 'dev', 'devops'],
    ['HighErrorRate', 'prod', 'oncall'],
    ['HighErrorRate', 'stage', 'devops'],
    ['HighTaskFailureRate', 'prod', 'devops'],
    ['QueueBacklog', 'prod', 'devops'],
    ['HighResponseTime', 'prod', 'devops'],
    ['HighLLMCost', 'prod', 'finance'],
    ['LowCacheHitRate', 'prod', 'nobody'],
  ])('%s in %s: %s', (alert, environment, who) => {
    expect(toldOf(system, alert, { environment })).toBe(who)
  })

  test.each([
    ['ApplicationDown', 'oncall'],
    ['ReplicaDown', 'devops'],
    ['TargetDown', 'oncall'],
    ['EndpointDown', 'oncall'],
    ['ExporterDown', 'devops'],
    ['MetricsMissing', 'devops'],
    ['Watchdog', 'nobody'],
  ])('%s: %s', (alert, who) => {
    expect(toldOf(system, alert)).toBe(who)
  })
})

test('the three ways of the document have their secrets by file', () => {
  const { receivers } = parse(filesOf(system)['alertmanager/alertmanager.yml'] ?? '') as Config
  const of = (name: string) => receivers.find((one) => one.name === name)
  expect(of('oncall')).toMatchObject({
    pagerduty_configs: [{ routing_key_file: '/run/secrets/pagerduty-routing-key' }],
    slack_configs: [{ api_url_file: '/run/secrets/slack-url' }],
  })
  expect(of('devops')).toMatchObject({ slack_configs: [{ api_url_file: '/run/secrets/slack-url' }] })
  expect(of('finance')).toMatchObject({ email_configs: [{ auth_password_file: '/run/secrets/smtp-password' }] })
})

test('what costs money is on the channel too, and not only in a mailbox', () => {
  const { receivers } = parse(filesOf(system)['alertmanager/alertmanager.yml'] ?? '') as Config
  const [finance, devops] = ['finance', 'devops'].map((name) => receivers.find((one) => one.name === name))
  expect(finance?.slack_configs).toEqual(devops?.slack_configs)
})

test('that replicas are down is reported by their own two alerts, of which one pages', () => {
  const rules = readFileSync(join(root, 'out/shia-chatbot/prometheus/rules/monitoring.yml'), 'utf8')
  expect(rules).toMatch(/alert: TargetDown\n +expr: up\{job!~"[^"]*fastapi-queue-system[^"]*"\} == 0/)
  expect(rules).not.toMatch(/alert: ExporterDown\n +expr: .*fastapi/)
})
