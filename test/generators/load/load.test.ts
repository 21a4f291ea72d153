import {
  breaches,
  byLoopback,
  count,
  counter,
  gauge,
  gt,
  histogram,
  minutes,
  oneOf,
  record,
  ruleGroup,
  type SystemDefinition,
  seconds,
  sum,
  target,
  thresholds,
  unbounded,
} from 'plimsoll'
import { describe, expect, test } from 'vitest'
import { load } from '../../../generators/load/load.ts'
import {
  alarm,
  connections,
  loadAll,
  type Parts,
  problemsOf,
  root,
  systemFrom,
  systemOf,
  table,
  up,
} from '../../support/system.ts'

const many = gt(connections, count(5))
const alone = (name: string, input: Parts, ...problems: string[]) => ({ name, input, problems })
const bad = (kind: string, name: string, more: object, says: string) =>
  alone(`${kind}: ${says}`, { rules: [alarm(many, more, name)] }, `alert/schema ${name}: ${says}`)

describe('an alert that the compiler could not see is refused with the path of what is wrong', () => {
  table([
    bad('name', 'trouble', {}, 'name: an alert is named in CamelCase'),
    bad('name', `T${'o'.repeat(40)}`, {}, 'name: an alert has at most 40 characters in its name'),
    bad('severity', 'Trouble', { severity: 'fatal' }, 'severity: severity is one of critical, warning, info, none'),
    bad('owner', 'Trouble', { owner: undefined }, 'owner: an alert has an owner, the team that acts on it'),
    bad('owner', 'Trouble', { owner: 'The Team' }, 'owner: an owner is a team in lower case'),
    bad(
      'summary',
      'Trouble',
      { summary: 'something is wrong' },
      'summary: a summary is one static sentence that ends in a full stop',
    ),
    bad(
      'description',
      'Trouble',
      { description: 'It is bad.' },
      'description: description is a function of { labels, value }',
    ),
    bad('for', 'Trouble', { for: seconds(-5) }, 'for: a duration is longer than zero'),
    bad('for', 'Trouble', { for: seconds(0.0005) }, 'for: a duration is a whole number of milliseconds'),
    bad('when', 'Trouble', { when: 'up == 0' }, 'expr: an expression is made by the builders, or by promql``'),
    bad(
      'runbook',
      'Trouble',
      { runbook: { meaning: 'Bad.', impact: 'Bad.', diagnose: [], mitigate: ['Fix.'] } },
      'runbook.diagnose: at least one step',
    ),
    bad(
      'links',
      'Trouble',
      { links: { docs: 'somewhere' } },
      'links.docs: a link is a URL that begins with http:// or https://',
    ),
    bad('labels', 'Trouble', { labels: { area: '' } }, 'labels.area: an empty label value is the same as no label'),
  ])
})

const help = 'Something that is measured.'
const metric = (name: string, definition: object, ...says: string[]) =>
  alone(
    says.join(' and '),
    { exposes: [gauge(name, { help, ...definition } as never)] },
    ...says.map((text) => `metric/schema ${name}: ${text}`),
  )

describe('so is a metric', () => {
  table([
    metric('my-gauge', {}, 'name: a metric name has letters, digits and underscores only'),
    metric('seats', { help: '' }, 'help: help says what is measured, in one sentence', 'help: help is one line'),
    metric('seats', { help: 'Two\nlines.' }, 'help: help is one line'),
    metric('seats', { unit: 'parsecs' }, 'unit: unit is one of those in schemas/model/unit.ts'),
    metric('seats', { range: [1, 0] }, 'range: a range begins below its end'),
    metric(
      'seats',
      { labels: { row: unbounded({ why: 'x', reckonWith: 0 }) } },
      'labels.row.atMost: atMost is at least 1',
    ),
    metric('seats', { allow: { colon: '' } }, 'allow.colon: an allowance says why'),
    alone(
      'buckets: buckets ascend, each once',
      { exposes: [histogram('took_seconds', { help, buckets: [1, 1] })] },
      'metric/schema took_seconds: buckets: buckets ascend, each once',
    ),
    alone(
      'buckets: buckets are finite',
      { exposes: [histogram('took_seconds', { help, buckets: [1, Number.NaN] })] },
      'metric/schema took_seconds: buckets.1: a bucket is a number',
    ),
  ])
})

