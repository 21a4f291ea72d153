/** Checks of alerts: their condition, their words, and absent(). */
import {
  absent,
  and,
  byDns,
  count,
  eq,
  gt,
  max,
  minutes,
  neq,
  or,
  seconds,
  select,
  sum,
  target,
  unless,
} from 'plimsoll'
import { describe } from 'vitest'
import { alarm, connections, table, up } from '../../support/system.ts'

type Context = { readonly labels: Record<string, unknown>; readonly value: unknown }
const many = gt(connections, count(5))
const perPool = gt(sum(connections, { by: ['pool'] }), count(5))
const always =
  'alert/condition Trouble: an alert needs a condition, or it always fires; compare with breaches(), gt(), ' +
  'lt() …, or use absent()'

describe('an alert without a condition is found', () => {
  table([
    { name: 'a gauge as it is', input: { rules: [alarm(connections)] }, problems: [always] },
    {
      name: 'a comparison with bool',
      input: { rules: [alarm(gt(connections, count(5), { bool: true }))] },
      problems: [always],
    },
    {
      name: 'an or with one side that always gives something',
      input: { rules: [alarm(or(many, connections))] },
      problems: [always],
    },
    { name: 'an and of two gauges', input: { rules: [alarm(and(connections, connections))] }, problems: [always] },
    { name: 'but not a comparison', input: { rules: [alarm(many)] }, problems: [] },
    { name: 'but not an and with one comparison', input: { rules: [alarm(and(connections, many))] }, problems: [] },
    {
      name: 'but not an or of two comparisons',
      input: { rules: [alarm(or(many, perPool, { on: ['pool'] }))] },
      problems: [],
    },
    { name: 'but not absence', input: { rules: [alarm(absent(connections))] }, problems: [] },
  ])
})

/** Targets that are discovered can be absent; those that are listed are down. */
const found = { addressing: byDns() }

const says = (description: (context: Context) => string, when: Parameters<typeof alarm>[0] = perPool) => ({
  rules: [alarm(when, { description })],
})
const foreign = (action: string) =>
  `alert/annotations Trouble: ${JSON.stringify(action)} in an annotation is no typed reference; use labels.… or value`

describe('a description that names a label which is not there is found', () => {
  table([
    {
      name: 'with what removed it',
      input: says(({ labels }) => `${labels.instance} has too many.`),
      problems: [
        'alert/annotations Trouble: the description names the label instance, which sum by (pool) has removed',
      ],
    },
    {
      name: 'with the innermost of two that removed it',
      input: says(({ labels }) => `${labels.pool} has too many.`, gt(max(sum(connections)), count(5))),
      problems: ['alert/annotations Trouble: the description names the label pool, which sum has removed'],
    },
    {
      name: 'with those that there are',
      input: says(({ labels, value }) => `${labels.colour} has ${value}, and ${labels.colour} is bad.`, many),
      problems: [
        'alert/annotations Trouble: the description names the label colour, but there is only instance, job, pool',
      ],
    },
    {
      name: 'written by hand',
      input: says(() => 'There are too many on {{ $labels.instance }}.'),
      problems: [
        'alert/annotations Trouble: the description names the label instance, which sum by (pool) has removed',
      ],
    },
    {
      name: 'after absent(), which keeps only what was matched with =',
      input: {
        ...found,
        ...says(({ labels }) => `${labels.job} at ${labels.instance} is gone.`, absent(select(up, { job: 'app' }))),
      },
      problems: ['alert/annotations Trouble: the description names the label instance, which absent() has removed'],
    },
    { name: 'but not a label that is left', input: says(({ labels }) => `${labels.pool} has too many.`), problems: [] },
    {
      name: 'but not a label that the alert adds',
      input: says(({ labels }) => `${labels.team} is told, as ${labels.severity}.`),
      problems: [],
    },
    {
      name: 'but not a label that absent() keeps',
      input: { ...found, ...says(({ labels }) => `${labels.job} is gone.`, absent(select(up, { job: 'app' }))) },
      problems: [],
    },
  ])
})

