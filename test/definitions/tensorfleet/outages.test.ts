/** One cause is told once: which alerts fire of all there are, and what is recorded of the health of each part. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { inFolder } from '../../support/folder.ts'
import { promtool } from '../../support/promtool.ts'
import { root } from '../../support/tsc.ts'
import { answers, but, parts, type Series, said, told, up, well, without } from './series.ts'

interface Expected {
  readonly expr: string
  readonly at: string
  readonly samples: Readonly<Record<string, number>>
}

const rules = join(root, 'out/tensorfleet/prometheus/rules')

/** All rules of the system together; those of the alert that always fires are left out. */
async function evaluated(series: Series, expected: readonly Expected[]): Promise<void> {
  const file = {
    rule_files: readdirSync(rules).map((name) => join(rules, name)),
    evaluation_interval: '1m',
    tests: [
      {
        interval: '1m',
        input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
        promql_expr_test: expected.map(({ expr, at, samples }) => ({
          expr,
          eval_time: at,
          exp_samples: Object.entries(samples).map(([labels, value]) => ({ labels, value })),
        })),
      },
    ],
  }
  const { code, output } = await inFolder({ 'test.yml': stringify(file) }, (cwd) =>
    promtool(['test', 'rules', 'test.yml'], { cwd }),
  )
  expect(code, output).toBe(0)
}

const heard = 'count by (alertname) (ALERTS{alertstate="firing",severity=~"critical|warning"})'
const firing = (at: string, ...alerts: readonly string[]): Expected => ({
  expr: heard,
  at,
  samples: Object.fromEntries(alerts.map((name) => [`{alertname="${name}"}`, 1])),
})

/** What the monitoring service exposes is gone with it, and so are the answers of its endpoints. */
const monitoringDown = but({
  tensorfleet_: 'stale',
  [up.monitoring]: '0',
  [answers.health]: '0',
  [answers.dependencies]: '0',
})

/** It is down, the monitoring service says so, and goes on with workers that it invents. */
const orchestratorDown = but({
  [up.orchestrator]: '0',
  [answers.orchestrator]: '0',
  [answers.dependencies]: '0',
  [said('orchestrator')]: '0',
  [told('tensorfleet_system_health_status')]: '0',
})

describe('one cause, one alert:', () => {
  test.each<[string, Series, string | undefined]>([
    ['all is well', well, undefined],
    ['the monitoring service is down', monitoringDown, 'MonitoringServiceDown'],
    ['the orchestrator is down', orchestratorDown, 'OrchestratorDown'],
    ['the orchestrator answers and is not healthy', but({ [said('orchestrator')]: '0' }), 'OrchestratorDown'],
    ['the API gateway is down', but({ [up.gateway]: '0', [said('api_gateway')]: '0' }), 'TargetDown'],
    [
      'the API gateway answers and is not healthy',
      but({ [said('api_gateway')]: '0', [answers.dependencies]: '0' }),
      'PartUnhealthy',
    ],
    [
      'all workers are gone',
      but({ [up.workers]: '0', tensorfleet_active_workers: '0', [said('workers')]: '0' }),
      'WorkerFailure',
    ],
    ['no worker answers, and four are said to be active', but({ [up.workers]: '0' }), 'WorkersUnreachable'],
    ['the workers answer and are not healthy', but({ [said('workers')]: '0' }), 'PartUnhealthy'],
    [
      'the storage is not healthy, nor is /health for it',
      but({ [said('storage')]: '0', [answers.health]: '0', [answers.dependencies]: '0' }),
      'PartUnhealthy',
    ],
    ['/health is not healthy by itself', but({ [answers.health]: '0' }), 'EndpointDown'],
    [
      'the monitoring service collects nothing any more',
      { ...well, [told('tensorfleet_last_update_timestamp_seconds')]: '0+60x9 600+0x50' },
      'MetricsNotUpdating',
    ],
  ])('%s', (_, series, alert) => evaluated(series, [firing('40m30s', ...(alert === undefined ? [] : [alert]))]))

  test('the monitoring service is told of a minute after it is gone, and nothing else at any time', () =>
    evaluated(
      monitoringDown,
      ['12m30s', '14m30s', '16m30s', '21m30s', '50m30s'].map((at) => firing(at, 'MonitoringServiceDown')),
    ))

  test('the orchestrator is told of after two minutes, and nothing else at any time', () =>
    evaluated(orchestratorDown, [
      firing('11m30s'),
      ...['13m30s', '16m30s', '21m30s', '50m30s'].map((at) => firing(at, 'OrchestratorDown')),
    ]))
})

describe('health:', () => {
  const whole = (value: 0 | 1): Expected => ({
    expr: 'tensorfleet:health_status:min',
    at: '40m30s',
    samples: { 'tensorfleet:health_status:min': value },
  })
  const ofParts = (values: Readonly<Record<string, 0 | 1>>): Expected => ({
    expr: 'service:health_status:min',
    at: '40m30s',
    samples: Object.fromEntries(
      Object.entries(values).map(([service, value]) => [`service:health_status:min{service="${service}"}`, value]),
    ),
  })
  const healthy = Object.fromEntries(parts.map((service) => [service, 1 as const]))
  const { storage, ...seen } = healthy

  test.each<[string, Series, Readonly<Record<string, 0 | 1>>, 0 | 1]>([
    ['all is well', well, healthy, 1],
    ['the orchestrator is down', orchestratorDown, { ...healthy, orchestrator: 0 }, 0],
    ['it does not answer its probe', but({ [answers.orchestrator]: '0' }), { ...healthy, orchestrator: 0 }, 0],
    ['one worker is left', but({ tensorfleet_active_workers: '1' }), { ...healthy, workers: 0 }, 0],
    ['no worker answers', but({ [up.workers]: '0' }), { ...healthy, workers: 0 }, 0],
    ['nobody says how many workers there are', without('tensorfleet_active_workers'), { ...healthy, workers: 0 }, 0],
    ['the storage is said to be ill', but({ [said('storage')]: '0' }), { ...healthy, storage: 0 }, 0],
    ['nobody says anything of parts, and the storage is unknown', without('tensorfleet_service_health'), seen, 1],
    ['only the monitoring service says so', but({ tensorfleet_system_health_status: '0' }), healthy, 0],
    ['only its list of dependencies says so', but({ [answers.dependencies]: '0' }), healthy, 0],
    ['it is down, and the storage unknown', monitoringDown, seen, 0],
  ])('%s', (_, series, expected, overall) => evaluated(series, [ofParts(expected), whole(overall)]))
})
