/** A part that never occurred is nothing of the whole, on the real promtool; without a whole there is no share. */
import { counter, minutes, oneOf, rate, select, share, sum } from 'plimsoll'
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { infer } from '../../../schemas/promql/infer.ts'
import { parse } from '../../../schemas/promql/parse/parse.ts'
import { printLine } from '../../../schemas/promql/print.ts'
import { inFolder } from '../../support/folder.ts'
import { promtool } from '../../support/promtool.ts'

const tasks = counter('tasks_total', { help: 'Tasks.', labels: { kind: oneOf('a', 'b'), status: oneOf('ok', 'bad') } })
const per = (bad: boolean, by: readonly 'kind'[]) =>
  sum(rate(bad ? select(tasks, { status: 'bad' }) : tasks, minutes(5)), { by })
const failing = share(per(true, ['kind']), per(false, ['kind']))

test('it is read back as it is printed, a ratio by the labels of both', () => {
  const text = printLine(failing.node)
  expect(text).toBe(
    '(sum by (kind) (rate(tasks_total{status="bad"}[5m])) or 0 * sum by (kind) (rate(tasks_total[5m]))) / sum by (kind) (rate(tasks_total[5m]))',
  )
  expect(printLine(parse(text).node ?? failing.node)).toBe(text)
  const { unit, kind, labels } = infer(failing.node)
  expect({ unit, kind, labels: Object.keys(labels) }).toEqual({ unit: 'ratio', kind: 'vector', labels: ['kind'] })
})

const series = (kind: string, status: string, values: string) => ({
  series: `tasks_total{kind="${kind}",status="${status}"}`,
  values,
})

test.each([
  { name: 'nothing has failed yet', given: [series('a', 'ok', '0+15x40')], samples: { a: 0 } },
  {
    name: 'one in four fails',
    given: [series('a', 'ok', '0+30x40'), series('a', 'bad', '0+10x40')],
    samples: { a: 0.25 },
  },
  {
    name: 'one kind fails, and the other never did',
    given: [series('a', 'bad', '0+10x40'), series('b', 'ok', '0+10x40')],
    samples: { a: 1, b: 0 },
  },
  { name: 'there is nothing at all', given: [], samples: {} },
])('where $name', async ({ given, samples }) => {
  const file = {
    tests: [
      {
        interval: '15s',
        input_series: given,
        promql_expr_test: [
          {
            expr: printLine(failing.node),
            eval_time: '8m',
            exp_samples: Object.entries(samples).map(([kind, value]) => ({ labels: `{kind="${kind}"}`, value })),
          },
        ],
      },
    ],
  }
  await inFolder({ 'test.yml': stringify(file) }, async (cwd) => {
    const { code, output } = await promtool(['test', 'rules', 'test.yml'], { cwd })
    expect(code, output).toBe(0)
  })
})
