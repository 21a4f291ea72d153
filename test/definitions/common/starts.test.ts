/** When processes began anew, told by the counters that began anew, on the real promtool. */
import { type AnyExpr, counter } from 'plimsoll'
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { startsOf } from '../../../definitions/common/starts.ts'
import { printLine } from '../../../schemas/promql/print.ts'
import { inFolder } from '../../support/folder.ts'
import { promtool } from '../../support/promtool.ts'

const counted = (name: string) => counter(name, { help: 'What was counted.', labels: {} })
const starts: AnyExpr = startsOf(counted('requests_total'), counted('queries_total'))
const at = '{job="api",instance="a:80"}'

test.each([
  ['nothing, while both go on', '0+4x10', '0+9x10', undefined],
  ['nothing, while neither is counted', '5x10', '7x10', undefined],
  ['a start, where both begin anew', '0+4x4 0+4x5', '0+9x4 0+9x5', 1],
  ['a start, where only requests were counted before', '0+4x4 0+4x5', '0x10', 1],
  ['a start, where only queries were', '0x10', '0+9x4 0+9x5', 1],
  ['a start, where queries are not exposed at all', '0+4x4 0+4x5', '_x10', 1],
])('%s', async (_, requests, queries, restarts) => {
  const series = { requests_total: requests, queries_total: queries }
  const cases = {
    evaluation_interval: '30s',
    tests: [
      {
        interval: '30s',
        input_series: Object.entries(series).map(([name, values]) => ({ series: `${name}${at}`, values })),
        promql_expr_test: [
          {
            expr: printLine(starts.node),
            eval_time: '3m10s',
            exp_samples: restarts ? [{ labels: at, value: restarts }] : [],
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