const to = (name: string, more: object, says: string) =>
  alone(
    says,
    { others: [target('db', { service: 'db', port: 5432, exposes: [], ...more })] },
    `target/schema ${name}: ${says}`,
  )

describe('so is a target', () => {
  table([
    to('db', { port: 65_536 }, 'port: a port is between 1 and 65535'),
    to('db', { path: 'metrics' }, 'path: a path begins with / and has no query'),
    to('db', { service: 'http://db' }, 'hosts.0: a host is a name without scheme or port'),
    to('db', { labels: { __address__: 'x' } }, 'labels.__address__: Invalid key in record'),
    to('db', { interval: seconds(0.0001) }, 'interval: a duration is a whole number of milliseconds'),
  ])

  test('whose secret is no path', async () => {
    const authorization = { credentialsFile: '/run/../token' }
    expect(await problemsOf({ app: { authorization } })).toEqual([
      'target/schema app: authorization.credentialsFile: a secret file is named without ..',
    ])
  })
})

describe('so are systems, groups, thresholds and recording rules', () => {
  const { odd } = thresholds({ odd: { above: count(Number.POSITIVE_INFINITY), why: 'It is endless.' } })
  const { none } = thresholds({ none: { above: count(1), why: '' } })
  table([
    alone(
      'a name',
      { name: 'My System' },
      'system/schema My System: name: a name for a file has letters, digits, dots and dashes only, and no path',
      'system/schema My System: name: a system is named in lower case with dashes',
    ),
    alone(
      'a release',
      { prometheus: 'v3' },
      'system/schema demo: prometheus: a Prometheus release is written 2.42, which is the oldest, or 3.5',
    ),
    alone(
      'an Alertmanager',
      { alertmanagers: ['http://alertmanager'] },
      'system/schema demo: alertmanagers.0: an Alertmanager is given as host:port',
    ),
    alone(
      'a path as the name of a group',
      { groups: [ruleGroup('../x', { rules: [alarm(many)] })] },
      'group/schema ../x: name: a name for a file has letters, digits, dots and dashes only, and no path',
      'group/schema ../x: writtenTo: a name for a file has letters, digits, dots and dashes only, and no path',
    ),
    alone(
      'no rules',
      { groups: [ruleGroup('empty', { rules: [] })] },
      'group/schema empty: rules: a rule group has at least one rule',
    ),
    alone(
      'a threshold without an end',
      { thresholds: { odd } },
      'threshold/schema odd: value: a threshold is a number',
    ),
    alone(
      'a threshold without a reason',
      { thresholds: { none } },
      'threshold/schema none: why: a threshold says why it is where it is',
    ),
    alone(
      'a recorded name',
      { rules: [record('requests', sum(connections), { help })] },
      'recording/schema requests: name: a recording rule is named level:metric:operations',
    ),
  ])

  test('without a target', async () => {
    expect(await problemsOf({ targets: [] })).toEqual(['system/schema demo: targets: a system has at least one target'])
  })

  test('two of one name', async () => {
    const { systems, problems } = await loadAll({ name: 'shop' }, { name: 'shop' })
    expect(systems).toHaveLength(2)
    expect(problems).toMatchObject([
      { id: 'system/duplicate', system: 'shop', name: 'shop', message: 'two systems are named shop; rename one' },
    ])
  })
})

