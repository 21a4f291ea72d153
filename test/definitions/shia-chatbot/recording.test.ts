/** The six queries of the chatbot's guide over three replicas, and what the document's formulas leave out, on the real promtool. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { inFolder } from '../../support/folder.ts'
import { promtool } from '../../support/promtool.ts'
import { root } from '../../support/tsc.ts'

type Series = Readonly<Record<string, string>>

/** The same of each replica, or what each of them has. */
const onEach = (name: string, labels: string, ...values: readonly string[]): Series =>
  Object.fromEntries(
    [1, 2, 3].map((n) => [
      `${name}{${labels},job="fastapi-queue-system",instance="shia-chatbot-app-${n}:8000"}`,
      values[n - 1] ?? values[0] ?? '',
    ]),
  )

/** An expression, and what it gives: labels and a value, as often as there are series. */
type Asked = readonly [expr: string, ...gives: readonly [labels: string, value: number][]]

/** Hundredths are right; what a rate gives has other last digits. */
async function gives(series: Series, at: string, asked: readonly Asked[]): Promise<void> {
  const cases = {
    rule_files: [join(root, 'out/shia-chatbot/prometheus/rules/recording.yml')],
    evaluation_interval: '1m',
    tests: [
      {
        interval: '1m',
        input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
        promql_expr_test: asked.map(([expr, ...samples]) => ({
          expr: `round(${expr}, 0.01)`,
          eval_time: at,
          exp_samples: samples.map(([labels, value]) => ({ labels, value })),
        })),
      },
    ],
  }
  const { code, output } = await inFolder({ 'test.yml': stringify(cases) }, (cwd) =>
    promtool(['test', 'rules', 'test.yml'], { cwd }),
  )
  expect(code, output).toBe(0)
}

/** In production, forty users in the first half of the day and twenty in the second; no developer all day. */
const day: Series = {
  ...onEach('llm_cost_usd_total', 'provider="openai",model="large",environment="prod"', '0+0.01x1500'),
  ...onEach('llm_cost_usd_total', 'provider="openai",model="small",environment="prod"', '0+0.005x1500'),
  ...onEach('llm_cost_usd_total', 'provider="openai",model="large",environment="dev"', '0+0.01x1500'),
  ...onEach('llm_cache_hits_total', 'provider="openai",model="large",environment="prod"', '0+1x1500'),
  ...onEach('users_active', 'plan="free",environment="prod"', '30x750 10x750'),
  ...onEach('users_active', 'plan="premium",environment="prod"', '10x1500'),
  ...onEach('users_active', 'plan="free",environment="dev"', '0x1500'),
}
const prod = '{environment="prod"}'

test('the guide’s five queries about cost, over a day and three replicas', async () => {
  await gives(day, '24h30m', [
    // daily cost
    [`environment:llm_cost_usd:increase1d${prod}`, [prod, 64.8]],
    // the most expensive models
    [
      `model_environment:llm_cost_usd:increase1d${prod}`,
      ['{environment="prod",model="large"}', 43.2],
      ['{environment="prod",model="small"}', 21.6],
    ],
    [`topk(1, model_environment:llm_cost_usd:increase1d${prod})`, ['{environment="prod",model="large"}', 43.2]],
    // cost per user: the twenty of now, whom each replica reports; and nothing where there is none
    ['environment:llm_cost_usd_per_users_active:increase1d', [prod, 3.24]],
    // cost per active user: the thirty of the day, and not an average plan
    ['environment:llm_cost_usd_per_users_active:increase1d_avg1d', [prod, 2.16]],
    // cache savings: three hits a minute, a cent each
    ['environment:llm_cache_hits:saved_increase1d', [prod, 43.2]],
  ])
}, 60_000)

test('the guide’s average duration by priority: twenty tasks of three hundred seconds, however they are spread', async () => {
  const took = 'task_name="answer",queue="high",environment="prod"'
  await gives(
    {
      ...onEach('celery_task_duration_seconds_count', took, '0+9x30', '0+1x30', '0+10x30'),
      ...onEach('celery_task_duration_seconds_sum', took, '0+90x30', '0+100x30', '0+110x30'),
    },
    '20m',
    [['queue_environment:celery_task_duration_seconds:mean_rate5m', ['{environment="prod",queue="high"}', 15]]],
  )
})

test('where nothing has ever failed, the ratio is 0, and the document’s formula has none', async () => {
  await gives(
    onEach('http_requests_total', 'method="GET",endpoint="/a",status_code="200",environment="prod"', '0+60x30'),
    '20m',
    [
      ['environment:http_requests:error_ratio_rate5m', [prod, 0]],
      ['sum(rate(http_requests_total{status_code=~"5.."}[5m])) / sum(rate(http_requests_total[5m]))'],
    ],
  )
})

test('two workers that three replicas report are two, and where none is reported it is 0', async () => {
  await gives(
    {
      ...onEach('celery_active_workers', 'hostname="celery@a",environment="prod"', '1x30'),
      ...onEach('celery_active_workers', 'hostname="celery@b",environment="prod"', '1x30'),
      ...onEach('http_requests_total', 'method="GET",endpoint="/a",status_code="200",environment="dev"', '0+60x30'),
    },
    '20m',
    [['environment:celery_active_workers:sum', ['{environment="dev"}', 0], [prod, 2]]],
  )
})
