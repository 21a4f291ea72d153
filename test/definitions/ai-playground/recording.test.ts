/** The queries of AI-Playground's document that did not say what was meant, on the real promtool. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { inFolder } from '../../support/folder.ts'
import { promtool } from '../../support/promtool.ts'
import { root } from '../../support/tsc.ts'

const of = 'job="backend",instance="b:8000"'
const ended = (status: string, count: string) => ({
  [`celery_task_total{task_name="train",status="${status}",${of}}`]: count,
})
const took = (status: string, count: string, seconds: string) => ({
  [`celery_task_duration_seconds_count{task_name="train",status="${status}",${of}}`]: count,
  [`celery_task_duration_seconds_sum{task_name="train",status="${status}",${of}}`]: seconds,
})

test.each([
  {
    story: 'three of four succeed, whatever is retried',
    rule: 'task_name:celery_task:success_ratio_rate5m{task_name="train"}',
    series: { ...ended('success', '0+3x30'), ...ended('failure', '0+1x30'), ...ended('retry', '0+6x30') },
    value: 0.75,
  },
  {
    story: 'none has succeeded yet',
    rule: 'task_name:celery_task:success_ratio_rate5m{task_name="train"}',
    series: ended('failure', '0+1x30'),
    value: 0,
  },
  {
    story: 'nine quick failures and one long success take 19 s on average, and not 55 s',
    rule: 'task_name:celery_task_duration_seconds:mean_rate5m{task_name="train"}',
    series: { ...took('failure', '0+9x30', '0+90x30'), ...took('success', '0+1x30', '0+100x30') },
    value: 19,
  },
  {
    story: 'two reports of one queue are one backlog',
    rule: 'ai_playground:celery_queue_length:sum',
    series: {
      'celery_queue_length{queue_name="celery",job="backend",instance="b1:8000"}': '40x30',
      'celery_queue_length{queue_name="celery",job="backend",instance="b2:8000"}': '40x30',
      'celery_queue_length{queue_name="gpu",job="backend",instance="b1:8000"}': '2x30',
    },
    value: 42,
  },
  {
    story: 'where no task ended there is no share, and none that is not a number',
    rule: 'task_name:celery_task:success_ratio_rate5m{task_name="train"}',
    series: ended('success', '5x30'),
    value: undefined,
  },
  {
    story: 'what is stopped without an end that is counted is all of it, and never more',
    rule: 'task_name:celery_task_timeouts:ratio_rate1h{task_name="train"}',
    series: { ...ended('success', '5x30'), [`celery_task_timeouts_total{task_name="train",${of}}`]: '0+1x30' },
    value: 1,
  },
])('$story', async ({ rule, series, value }) => {
  const [, labels = '{}'] = rule.split(/(?=\{)/)
  const cases = {
    rule_files: [join(root, 'out/ai-playground/prometheus/rules/recording.yml')],
    evaluation_interval: '1m',
    tests: [
      {
        interval: '1m',
        input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
        promql_expr_test: [
          // what a rate gives is right but for the last digits
          {
            expr: `round(${rule}, 0.001)`,
            eval_time: '20m',
            exp_samples: value === undefined ? [] : [{ labels, value }],
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
