import {
  avgOverTime,
  count,
  counter,
  days,
  gt,
  hours,
  increase,
  max,
  maxOverTime,
  minutes,
  over,
  perSecondOf,
  rate,
  rateInterval,
  record,
  ruleGroup,
  seconds,
  select,
  sum,
  target,
} from 'plimsoll'
import { describe } from 'vitest'
import { alarm, connections, latency, requests, table, up } from '../../support/system.ts'

const drained = counter('queue_drained_total', { help: 'Messages taken from the queue.' })
const nightly = target('slow', { service: 'slow', port: 9000, interval: minutes(1), exposes: [drained] })
const perSecond = perSecondOf(count(5))
const open = record('pool:open_connections:sum', sum(connections, { by: ['pool'] }), { help: 'Open connections.' })
const openFor = (window: number) => alarm(gt(avgOverTime(open, seconds(window)), count(5)))

const short = (has: string, series: string, every: string, wants: string) =>
  `expr/window Trouble: the window ${has} is less than four scrapes of ${series}, ` +
  `which comes every ${every}; take ${wants} or more`

describe('a window below four scrapes is found', () => {
  table([
    {
      name: 'one minute, where the job is scraped once a minute and the others every 15 seconds',
      input: { others: [nightly], rules: [alarm(gt(rate(drained, minutes(1)), perSecond))] },
      problems: [short('1m', 'queue_drained_total', '1m', '4m')],
    },
    {
      name: 'one minute, where the system is scraped once a minute',
      input: { scrapeInterval: minutes(1), rules: [alarm(gt(rate(requests, minutes(1)), perSecond))] },
      problems: [short('1m', 'http_requests_total', '1m', '4m')],
    },
    {
      name: 'a second too little, in increase() of a count',
      input: { rules: [alarm(gt(increase(latency.count, seconds(59)), count(5)))] },
      problems: [short('59s', 'http_request_duration_seconds_count', '15s', '1m')],
    },
    {
      name: 'an average over 30 seconds',
      input: { rules: [alarm(gt(avgOverTime(connections, seconds(30)), count(5)))] },
      problems: [short('30s', 'open_connections', '15s', '1m')],
    },
    {
      name: 'of a recorded series, by the evaluation interval',
      input: { evaluationInterval: seconds(30), rules: [open, openFor(90)] },
      problems: [short('1m30s', 'pool:open_connections:sum', '30s', '2m')],
    },
    {
      name: 'of a recorded series, by the interval of its own group',
      input: { groups: [ruleGroup('rare', { interval: minutes(2), rules: [open] })], rules: [openFor(300)] },
      problems: [short('5m', 'pool:open_connections:sum', '2m', '8m')],
    },
    {
      name: 'of a metric that two jobs expose, by the slower one',
      input: {
        exposes: [drained],
        others: [nightly],
        rules: [alarm(gt(rate(drained, minutes(1)), perSecond))],
      },
      problems: [short('1m', 'queue_drained_total', '1m', '4m')],
    },
    {
      name: 'longer than the samples are kept',
      input: { rules: [alarm(gt(avgOverTime(connections, days(16)), count(5)))] },
      problems: ['expr/window Trouble: the window 16d is longer than the retention of 15d'],
    },
    {
      name: 'a subquery that is longer than the samples are kept',
      input: {
        retention: days(2),
        rules: [alarm(gt(maxOverTime(sum(connections), over(days(3), { every: hours(1) })), count(5)))],
      },
      problems: ['expr/window Trouble: the window 3d is longer than the retention of 2d'],
    },
  ])
})

describe('a window of four scrapes is left alone', () => {
  table([
    {
      name: 'one minute at 15 seconds, beside a job that is scraped once a minute',
      input: { others: [nightly], rules: [alarm(gt(rate(requests, minutes(1)), perSecond))] },
      problems: [],
    },
    {
      name: 'four minutes at one minute',
      input: { others: [nightly], rules: [alarm(gt(rate(drained, minutes(4)), perSecond))] },
      problems: [],
    },
    { name: 'of a recorded series', input: { rules: [open, openFor(60)] }, problems: [] },
    {
      name: 'as long as the samples are kept',
      input: { rules: [alarm(gt(avgOverTime(connections, days(15)), count(5)))] },
      problems: [],
    },
    {
      name: 'a subquery has steps instead of scrapes',
      input: { rules: [alarm(gt(maxOverTime(sum(connections), over(minutes(1), { every: seconds(15) })), count(5)))] },
      problems: [],
    },
    {
      name: "Grafana's window, of which another check speaks",
      input: { rules: [alarm(gt(rate(requests, rateInterval), perSecond))] },
      problems: [
        'expr/grafana Trouble: $__rate_interval exists in Grafana only; a rule needs a fixed value, such as minutes(5)',
      ],
    },
  ])
})

describe('a job that the selector names decides alone', () => {
  table([
    {
      name: 'the fast one of two jobs',
      input: {
        exposes: [drained],
        others: [nightly],
        rules: [alarm(gt(rate(select(drained, { job: 'app' }), minutes(1)), perSecond))],
      },
      problems: [],
    },
    {
      name: 'up of the fast job, beside a job that is scraped every two minutes',
      input: {
        others: [target('batch', { service: 'batch', port: 9000, interval: minutes(2), exposes: [drained] })],
        rules: [alarm(gt(max(avgOverTime(select(up, { job: 'app' }), minutes(5))), 0))],
      },
      problems: [],
    },
    {
      name: 'the slow one of two jobs',
      input: {
        exposes: [drained],
        others: [nightly],
        rules: [alarm(gt(rate(select(drained, { job: 'slow' }), minutes(1)), perSecond))],
      },
      problems: [short('1m', 'queue_drained_total', '1m', '4m')],
    },
  ])
})
