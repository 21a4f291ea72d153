import {
  attached,
  byFile,
  byLoopback,
  gauge,
  milliseconds,
  minutes,
  oneOf,
  seconds,
  type TargetDefinition,
  target,
} from 'plimsoll'
import { describe } from 'vitest'
import { latency, table } from '../../support/system.ts'

const db = (more: Partial<TargetDefinition> = {}, job = 'db') =>
  target(job, { service: 'db', port: 5432, exposes: [], ...more })
const tooLong = (interval: string) =>
  `target/timing db: the interval ${interval} is too long: series vanish after 5m; take 2m or less`

describe('the timing of scrapes', () => {
  table([
    {
      name: 'a timeout above the interval',
      input: { others: [db({ interval: seconds(10), timeout: seconds(20) })] },
      problems: ['target/timing db: the timeout 20s is longer than the interval 10s'],
    },
    {
      name: "a timeout above the system's interval",
      input: { others: [db({ timeout: milliseconds(15_001) })] },
      problems: ['target/timing db: the timeout 15s1ms is longer than the interval 15s'],
    },
    {
      name: 'two and a half minutes',
      input: { others: [db({ interval: seconds(150) })] },
      problems: [tooLong('2m30s')],
    },
    {
      name: 'an hour',
      input: { others: [db({ interval: minutes(60), timeout: minutes(61) })] },
      problems: ['target/timing db: the timeout 1h1m is longer than the interval 1h', tooLong('1h')],
    },
    {
      name: 'the interval of the system',
      input: { scrapeInterval: minutes(3), scrapeTimeout: seconds(10) },
      problems: ['target/timing app: the interval 3m is too long: series vanish after 5m; take 2m or less'],
    },
    {
      name: 'a timeout as long as the interval',
      input: { others: [db({ interval: seconds(10), timeout: seconds(10) })] },
      problems: [],
    },
    {
      name: "an interval below the system's timeout, which then gives way",
      input: { others: [db({ interval: seconds(5) })] },
      problems: [],
    },
    { name: 'two minutes', input: { others: [db({ interval: minutes(2) })] }, problems: [] },
  ])
})

const again = (job: string, address: string, by: string) =>
  `target/unique ${job}: ${address} is scraped by ${by} already, so everything in it counts twice`

describe('a job or an address that stands twice', () => {
  table([
    {
      name: 'two jobs of one name',
      input: { others: [db(), db({ service: 'replica' })] },
      problems: ['target/unique db: two targets are named db; rename one'],
    },
    {
      name: 'one address in two jobs',
      input: { others: [db(), db({}, 'copy')] },
      problems: [again('copy', 'db:5432/metrics', 'db')],
    },
    {
      name: 'one replica twice',
      input: { others: [db({ service: ['db', 'db'] })] },
      problems: [again('db', 'db:5432/metrics', 'db')],
    },
    {
      name: 'replicas that share a port of this machine',
      input: { addressing: byLoopback(), others: [db({ service: ['db', 'replica'] })] },
      problems: [again('db', '127.0.0.1:5432/metrics', 'db')],
    },
    {
      name: 'one address of a file',
      input: { addressing: byFile(), others: [db(), db({}, 'copy')] },
      problems: [again('copy', 'db:5432/metrics', 'db')],
    },
    { name: 'not two services', input: { others: [db(), db({ service: 'replica' }, 'copy')] }, problems: [] },
    { name: 'not two ports', input: { others: [db(), db({ port: 5433 }, 'copy')] }, problems: [] },
    { name: 'not two paths', input: { others: [db(), db({ path: '/more' }, 'copy')] }, problems: [] },
    {
      name: 'not two questions',
      input: { others: [db({ params: { a: ['1'] } }), db({ params: { a: ['2'] } }, 'copy')] },
      problems: [],
    },
    {
      name: 'not replicas with ports of their own on this machine',
      input: { addressing: byLoopback({ 'db/replica': 5433 }), others: [db({ service: ['db', 'replica'] })] },
      problems: [],
    },
  ])
})

const area = oneOf('north', 'south')
const seats = gauge('seats', { help: 'Seats.', labels: { area } })
const attachedSeats = gauge('seats', { help: 'Seats.', labels: { area: attached(area) } })
const labels = { area: 'north' }
const clash = (label: string) =>
  `target/labels seats: exposes the label ${label}, which the target db attaches; rename one, or declare it ` +
  'as attached()'

