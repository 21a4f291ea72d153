/** Checks of rules and groups among each other, and of thresholds. */
import {
  breaches,
  count,
  gt,
  max,
  minutes,
  mul,
  promql,
  type Rule,
  rate,
  record,
  ruleGroup,
  seconds,
  sum,
  thresholds,
} from 'plimsoll'
import { describe } from 'vitest'
import { alarm, connections, requests, table } from '../../support/system.ts'

const many = gt(connections, count(5))
const perPool = record('pool:open_connections:sum', sum(connections, { by: ['pool'] }), { help: 'By pool.' })
const overall = record('demo:open_connections:max', max(perPool), { help: 'The fullest pool.' })
const group = (name: string, rules: readonly Rule[], more: object = {}) => ruleGroup(name, { rules, ...more })

describe('names that stand twice are found', () => {
  table([
    {
      name: 'two alerts, in two groups',
      input: { groups: [group('a', [alarm(many)]), group('b', [alarm(many)])] },
      problems: ['rule/unique Trouble: two rules are named Trouble; rename one'],
    },
    {
      name: 'two recording rules',
      input: { rules: [perPool, perPool] },
      problems: ['rule/unique pool:open_connections:sum: two rules are named pool:open_connections:sum; rename one'],
    },
    {
      name: 'two groups of one file',
      input: { groups: [group('a', [alarm(many)], { writtenTo: 'f' }), group('a', [perPool], { writtenTo: 'f' })] },
      problems: ['rule/unique a: two groups in f.yml are named a; rename one'],
    },
    {
      name: 'but not groups of two files',
      input: { groups: [group('a', [alarm(many)], { writtenTo: 'f' }), group('a', [perPool], { writtenTo: 'g' })] },
      problems: [],
    },
    { name: 'but not two rules of two names', input: { rules: [alarm(many), alarm(many, {}, 'Worse')] }, problems: [] },
  ])
})

const reads = (what: string) => `rule/order demo:open_connections:max: reads pool:open_connections:sum${what}`

describe('the order of recording rules', () => {
  table([
    { name: 'below what it reads', input: { rules: [perPool, overall] }, problems: [] },
    {
      name: 'above what it reads',
      input: { rules: [overall, perPool] },
      problems: [reads(', which is recorded below it; move it up')],
    },
    {
      name: 'in another group, even a later one',
      input: { groups: [group('first', [perPool]), group('second', [overall])] },
      problems: [reads(' of the group first; put both into one group')],
    },
    {
      name: 'in a group of the same name in another file',
      input: { groups: [group('one', [perPool], { writtenTo: 'f' }), group('one', [overall], { writtenTo: 'g' })] },
      problems: [reads(' of the group one; put both into one group')],
    },
    {
      name: 'an alert above what it reads',
      input: { rules: [alarm(gt(perPool, count(5))), perPool] },
      problems: ['rule/order Trouble: reads pool:open_connections:sum, which is recorded below it; move it up'],
    },
    {
      name: 'an alert in another group may wait for an interval',
      input: { groups: [group('first', [perPool]), group('second', [alarm(gt(perPool, count(5)))])] },
      problems: [],
    },
    {
      name: 'a recorded series that no group records',
      input: { rules: [overall] },
      problems: [
        'expr/series demo:open_connections:max: pool:open_connections:sum is defined, but its rule is in no group; list it in a ruleGroup',
      ],
    },
  ])
})

const stale = (rule: string, interval: string) =>
  `group/interval ${rule}: is evaluated every ${interval}, and is stale after 5m; evaluate it more often, ` +
  'or let the alert keep firing'

describe('a group that is evaluated too seldom', () => {
  table([
    {
      name: 'a recording rule every six minutes',
      input: { groups: [group('slow', [perPool], { interval: minutes(6) })] },
      problems: [stale('pool:open_connections:sum', '6m')],
    },
    {
      name: 'an alert that stops firing before the next evaluation',
      input: { groups: [group('slow', [alarm(many, { keepFiringFor: minutes(5) })], { interval: minutes(6) })] },
      problems: [stale('Trouble', '6m')],
    },
    {
      name: 'where the system is evaluated that seldom',
      input: { evaluationInterval: seconds(301), rules: [alarm(many)] },
      problems: [stale('Trouble', '5m1s')],
    },
    {
      name: 'not an alert that keeps firing until then',
      input: { groups: [group('slow', [alarm(many, { keepFiringFor: minutes(6) })], { interval: minutes(6) })] },
      problems: [],
    },
    {
      name: 'not every five minutes',
      input: { groups: [group('slow', [perPool], { interval: minutes(5) })] },
      problems: [],
    },
    {
      name: 'not a group of its own, in a system that is evaluated seldom',
      input: { evaluationInterval: minutes(10), groups: [group('fast', [perPool], { interval: minutes(1) })] },
      problems: [],
    },
  ])
})

const limits = thresholds({ open: { above: count(5), why: 'It was sized for five.' } })
const { other } = thresholds({ other: { above: count(9), why: 'Another list.' } })

describe('thresholds that are used, and used thresholds that are listed', () => {
  table([
    {
      name: 'one that no rule uses',
      input: { thresholds: limits, rules: [alarm(many)] },
      problems: ['threshold/used open: no rule uses this threshold; use it or remove it'],
    },
    {
      name: 'one that is not listed',
      input: { rules: [alarm(breaches(connections, other))] },
      problems: ['threshold/used Trouble: uses the threshold other, which the system does not list under thresholds'],
    },
    {
      name: 'one of each',
      input: { thresholds: limits, rules: [alarm(breaches(connections, other))] },
      problems: [
        'threshold/used open: no rule uses this threshold; use it or remove it',
        'threshold/used Trouble: uses the threshold other, which the system does not list under thresholds',
      ],
    },
    {
      name: 'both listed and used',
      input: { thresholds: limits, rules: [alarm(breaches(connections, limits.open))] },
      problems: [],
    },
    {
      name: 'used as a value to compute with',
      input: { thresholds: limits, rules: [alarm(gt(connections, mul(limits.open.value, 2)))] },
      problems: [],
    },
    {
      name: 'used in text',
      input: {
        thresholds: limits,
        rules: [
          alarm(promql({ labels: [], unit: 'count', condition: true })`count(open_connections) > ${limits.open.value}`),
        ],
      },
      problems: [],
    },
  ])
})

describe('a rule that is right in every respect', () => {
  const ok = record('status:http_requests:rate5m', sum(rate(requests, minutes(5)), { by: ['status'] }), {
    help: 'By status.',
  })
  table([
    {
      name: 'is left alone by all checks',
      input: { rules: [ok, perPool, overall, alarm(gt(overall, count(5)))] },
      problems: [],
    },
  ])
})
