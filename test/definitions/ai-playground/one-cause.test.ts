/** One cause is one page: which critical alerts of AI-Playground fire together, on the real promtool. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { inFolder } from '../../support/folder.ts'
import { promtool } from '../../support/promtool.ts'
import { root } from '../../support/tsc.ts'

const files = ['recording', 'critical', 'warning', 'dependencies', 'monitoring']
const backend = 'job="backend",instance="backend:8000"'
const up = `up{${backend}}`
const probe = 'probe_success{job="celery-health",instance="http://backend:8000/api/v1/celery/health"}'
const workers = `celery_worker_pool_size{worker_name="w1",${backend}}`
const broker = `celery_broker_connected{${backend}}`
const queue = `celery_queue_length{queue_name="celery",${backend}}`

const well = { [up]: '1x60', [probe]: '1x60', [workers]: '2x60', [broker]: '1x60', [queue]: '0x60' }

test.each([
  { story: 'all is well', series: {}, pages: [] },
  {
    story: 'the API is down',
    series: {
      [up]: '1x10 0x50',
      [probe]: '1x10 0x50',
      [workers]: '2x10 stale',
      [broker]: '1x10 stale',
      [queue]: '0x10 stale',
    },
    pages: ['TargetDown'],
  },
  {
    story: 'the last worker is gone',
    series: { [probe]: '1x10 0x50', [workers]: '2x10 0x50', [queue]: '0+1x60' },
    pages: ['NoCeleryWorkers'],
  },
  {
    story: 'the broker is lost, so that no worker answers',
    series: { [probe]: '1x10 0x50', [workers]: '2x10 0x50', [broker]: '1x10 0x50', [queue]: '0x10 stale' },
    pages: ['BrokerConnectionLost'],
  },
  { story: 'the API runs, and finds itself ill', series: { [probe]: '1x10 0x50' }, pages: ['EndpointDown'] },
])('$story: $pages', async ({ series, pages }) => {
  const cases = {
    rule_files: files.map((name) => join(root, `out/ai-playground/prometheus/rules/${name}.yml`)),
    evaluation_interval: '1m',
    tests: [
      {
        interval: '1m',
        input_series: Object.entries({ ...well, ...series }).map(([name, values]) => ({ series: name, values })),
        promql_expr_test: [
          {
            // promtool has no Prometheus of its own that would know an Alertmanager
            expr: 'count by (alertname) (ALERTS{alertstate="firing",severity="critical",alertname!="AlertmanagerMissing"})',
            eval_time: '30m30s',
            exp_samples: pages.map((name) => ({ labels: `{alertname="${name}"}`, value: 1 })),
          },
        ],
      },
    ],
  }
  const { code, output } = await inFolder({ 'test.yml': stringify(cases) }, (cwd) =>
    promtool(['test', 'rules', 'test.yml'], { cwd }),
  )
  expect(code, output).toBe(0)
})
