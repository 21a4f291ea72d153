import {
  breaches,
  count,
  eq,
  gt,
  gte,
  histogramQuantile,
  increase,
  max,
  minutes,
  perSecondOf,
  promql,
  rate,
  re,
  record,
  seconds,
  select,
  sum,
  thresholds,
  upTo,
} from 'plimsoll'
import { describe, expect, test } from 'vitest'
import { alarm, latency, problemsOf, table } from '../../support/system.ts'

const rates = rate(latency.bucket, minutes(5))
const p95 = histogramQuantile(0.95, sum(rates, { by: ['le'] }))
const perEndpoint = histogramQuantile(0.95, sum(rates, { by: ['le', 'endpoint'] }))
const recorded = record('demo:http_request_duration_seconds:p95_rate5m', p95, { help: 'Slowest twentieth.' })
const limits = thresholds({ slow: { above: seconds(30), why: 'Users leave.' } })
const never = (limit: string, op = '>') =>
  `expr/bucket Trouble: never fires: the last bucket ends at 5 s, and no quantile goes beyond it, ` +
  `so it is never ${op} ${limit}; count what is above a bucket, with upTo()`
const noBucket =
  'expr/bucket Trouble: http_request_duration_seconds has no bucket that ends there; its buckets end at 0.1, 0.5, 1, 5'

describe('a quantile beyond the last bucket is found', () => {
  table([
    { name: 'at the last bucket', input: { rules: [alarm(gt(p95, seconds(5)))] }, problems: [never('5 s')] },
    { name: 'beyond it', input: { rules: [alarm(gt(p95, minutes(10)))] }, problems: [never('10m')] },
    {
      name: 'at least a little more',
      input: { rules: [alarm(gte(p95, seconds(5.5)))] },
      problems: [never('5.5 s', '>=')],
    },
    { name: 'exactly a little more', input: { rules: [alarm(eq(p95, seconds(6)))] }, problems: [never('6 s', '==')] },
    {
      name: 'in a threshold',
      input: { thresholds: limits, rules: [alarm(breaches(p95, limits.slow))] },
      problems: [never('30 s')],
    },
    {
      name: 'of the slowest endpoint',
      input: { rules: [alarm(gt(max(perEndpoint), seconds(5)))] },
      problems: [never('5 s')],
    },
    {
      name: 'through a recording rule',
      input: { rules: [recorded, alarm(gt(recorded, seconds(5)))] },
      problems: [never('5 s')],
    },
  ])
})

describe('a quantile that can get there is left alone', () => {
  table([
    { name: 'below the last bucket', input: { rules: [alarm(gt(p95, seconds(4.9)))] }, problems: [] },
    {
      name: 'at least the last bucket, which a quantile reaches',
      input: { rules: [alarm(gte(p95, seconds(5)))] },
      problems: [],
    },
    { name: 'through a recording rule', input: { rules: [recorded, alarm(gt(recorded, seconds(1)))] }, problems: [] },
    { name: 'the sum of quantiles', input: { rules: [alarm(gt(sum(perEndpoint), seconds(5)))] }, problems: [] },
  ])
})

const slow = (le: object) => alarm(gt(rate(select(latency.bucket, le), minutes(5)), perSecondOf(count(1))))

describe('a matcher on le names a bucket', () => {
  table([
    {
      name: 'that there is',
      input: { rules: [alarm(gt(increase(upTo(latency.bucket, seconds(1)), minutes(5)), count(1)))] },
      problems: [],
    },
    { name: 'that is infinite', input: { rules: [slow({ le: '+Inf' })] }, problems: [] },
    {
      name: 'that there is not',
      input: { rules: [alarm(gt(increase(upTo(latency.bucket, seconds(2)), minutes(5)), count(1)))] },
      problems: [noBucket],
    },
    { name: 'that there is not, as text', input: { rules: [slow({ le: '0.25' })] }, problems: [noBucket] },
    { name: 'as Go spells it', input: { rules: [slow({ le: '1' })] }, problems: [] },
    { name: 'as Python and Prometheus 3 spell it', input: { rules: [slow({ le: '1.0' })] }, problems: [] },
    { name: 'as one of two', input: { rules: [slow({ le: re('0.1|1(\\.0)?') })] }, problems: [] },
    { name: 'by a pattern that none has', input: { rules: [slow({ le: re('2|4') })] }, problems: [noBucket] },
  ])
})

test('a recording rule that reads itself is found, and followed only once', async () => {
  const name = 'demo:http_request_duration_seconds:max'
  const itself = promql({ labels: [], unit: 'seconds' })`max(demo:http_request_duration_seconds:max)`
  const loop = record(name, itself, { help: 'Itself.' })
  const problems = await problemsOf({ rules: [loop, alarm(gt(loop, seconds(9)))] })
  expect(problems.map((problem) => problem.slice(0, 10))).toEqual(['rule/order'])
})