describe('a label that is exposed and attached', () => {
  table([
    { name: 'is found', input: { others: [db({ exposes: [seats], labels })] }, problems: [clash('area')] },
    {
      name: 'is found for instance, which every target attaches',
      input: { others: [db({ exposes: [gauge('seats', { help: 'Seats.', labels: { instance: area } })] })] },
      problems: [
        'metric/rules seats: instance is usually attached by the scrape configuration, and then hides this ' +
          'one; or allow target-label with the reason',
        clash('instance'),
      ],
    },
    {
      name: 'is meant, where the metric says so',
      input: { others: [db({ exposes: [attachedSeats], labels })] },
      problems: [],
    },
    {
      name: 'is kept, where the target honours labels',
      input: { others: [db({ exposes: [seats], labels, honorLabels: true })] },
      problems: [],
    },
    { name: 'is no clash in another target', input: { exposes: [seats], others: [db({ labels })] }, problems: [] },
    {
      name: 'is no clash with another label',
      input: { others: [db({ exposes: [seats], labels: { floor: '1' } })] },
      problems: [],
    },
  ])
})

describe('what becomes of samples after a scrape', () => {
  const size = gauge('size_bytes', { help: 'Size.', unit: 'bytes', labels: { user_id: oneOf('a', 'b') } })
  const other = gauge('other', { help: 'Another.' })
  const relabelled = (more: Partial<TargetDefinition>) => ({ others: [db({ exposes: [size], ...more })] })
  table([
    {
      name: 'drops what nothing defines',
      input: relabelled({ dropMetrics: ['size'], dropLabels: ['user'] }),
      problems: [],
    },
    {
      name: 'drops no metric that is defined',
      input: relabelled({ dropMetrics: ['python_.+', 'size_.*'] }),
      problems: ['target/relabelling db: drops size_bytes, which it exposes; keep it, or take it out of exposes'],
    },
    {
      name: 'drops no part of a histogram',
      input: { others: [db({ exposes: [latency], dropMetrics: ['.+_bucket'] })] },
      problems: [
        'target/relabelling db: drops http_request_duration_seconds_bucket, which it exposes; keep it, or take it out of exposes',
      ],
    },
    {
      name: 'drops no metric under the name by which it comes',
      input: relabelled({ dropMetrics: ['size_total'], renames: { size_total: size } }),
      problems: ['target/relabelling db: drops size_total, which it exposes; keep it, or take it out of exposes'],
    },
    {
      name: 'drops no label that all have',
      input: relabelled({ dropLabels: ['job|le', 'zone'], labels: { zone: 'a' } }),
      problems: ['job', 'zone'].map(
        (label) => `target/relabelling db: drops the label ${label}, which every series has; keep it`,
      ),
    },
    {
      name: 'drops no series for a label that all have',
      input: relabelled({ dropSeriesWith: ['instance'] }),
      problems: [
        'target/relabelling db: drops every series, since all have the label instance; take it out of dropSeriesWith',
      ],
    },
    {
      name: 'reads patterns as RE2 does',
      input: relabelled({ dropMetrics: ['(?i)go_.*', '(?P<x>python)_.+'] }),
      problems: [],
    },
    {
      name: 'has no pattern that is none',
      input: relabelled({ dropMetrics: ['(', '(?!x)'], dropLabels: [''] }),
      problems: [
        ...[0, 1].map(
          (i) => `target/schema db: dropMetrics.${i}: the regular expression is not one of RE2, which Prometheus reads`,
        ),
        'target/schema db: dropLabels.0: an empty pattern matches nothing',
      ],
    },
    {
      name: 'renames no part of a histogram',
      input: { others: [db({ exposes: [latency, size], renames: { http_request_duration_seconds_count: size } })] },
      problems: [
        'target/relabelling db: renames http_request_duration_seconds_count, which it exposes under that name; do one of both',
      ],
    },
    {
      name: 'drops no label that a metric has',
      input: relabelled({ dropLabels: ['user_.+'] }),
      problems: [
        'target/relabelling db: drops the label user_id, which size_bytes has; keep it, or take it out of the metric',
      ],
    },
    {
      name: 'drops no series for a label that a metric has',
      input: relabelled({ dropSeriesWith: ['request_id', 'user_id'] }),
      problems: [
        'target/relabelling db: drops all series of size_bytes, since it has the label user_id; take it out of the metric',
      ],
    },
    { name: 'renames to a metric that it exposes', input: relabelled({ renames: { size_total: size } }), problems: [] },
    {
      name: 'renames to no other',
      input: relabelled({ renames: { another: other } }),
      problems: ['target/relabelling db: renames another to other, which it does not expose; add that to exposes'],
    },
    {
      name: 'renames no name that it exposes',
      input: relabelled({ exposes: [size, other], renames: { other: size } }),
      problems: ['target/relabelling db: renames other, which it exposes under that name; do one of both'],
    },
    {
      name: 'renames no name that is none',
      input: relabelled({ renames: { 'a b': size } }),
      problems: ['target/schema db: renames.a b: a metric name has letters, digits and underscores only'],
    },
    {
      name: 'renames to nothing that is no metric',
      input: relabelled({ renames: { size: 'size_bytes' as never } }),
      problems: [
        'target/schema db: renames.size: a name is renamed to a metric, such as { active_users_total: activeUsers }',
      ],
    },
  ])
})
