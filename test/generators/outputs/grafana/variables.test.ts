/** What people can choose on a dashboard, and what each choice is made from. */
import {
  type AnyExpr,
  attached,
  count,
  environment,
  fixed,
  gauge,
  minutes,
  oneOf,
  open,
  rate,
  record,
  select,
  sum,
  target,
} from 'plimsoll'
import { describe, expect, test } from 'vitest'
import { chart, mainBoard } from '../../../support/boards.ts'
import { alerts, connections, latency, type Parts, requests, up } from '../../../support/system.ts'

const db = gauge('db_size_bytes', {
  help: 'Size.',
  labels: { environment: attached(environment), table: open({ atMost: 9 }) },
})
const lone = gauge('lone', { help: 'One series.', labels: { only: open({ atMost: 1 }) } })
const others = [
  target('db', { service: ['db-a', 'db-b'], port: 1, exposes: [db, lone], labels: { environment: 'prod' } }),
]
const recorded = record('pool:open_connections:sum', sum(connections, { by: ['pool'] }), { help: 'By pool.' })
const whole = record('demo:open_connections:sum', sum(connections), { help: 'All.' })

/** The variables after the data source, as `name: query`. */
async function variablesOf(show: readonly AnyExpr[], more: Parts & { readonly board?: object } = {}) {
  const { templating } = await mainBoard([chart(show)], { others, rules: [recorded, whole], ...more })
  const [source, ...rest] = templating.list
  expect(source).toMatchObject({ name: 'datasource', type: 'datasource', query: 'prometheus' })
  return rest.map(({ name, query }) => `${name}: ${query}`)
}

interface Row {
  readonly name: string
  readonly show: readonly AnyExpr[]
  readonly board?: object
  readonly more?: Parts
  readonly output: readonly string[]
}

const rows = (all: readonly Row[]) =>
  test.each(all)('$name', async ({ show, board, more, output }) => {
    expect(await variablesOf(show, { ...more, ...(board && { board }) })).toEqual(output)
  })

const job = 'job: label_values(up{job=~"app"}, job)'
const instance = 'instance: label_values(up{job=~"$job",job=~"app"}, instance)'
const instanceOfDb = 'instance: label_values(up{job=~"$job",job=~"db"}, instance)'
const instanceOfAll = 'instance: label_values(up{job=~"$job"}, instance)'

describe('the labels to choose from', () => {
  rows([
    {
      name: 'are those that all expressions share and that have more than one value, after job and instance',
      show: [requests, latency.count].map((counter) => sum(rate(counter as typeof requests, minutes(5)))),
      output: [
        job,
        instance,
        'endpoint: label_values(http_requests_total{job=~"$job",instance=~"$instance"}, endpoint)',
      ],
    },
    {
      name: 'are job and instance alone where nothing is shared',
      show: [sum(rate(requests, minutes(5))), connections],
      output: [job, instance],
    },
    {
      name: 'are not those that one expression says the value of',
      show: [select(connections, { pool: 'read' })],
      output: [job, instance],
    },
    {
      name: 'are not those with one value',
      show: [lone],
      output: ['job: label_values(up{job=~"db"}, job)', instanceOfDb],
    },
    {
      name: 'begin with the environment, which narrows the rest',
      show: [db],
      output: [
        'environment: label_values(db_size_bytes, environment)',
        'job: label_values(db_size_bytes{environment=~"$environment"}, job)',
        'instance: label_values(db_size_bytes{environment=~"$environment",job=~"$job"}, instance)',
        'table: label_values(db_size_bytes{environment=~"$environment",job=~"$job",instance=~"$instance"}, table)',
      ],
    },
    {
      name: 'are none of the form of a metric',
      show: [sum(rate(latency.bucket, minutes(5)), { by: ['le'] })],
      output: [
        job,
        instance,
        'endpoint: label_values(http_request_duration_seconds_bucket{job=~"$job",instance=~"$instance"}, endpoint)',
      ],
    },
    {
      name: 'are those that the definition names, and job and instance',
      show: [sum(rate(requests, minutes(5)))],
      board: { variables: ['status', 'method'] },
      output: [
        job,
        instance,
        'method: label_values(http_requests_total{job=~"$job",instance=~"$instance"}, method)',
        'status: label_values(http_requests_total{job=~"$job",instance=~"$instance",method=~"$method"}, status)',
      ],
    },
    {
      name: 'are none where the definition wants none',
      show: [sum(rate(requests, minutes(5)))],
      board: { variables: [] },
      output: [],
    },
    {
      name: 'are none where all that is shown is recorded',
      show: [whole],
      board: { variables: [] },
      output: [],
    },
    {
      name: 'are those of recorded series, where they keep some',
      show: [recorded],
      board: { variables: ['pool'] },
      output: ['pool: label_values(pool:open_connections:sum, pool)'],
    },
    {
      name: 'are none for alerts, which have the labels of other things',
      show: [count(alerts as never)],
      more: { always: [alerts] },
      board: { variables: [] },
      output: [],
    },
  ])
})