describe('what no definition looks like', () => {
  const broken = (data: object) => ({ data: { ...systemOf({}).data, ...data } }) as unknown as SystemDefinition
  test.each([
    ['an empty target', broken({ targets: [{}] }), 'target/schema'],
    ['a number as a target', broken({ targets: [5] }), 'target/schema'],
    ['an empty group', broken({ rules: [{}] }), 'group/schema'],
    [
      'nothing as a rule',
      broken({ rules: [{ data: { ...ruleGroup('g', { rules: [alarm(many)] }).data, rules: [undefined] } }] }),
      'alert/schema',
    ],
    ['an unknown field', broken({ colour: 'red' }), 'system/schema'],
    ['nothing', { data: undefined } as unknown as SystemDefinition, 'system/schema'],
  ])('%s is refused, not thrown', async (_, definition, id) => {
    const { systems, problems } = await load({ systems: [definition], always: [up], root })
    expect(systems).toEqual([])
    expect(new Set(problems.map((problem) => problem.id))).toEqual(new Set([id]))
  })

  test.each([
    ['returns nothing', () => undefined],
    ['is empty', () => ''],
    ['returns no text', () => 5],
    ['fails', () => JSON.parse('')],
  ])('a description that %s is a problem, and no crash', async (_, description) => {
    const problems = await problemsOf({ rules: [alarm(many, { description })] })
    expect(problems.map((text) => text.split(':')[0])).toEqual(['alert/schema Trouble'])
  })

  test('all problems of a system come at once, and those of another one do not hide it', async () => {
    const { systems, problems } = await loadAll(
      { name: 'bad', prometheus: '1', retention: seconds(-1) },
      { name: 'good' },
    )
    expect(systems.map(({ name }) => name)).toEqual(['good'])
    expect(problems.map(({ system, message }) => `${system} ${message.split(':')[0]}`)).toEqual([
      'bad prometheus',
      'bad retention',
    ])
  })
})

describe('a system that is loaded', () => {
  const limits = thresholds({ open: { above: count(5), why: 'It was sized for five.' } })
  const shared = counter('shared_total', { help, labels: { kind: oneOf('a') } })
  const parts: Parts = {
    exposes: [shared],
    others: [target('db', { service: 'db', port: 5432, interval: seconds(5), exposes: [shared] })],
    thresholds: limits,
    rules: [
      record('pool:open_connections:sum', sum(connections, { by: ['pool'] }), { help }),
      alarm(breaches(connections, limits.open), { for: minutes(2), labels: { area: 'net' } }),
    ],
  }

  test('is frozen, and has defaults', async () => {
    const system = await systemFrom(parts)
    expect(Object.isFrozen(system)).toBe(true)
    expect(system.data).toMatchObject({
      prometheus: '2.42',
      scrapeInterval: 15_000,
      scrapeTimeout: 10_000,
      evaluationInterval: 15_000,
      alertmanagers: ['alertmanager:9093'],
      addressing: { by: 'service' },
      remoteWrite: [],
    })
  })

  test('knows the jobs of every metric, and that up has all', async () => {
    const { metrics } = await systemFrom(parts)
    expect(metrics.map(({ data, jobs }) => [data.name, ...jobs])).toEqual([
      ['http_request_duration_seconds', 'app'],
      ['http_requests_total', 'app'],
      ['open_connections', 'app'],
      ['shared_total', 'app', 'db'],
      ['up', 'app', 'db'],
    ])
  })

  test('knows the series of every metric and recording rule', async () => {
    const { series } = await systemFrom(parts)
    expect([...series.keys()].sort()).toEqual([
      'http_request_duration_seconds_bucket',
      'http_request_duration_seconds_count',
      'http_request_duration_seconds_sum',
      'http_requests_total',
      'open_connections',
      'pool:open_connections:sum',
      'shared_total',
      'up',
    ])
  })

  test('has intervals and timeouts that fit', async () => {
    const { targets } = await systemFrom(parts)
    expect(targets.map(({ interval, timeout }) => [interval, timeout])).toEqual([
      [15_000, 10_000],
      [5000, 5000],
    ])
  })

  test('has alerts with their labels, thresholds and words', async () => {
    const { alerts, recordings } = await systemFrom(parts)
    expect(alerts).toMatchObject([
      {
        labels: { area: 'net', severity: 'warning', team: 'us' },
        description: 'It is {{ $value | humanize }}.',
        thresholds: [{ name: 'open', op: '>', value: 5, unit: 'count' }],
        unknownLabels: [],
      },
    ])
    expect(recordings.map(({ data, shape }) => [data.name, Object.keys(shape.labels), shape.unit])).toEqual([
      ['pool:open_connections:sum', ['pool'], 'count'],
    ])
  })

  test('takes another way of addressing', async () => {
    const { data } = await systemFrom({ addressing: byLoopback({ app: 9000 }) })
    expect(data.addressing).toEqual({ by: 'loopback', ports: { app: 9000 } })
  })
})