const quiet = { description: ({ value }: Context) => `It is ${value}.` }

describe('a template action that is no typed reference is found', () => {
  table([
    { name: 'in a description', input: says(() => 'See {{ .Value }}.'), problems: [foreign('{{ .Value }}')] },
    {
      name: 'a query in a description',
      input: says(({ value }) => `${value}: {{ query "up" | first }}`),
      problems: [foreign('{{ query "up" | first }}')],
    },
    { name: 'an action that does not end', input: says(() => 'See {{ $value'), problems: [foreign('{{ $value')] },
    { name: 'an end without an action', input: says(() => 'See $value }}'), problems: [foreign('}}')] },
    {
      name: 'in a summary, which is the same for every firing',
      input: { rules: [alarm(perPool, { ...quiet, summary: 'There are {{ .Value }} of them.' })] },
      problems: [
        foreign('{{ .Value }}'),
        'alert/annotations Trouble: the summary is the same for every firing; move what varies to the description',
      ],
    },
    {
      name: 'even a good one, in a summary',
      input: { rules: [alarm(perPool, { ...quiet, summary: 'There are {{ $value | humanize }} of them.' })] },
      problems: [
        'alert/annotations Trouble: the summary is the same for every firing; move what varies to the description',
      ],
    },
    {
      name: 'but not single braces',
      input: says(({ value }) => `{${value}} is {not} }a{ template.`),
      problems: [],
    },
    {
      name: 'but not a link without one',
      input: { rules: [alarm(perPool, { ...quiet, links: { dashboard: 'https://grafana.example/d/x?a={b}' } })] },
      problems: [],
    },
  ])
})

describe('a template in a label, which makes another alert of each value, is found', () => {
  table([
    {
      name: 'the value',
      input: { rules: [alarm(perPool, { ...quiet, labels: { amount: '{{ $value }}' } })] },
      problems: ['alert/annotations Trouble: the label amount holds a template; move what varies to the description'],
    },
    {
      name: 'but not a text',
      input: { rules: [alarm(perPool, { ...quiet, labels: { area: 'storage' } })] },
      problems: [],
    },
  ])
})

const gone = (seconds_?: number, when: Parameters<typeof alarm>[0] = absent(select(up, { job: 'app' }))) =>
  alarm(when, { for: seconds_ === undefined ? undefined : seconds(seconds_) })
const wants = (time: string) =>
  `alert/absent Trouble: absent() needs a for of ${time} or more, or every restart is an alert`
const rare = target('rare', { service: 'rare', port: 9000, interval: minutes(2), exposes: [] })

describe('absent() without patience is found', () => {
  table([
    { name: 'without for', input: { ...found, rules: [gone()] }, problems: [wants('30s')] },
    {
      name: 'of targets that are listed, which are down and never absent',
      input: { rules: [gone(60)] },
      problems: [
        'alert/absent Trouble: never fires: the targets are listed one by one, so that up is 0 when they are gone and never ' +
          'absent; write eq(up, 0)',
      ],
    },
    { name: 'with less than two scrapes', input: { ...found, rules: [gone(29)] }, problems: [wants('30s')] },
    {
      name: 'of a job that is scraped less often',
      input: { ...found, others: [rare], rules: [gone(60, absent(select(up, { job: 'rare' })))] },
      problems: [wants('4m')],
    },
    {
      name: 'inside of something else',
      input: { rules: [gone(undefined, and(absent(connections), gt(sum(up), count(0)), { on: [] }))] },
      problems: [wants('30s')],
    },
    { name: 'but not with two scrapes', input: { ...found, rules: [gone(30)] }, problems: [] },
    { name: 'but not a comparison', input: { rules: [gone(undefined, eq(up, 0))] }, problems: [] },
    {
      name: 'but not because another job is scraped less often',
      input: { ...found, ...found, others: [rare], rules: [gone(60)] },
      problems: [],
    },
  ])
})

describe('what is left out with unless', () => {
  table([{ name: 'is a condition', input: { rules: [alarm(unless(neq(connections, 0), many))] }, problems: [] }])
})
