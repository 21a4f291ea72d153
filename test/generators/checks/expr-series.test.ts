import {
  anyOf,
  count,
  eq,
  gauge,
  gt,
  minutes,
  not,
  notRe,
  perSecondOf,
  promql,
  rate,
  re,
  select,
  target,
} from 'plimsoll'
import { describe } from 'vitest'
import { alarm, connections, requests, table, up } from '../../support/system.ts'

const matching = (matchers: object) =>
  alarm(gt(rate(select(requests, matchers as never), minutes(5)), perSecondOf(count(5))))
const statuses = 'http_requests_total has 200, 404, 500'
const db = target('db', { service: 'db', port: 9000, exposes: [] })
const foreign = gauge('open_conections', { help: 'Not exposed.' })

describe('a name that nothing exposes is found', () => {
  table([
    {
      name: 'that is defined',
      input: { rules: [alarm(gt(foreign, count(5)))] },
      problems: [
        'expr/series Trouble: open_conections is defined, but no target exposes it; list its metric in exposes',
      ],
    },
    {
      name: 'that is defined, whatever it is called',
      input: { rules: [alarm(gt(gauge('pressure', { help: 'Of the boiler.' }), count(5)))] },
      problems: ['expr/series Trouble: pressure is defined, but no target exposes it; list its metric in exposes'],
    },
    {
      name: 'in text',
      input: {
        rules: [alarm(promql({ labels: [], unit: 'count', condition: true })`count(http_request_total) > count(up)`)],
      },
      problems: [
        'expr/series Trouble: nothing in demo exposes or records http_request_total; did you mean http_requests_total?',
      ],
    },
    { name: 'but not what Prometheus adds', input: { rules: [alarm(eq(up, 0))] }, problems: [] },
    { name: 'but not what is exposed', input: { rules: [alarm(gt(connections, count(5)))] }, problems: [] },
  ])
})

describe('a label that the metric lacks is found', () => {
  table([
    {
      name: 'with the one that was meant',
      input: { rules: [matching({ statu: '500' })] },
      problems: ['expr/series Trouble: http_requests_total has no label statu; did you mean status?'],
    },
    {
      name: 'with those that there are',
      input: { rules: [matching({ colour: not('red') })] },
      problems: [
        'expr/series Trouble: http_requests_total has no label colour; it has endpoint, instance, job, method, status',
      ],
    },
    {
      name: 'but not instance, which every target has',
      input: { rules: [matching({ instance: 'app:8000' })] },
      problems: [],
    },
  ])
})

describe('a matcher that no value satisfies is found', () => {
  table([
    {
      name: '=',
      input: { rules: [matching({ status: '503' })] },
      problems: [`expr/series Trouble: no value of the label status satisfies status="503"; ${statuses}`],
    },
    {
      name: '=~',
      input: { rules: [matching({ status: re('3..|[67]..') })] },
      problems: [`expr/series Trouble: no value of the label status satisfies status=~"3..|[67].."; ${statuses}`],
    },
    {
      name: '!~ of all',
      input: { rules: [matching({ status: notRe('...') })] },
      problems: [`expr/series Trouble: no value of the label status satisfies status!~"..."; ${statuses}`],
    },
    {
      name: 'a pattern is anchored at both ends',
      input: { rules: [matching({ status: re('50') })] },
      problems: [`expr/series Trouble: no value of the label status satisfies status=~"50"; ${statuses}`],
    },
    {
      name: '= and =~ with values that there are',
      input: { rules: [matching({ status: re('5..'), method: 'GET' })] },
      problems: [],
    },
    { name: 'an open label may be anything', input: { rules: [matching({ endpoint: '/anything' })] }, problems: [] },
  ])
})

describe('a matcher that excludes nothing is found', () => {
  table([
    {
      name: '!=',
      input: { rules: [matching({ status: not('ok') })] },
      problems: [`expr/series Trouble: status!="ok" excludes nothing; ${statuses}`],
    },
    {
      name: '!~',
      input: { rules: [matching({ status: notRe('3..') })] },
      problems: [`expr/series Trouble: status!~"3.." excludes nothing; ${statuses}`],
    },
    { name: 'but not one that excludes something', input: { rules: [matching({ status: not('200') })] }, problems: [] },
  ])
})

const noJob = (said: string) =>
  `expr/series Trouble: no value of the label job satisfies job${said}; http_requests_total has app`

describe('the jobs are those that expose the metric', () => {
  table([
    { name: 'a wrong one', input: { others: [db], rules: [matching({ job: 'db' })] }, problems: [noJob('="db"')] },
    { name: 'a pattern', input: { others: [db], rules: [matching({ job: re('d.+') })] }, problems: [noJob('=~"d.+"')] },
    {
      name: 'the only one, excluded',
      input: { others: [db], rules: [matching({ job: not('app') })] },
      problems: [noJob('!="app"')],
    },
    {
      name: 'one that does not expose it, excluded',
      input: { others: [db], rules: [matching({ job: notRe('db|cache') })] },
      problems: ['expr/series Trouble: job!~"db|cache" excludes nothing; http_requests_total has app'],
    },
    { name: 'the right one', input: { others: [db], rules: [matching({ job: 'app' })] }, problems: [] },
    { name: 'any, for up', input: { others: [db], rules: [alarm(eq(select(up, { job: 'db' }), 0))] }, problems: [] },
  ])
})

describe('a pattern is judged as RE2', () => {
  table([
    {
      name: 'that does not end',
      input: { rules: [matching({ status: re('(5..') })] },
      problems: ['expr/series Trouble: the pattern "(5.." of the label status is no regular expression'],
    },
    {
      name: 'that only JavaScript knows',
      input: { rules: [matching({ status: re('(?!2)...') })] },
      problems: ['expr/series Trouble: the pattern "(?!2)..." of the label status is no regular expression'],
    },
    { name: 'that ignores case', input: { rules: [matching({ method: re('(?i)get') })] }, problems: [] },
    { name: 'with values of its own', input: { rules: [matching({ method: anyOf('GET', 'POST') })] }, problems: [] },
  ])
})
