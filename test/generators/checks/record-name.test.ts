import {
  type AnyExpr,
  avg,
  count,
  counter,
  div,
  histogramQuantile,
  hours,
  increase,
  max,
  maxOverTime,
  minutes,
  over,
  promql,
  rate,
  ratio,
  record,
  select,
  sum,
} from 'plimsoll'
import { describe } from 'vitest'
import { type Case, connections, latency, requests, table } from '../../support/system.ts'

const rates = rate(requests, minutes(5))
const perStatus = sum(rates, { by: ['status'] })
const errors = ratio(sum(rate(select(requests, { status: '500' }), minutes(5))), sum(rates))
const recorded = (name: string, expr: AnyExpr) => record(name, expr as never, { help: 'Recorded.' })
const row = (name: string, record: string, expr: AnyExpr, ...problems: string[]): Case => ({
  name,
  input: { name: 'my-shop', rules: [recorded(record, expr)] },
  problems: problems.map((problem) => `record/name ${record}: ${problem}`),
})

describe('the level is the labels that are left', () => {
  table([
    row('one', 'status:http_requests:rate5m', perStatus),
    row('several', 'method_status:http_requests:rate5m', sum(rates, { by: ['method', 'status'] })),
    row('several, in another order', 'status_method:http_requests:rate5m', sum(rates, { by: ['method', 'status'] })),
    row('all', 'endpoint_instance_job_method_status:http_requests:rate5m', rates),
    row('none, so it is the system', 'my_shop:http_requests:rate5m', sum(rates)),
    row('none, left empty', ':http_requests:rate5m', sum(rates)),
    row('too many', 'method_status:http_requests:rate5m', perStatus, 'its labels are status, so its level is status:…'),
    row(
      'too few',
      'status:http_requests:rate5m',
      sum(rates, { by: ['method', 'status'] }),
      'its labels are method, status, so its level is method_status:…',
    ),
    row(
      'one twice',
      'status_status:http_requests:rate5m',
      sum(rates, { by: ['method', 'status'] }),
      'its labels are method, status, so its level is method_status:…',
    ),
    row(
      'the system, though a label is left',
      'my_shop:http_requests:rate5m',
      perStatus,
      'its labels are status, so its level is status:…',
    ),
    row(
      'another system',
      'shop:http_requests:rate5m',
      sum(rates),
      'no label is left, so its level is the system: my_shop:…',
    ),
    row(
      'nothing, though a label is left',
      ':http_requests:rate5m',
      perStatus,
      'its labels are status, so its level is status:…',
    ),
  ])
})

describe('the middle is a metric that is read', () => {
  table([
    row(
      'without _bucket',
      'my_shop:http_request_duration_seconds:p90_rate5m',
      histogramQuantile(0.9, sum(rate(latency.bucket, minutes(5)), { by: ['le'] })),
    ),
    row('a part of its name', 'status:requests:rate5m', perStatus),
    row('one by another', 'my_shop:http_requests_per_open_connections:rate5m', div(sum(rates), sum(connections))),
    row(
      'another metric',
      'status:http_responses:rate5m',
      perStatus,
      'its middle names http_responses, but it reads http_requests',
    ),
    row(
      'with _total',
      'status:http_requests_total:rate5m',
      perStatus,
      'its middle names http_requests_total, but it reads http_requests',
    ),
    row('half a word', 'status:quests:rate5m', perStatus, 'its middle names quests, but it reads http_requests'),
    row(
      'one by another that is not read',
      'my_shop:http_requests_per_users:rate5m',
      div(sum(rates), sum(connections)),
      'its middle names http_requests_per_users, but it reads http_requests, open_connections',
    ),
  ])
})

describe('the operations name the windows', () => {
  const busiest = maxOverTime(sum(rates), over(hours(1), { every: minutes(1) }))
  table([
    row('increase', 'my_shop:http_requests:increase1h', sum(increase(requests, hours(1)))),
    row('of a subquery, and of what is in it', 'my_shop:http_requests:max1h_rate5m', busiest),
    row(
      'missing',
      'status:http_requests:sum',
      perStatus,
      'it computes rate5m, which its operations do not name; add rate5m',
    ),
    row(
      'another window',
      'status:http_requests:rate1m',
      perStatus,
      'it computes rate5m, which its operations do not name; add rate5m',
      'its operations name rate1m, which the expression does not compute',
    ),
    row(
      'another function',
      'status:http_requests:irate5m',
      perStatus,
      'it computes rate5m, which its operations do not name; add rate5m',
      'its operations name irate5m, which the expression does not compute',
    ),
    row(
      'of the inner one only',
      'my_shop:http_requests:rate5m',
      busiest,
      'it computes max1h, which its operations do not name; add max1h',
    ),
    row('none, where there is none', 'pool:open_connections:max', max(connections, { by: ['pool'] })),
    row('words that only look like one', 'my_shop:open_connections:discount5min', sum(connections)),
  ])
})

describe('a ratio says that it is one', () => {
  table([
    row('said', 'my_shop:http_requests:error_ratio_rate5m', errors),
    row('not said', 'my_shop:http_requests:errors_rate5m', errors, 'it is a ratio; say so in its operations'),
    row('an average of no ratio', 'my_shop:open_connections:avg', avg(connections)),
    row(
      'a quotient that is no ratio',
      'my_shop:http_requests_per_open_connections:rate5m',
      div(sum(rates), sum(connections)),
    ),
  ])
})

/** https://prometheus.io/docs/practices/rules/#examples, with the labels that this system has. */
describe('the examples of Prometheus are left alone', () => {
  const perInstance = recorded('instance_status:http_requests:rate5m', sum(rates, { by: ['instance', 'status'] }))
  const ofStatus = sum(perInstance, { without: ['instance'] } as never) as AnyExpr
  const failures = counter('http_request_failures_total', {
    help: 'Failed.',
    labels: { status: requests.data.labels.status as never },
  })
  const failed = recorded('status:http_request_failures:rate5m', sum(rate(failures, minutes(5)), { by: ['status'] }))
  const all = recorded('status:http_requests:rate5m', perStatus)
  const counts = rate(latency.count, minutes(5))
  const sums = rate(latency.sum, minutes(5))
  const input = (...rules: ReturnType<typeof recorded>[]) => ({ name: 'my-shop', exposes: [failures], rules })
  table([
    {
      name: 'a level that is aggregated from another one, and keeps its operations',
      input: input(perInstance, recorded('status:http_requests:rate5m', ofStatus)),
      problems: [],
    },
    {
      name: 'a ratio of two recorded rates',
      input: input(
        failed,
        all,
        recorded('status:http_request_failures_per_requests:ratio_rate5m', ratio(failed as never, all as never)),
      ),
      problems: [],
    },
    {
      name: 'the count of a histogram',
      input: input(recorded('endpoint:http_request_duration_seconds_count:rate5m', sum(counts, { by: ['endpoint'] }))),
      problems: [],
    },
    {
      name: 'the sum of a histogram',
      input: input(recorded('endpoint:http_request_duration_seconds_sum:rate5m', sum(sums, { by: ['endpoint'] }))),
      problems: [],
    },
  ])
})

describe('what reads nothing', () => {
  table([
    row(
      'a constant',
      'my_shop:answer:constant',
      promql({ labels: [], unit: 'boolean' })`vector(42)`,
      'its middle names answer, but it reads no metric',
    ),
    row('a count of series', 'job:http_requests:count', count(requests, { by: ['job'] })),
  ])
})
