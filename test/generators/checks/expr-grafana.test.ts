import {
  count,
  dashboardRange,
  gt,
  hours,
  maxOverTime,
  minutes,
  numberVariable,
  over,
  perSecondOf,
  rate,
  rateInterval,
  select,
  sum,
  topk,
  variable,
} from 'plimsoll'
import { describe } from 'vitest'
import { alarm, type Case, connections, requests, table } from '../../support/system.ts'

const many = (when: Parameters<typeof alarm>[0], name: string, ...names: string[]): Case => ({
  name,
  input: { rules: [alarm(when)] },
  problems: names.map(
    (found) => `expr/grafana Trouble: ${found} exists in Grafana only; a rule needs a fixed value, such as minutes(5)`,
  ),
})
const perSecond = perSecondOf(count(5))
const stepped = { over: hours(1), every: rateInterval } as never

describe('what only Grafana knows', () => {
  table([
    many(gt(rate(requests, rateInterval), perSecond), 'a window', '$__rate_interval'),
    many(gt(maxOverTime(sum(connections), over(dashboardRange)), count(5)), 'the window of a subquery', '$__range'),
    many(gt(maxOverTime(sum(connections), stepped), count(5)), 'the step of a subquery', '$__rate_interval'),
    many(gt(select(connections, { pool: variable('pool') }), count(5)), 'a variable in a matcher', '$pool'),
    many(gt(topk(numberVariable('limit'), connections), count(5)), 'a variable as a number', '$limit'),
    many(
      gt(rate(select(requests, { endpoint: variable('endpoint') }), rateInterval), perSecond),
      'both at once',
      '$__rate_interval',
      '$endpoint',
    ),
    many(
      gt(rate(select(requests, { endpoint: '$endpoint' }), minutes(5)), perSecond),
      'is no value that begins with $',
    ),
  ])
})