describe('the jobs to choose from', () => {
  rows([
    {
      name: 'are those of what is shown',
      show: [connections],
      board: { variables: ['job', 'instance'] },
      output: [job, instance],
    },
    {
      name: 'are all, where all are shown',
      show: [connections, db],
      board: { variables: ['job', 'instance'] },
      output: ['job: label_values(up, job)', instanceOfAll],
    },
    {
      name: 'are all for what every target has',
      show: [up],
      output: ['job: label_values(up, job)', instanceOfAll],
    },
    {
      name: 'are those that a selector names',
      show: [select(up, { job: 'db' })],
      board: { variables: ['job', 'instance'] },
      output: ['job: label_values(up{job=~"db"}, job)', instanceOfDb],
    },
  ])
})

test('a choice is of many values or all, and is looked up anew when the time range changes', async () => {
  const { templating } = await mainBoard([chart(connections)], { board: { variables: ['pool'] } })
  expect(templating.list.at(-1)).toEqual({
    name: 'pool',
    type: 'query',
    label: 'Pool',
    datasource: { type: 'prometheus', uid: `\${datasource}` },
    definition: 'label_values(open_connections{job=~"$job",instance=~"$instance"}, pool)',
    query: 'label_values(open_connections{job=~"$job",instance=~"$instance"}, pool)',
    current: { selected: true, text: ['All'], value: ['$__all'] },
    allValue: '.+',
    hide: 0,
    includeAll: true,
    multi: true,
    options: [],
    refresh: 2,
    regex: '',
    sort: 1,
  })
})

test('a fixed choice offers what the definition says, and narrows what comes after it', async () => {
  const { templating } = await mainBoard([chart(db)], { others, board: { variables: [fixed('environment'), 'table'] } })
  expect(templating.list.map(({ name, query }) => `${name}: ${query}`).slice(1)).toEqual([
    'environment: dev,stage,prod',
    'job: label_values(db_size_bytes{environment=~"$environment"}, job)',
    'instance: label_values(db_size_bytes{environment=~"$environment",job=~"$job"}, instance)',
    'table: label_values(db_size_bytes{environment=~"$environment",job=~"$job",instance=~"$instance"}, table)',
  ])
  expect(templating.list[1]).toEqual({
    name: 'environment',
    type: 'custom',
    label: 'Environment',
    query: 'dev,stage,prod',
    current: { selected: true, text: ['All'], value: ['$__all'] },
    allValue: '.+',
    hide: 0,
    includeAll: true,
    multi: true,
    options: [],
  })
})

test('a comma in a value of a fixed choice does not separate', async () => {
  const tall = gauge('tall', { help: 'Tall.', labels: { size: oneOf('1,5', '2') } })
  const { templating } = await mainBoard([chart(tall)], { exposes: [tall], board: { variables: [fixed('size')] } })
  expect(templating.list.at(-1)).toMatchObject({ name: 'size', query: '1\\,5,2' })
})

describe('a panel says which choices do not touch it', () => {
  test.each<{ name: string; show: AnyExpr; variables: readonly string[]; output: string }>([
    { name: 'none', show: connections, variables: ['pool'], output: 'What it shows.' },
    {
      name: 'one',
      show: sum(rate(requests, minutes(5))),
      variables: ['pool'],
      output: 'What it shows. Not narrowed by pool.',
    },
    {
      name: 'several',
      show: recorded,
      variables: ['pool', 'endpoint'],
      output: 'What it shows. Not narrowed by job, instance and endpoint.',
    },
  ])('$name', async ({ show, variables, output }) => {
    const [first] = (
      await mainBoard([chart(show), chart([connections, sum(rate(requests, minutes(5)))], {}, { title: 'Beside' })], {
        rules: [recorded],
        board: { variables },
      })
    ).panels.filter(({ type }) => type !== 'row')
    expect(first?.description).toBe(output)
  })
})

test('every variable that a query, another variable or an annotation names is one of the dashboard', async () => {
  const main = await mainBoard([chart([db, connections])], {
    others,
    board: { variables: ['environment', 'table', 'pool'] },
    restarts: select(up, { job: 'app' }) as never,
  })
  const known = new Set(main.templating.list.map(({ name }) => name))
  const text = JSON.stringify([main.panels, main.templating, main.annotations])
  const used = new Set([...text.matchAll(/\$\{?(?!__)(\w+)/g)].map(([, name]) => name))
  expect(used).toEqual(new Set(['datasource', 'environment', 'job', 'instance', 'table', 'pool']))
  expect([...used].filter((name) => !known.has(name))).toEqual([])
})
