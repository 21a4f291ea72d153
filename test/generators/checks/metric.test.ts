import {
  attached,
  counter,
  gauge,
  histogram,
  info,
  type Metric,
  oneOf,
  open,
  state,
  summary,
  target,
  unbounded,
  untyped,
} from 'plimsoll'
import { describe } from 'vitest'
import { type Case, table } from '../../support/system.ts'

const help = 'Something that is measured.'
const row = (name: string, metric: Metric, ...problems: string[]): Case => ({
  name,
  input: { exposes: [metric] },
  problems: problems.map((problem) => `metric/rules ${metric.data.name}: ${problem}`),
})
const allow = (rule: string) => ({ allow: { [rule]: 'the exporter names it so' } })

describe('_total belongs to counters', () => {
  table([
    row(
      'a counter without it',
      counter('jobs', { help }),
      "a counter's name ends in _total: jobs_total; or allow counter-total with the reason",
    ),
    row(
      'a gauge with it',
      gauge('jobs_total', { help }),
      "only a counter's name ends in _total, and this is a gauge: jobs; or allow total-counter with the reason",
    ),
    row(
      'a histogram with it',
      histogram('jobs_seconds_total', { help, buckets: [1] }),
      "only a counter's name ends in _total, and this is a histogram: jobs_seconds; or allow total-counter " +
        'with the reason',
    ),
    row('a counter with it', counter('jobs_total', { help })),
    row('something without a type', untyped('jobs_total', { help, like: 'gauge' })),
    row('a counter that the world has named', counter('jobs', { help, ...allow('counter-total') })),
  ])
})

describe('the unit stands at the end of the name', () => {
  const says = (unit: string, name: string) =>
    `a metric in ${unit} says so at the end of its name: ${name}; or allow unit-suffix with the reason`
  table([
    row('seconds', gauge('age', { help, unit: 'seconds' }), says('seconds', 'age_seconds')),
    row('bytes of a counter', counter('sent_total', { help, unit: 'bytes' }), says('bytes', 'sent_bytes_total')),
    row('a ratio', gauge('hits', { help, unit: 'ratio' }), says('ratio', 'hits_ratio')),
    row(
      'a time',
      gauge('started', { help, unit: 'timestamp' }),
      'the name of a time ends in _timestamp_seconds: started_timestamp_seconds; or allow unit-suffix with the reason',
    ),
    row('seconds, said', gauge('age_seconds', { help, unit: 'seconds' })),
    row('bytes of a counter, said', counter('sent_bytes_total', { help, unit: 'bytes' })),
    row('a time, said', gauge('start_time_seconds', { help, unit: 'timestamp' })),
    row('a count has no unit', gauge('sessions', { help })),
    row('a rate has no suffix', gauge('sent', { help, unit: 'bytes/second' })),
  ])
})

describe('units are base units', () => {
  const says = (base: string, word: string) =>
    `a name has base units: ${base} instead of ${word}; or allow unit-base with the reason`
  table([
    row('minutes', gauge('uptime_minutes', { help, unit: 'minutes' }), says('seconds', 'minutes')),
    row('milliseconds', gauge('age_milliseconds', { help, unit: 'milliseconds' }), says('seconds', 'milliseconds')),
    row('bits', counter('sent_bits_total', { help }), says('bytes', 'bits')),
    row('kilobits', counter('sent_kilobits_total', { help }), says('bytes', 'kilobits')),
    row('fahrenheit', gauge('room_fahrenheit', { help }), says('celsius', 'fahrenheit')),
    row('kibibytes', gauge('memory_kibibytes', { help, unit: 'kibibytes' }), says('bytes', 'kibibytes')),
    row('the first unit in a name decides', gauge('bytes_per_minutes', { help })),
    row('seconds', gauge('uptime_seconds', { help, unit: 'seconds' })),
    row('a word that only begins like one', gauge('minutesmith', { help })),
    row('odd, and allowed', gauge('age_milliseconds', { help, unit: 'milliseconds', ...allow('unit-base') })),
  ])
})

describe('suffixes and labels that histograms and summaries have', () => {
  const count = (name: string) =>
    `only a histogram's or a summary's series ends in _count or _sum: rename ${name}; or allow ` +
    'reserved-suffix with the reason'
  const buckets = [1]
  const own = (label: string, type: string) =>
    `the label ${label} belongs to ${type}, which have it by themselves; or allow reserved-suffix with the reason`
  table([
    row(
      '_bucket',
      gauge('ice_bucket', { help }),
      "only a histogram's series ends in _bucket: rename ice_bucket; or allow reserved-suffix with the reason",
    ),
    row('_count', gauge('user_count', { help }), count('user_count')),
    row('_sum', gauge('money_sum', { help }), count('money_sum')),
    row('le', gauge('size', { help, labels: { le: open({ atMost: 3 }) } }), own('le', 'histograms')),
    row(
      'le of a histogram',
      histogram('took_seconds', { help, buckets, labels: { le: open({ atMost: 3 }) } }),
      own('le', 'histograms'),
    ),
    row('quantile', gauge('size', { help, labels: { quantile: open({ atMost: 3 }) } }), own('quantile', 'summaries')),
    row('_count in the middle', gauge('count_of_users', { help })),
    row('a histogram', histogram('took_seconds', { help, buckets })),
    row('a summary', summary('took_seconds', { help, quantiles: [0.5] })),
    row('something without a type', untyped('user_count', { help, like: 'gauge' })),
  ])
})

describe('a name does not contain its type', () => {
  const says = (word: string) =>
    `a name does not contain its type: leave out ${word}; or allow type-in-name with the reason`
  table([
    row('a gauge', gauge('queue_gauge', { help }), says('gauge')),
    row('a counter', counter('hits_counter_total', { help }), says('counter')),
    row('a histogram', histogram('took_histogram_seconds', { help, buckets: [1] }), says('histogram')),
    row(
      'a summary',
      summary('took_Summary_seconds', { help }),
      says('summary'),
      'names are in snake_case: took_Summary_seconds; or allow snake-case with the reason',
    ),
    row('a state, which is exposed as a gauge', state('light_gauge', { help, states: ['on', 'off'] }), says('gauge')),
    row('the name of another type', gauge('counter_readings', { help })),
    row('at the beginning', gauge('gauge_pressure', { help })),
    row('a part of a word', gauge('fuel_gauges', { help })),
  ])
})

describe('how a name is spelled', () => {
  const camel = (names: string) => `names are in snake_case: ${names}; or allow snake-case with the reason`
  const short = (word: string) =>
    `a name has no abbreviated units: spell out ${word}; or allow abbreviation with the reason`
  table([
    row('a colon', gauge('job:sessions', { help }), 'colons belong to recording rules; or allow colon with the reason'),
    row('a capital', gauge('openSessions', { help }), camel('openSessions')),
    row(
      'a capital in a label',
      gauge('sessions', { help, labels: { userAgent: open({ atMost: 3 }) } }),
      camel('userAgent'),
    ),
    row('milliseconds, abbreviated', gauge('took_ms', { help }), short('ms')),
    row('days, abbreviated, in the middle', gauge('backup_d_old', { help }), short('d')),
    row('an abbreviation as the first word', gauge('ms_sql_sessions', { help })),
    row('a word that only ends like one', gauge('alarms', { help })),
    row('snake_case', info('build_info', { help, labels: { version: open({ atMost: 3 }) } })),
  ])
})

describe('labels that scraping attaches', () => {
  const says = (labels: string) =>
    `${labels} is usually attached by the scrape configuration, and then hides this one; or allow ` +
    'target-label with the reason'
  const region = oneOf('north', 'south')
  table([
    row('one', gauge('sessions', { help, labels: { region } }), says('region')),
    row('two', gauge('sessions', { help, labels: { team: region, colour: region, env: region } }), says('team, env')),
    row('declared as attached', gauge('sessions', { help, labels: { region: attached(region) } })),
    row('allowed', gauge('sessions', { help, labels: { region }, ...allow('target-label') })),
    row('another word', gauge('sessions', { help, labels: { area: region } })),
  ])
})

describe('a ratio goes from 0 to 1', () => {
  const says = 'a ratio goes from 0 to 1; or allow ratio-range with the reason'
  table([
    row('to 100', gauge('busy_ratio', { help, unit: 'ratio', range: [0, 100] }), says),
    row('without an end', gauge('busy_ratio', { help, unit: 'ratio', range: [0, 'none'] }), says),
    row('to 1', gauge('busy_ratio', { help, unit: 'ratio', range: [0, 1] })),
    row('without saying it', gauge('busy_ratio', { help, unit: 'ratio' })),
    row('a percentage, which is another unit', gauge('busy_percent', { help, unit: 'percent', range: [0, 100] })),
  ])
})

describe('an allowance that allows nothing', () => {
  const says = (rule: string) => `the allowance ${rule} allows nothing, since the rule is kept; remove it`
  table([
    row('of a rule that is kept', counter('jobs_total', { help, ...allow('counter-total') }), says('counter-total')),
    row(
      'beside one that allows something',
      counter('jobs', { help, allow: { 'counter-total': 'so named', colon: 'so named' } }),
      says('colon'),
    ),
    row(
      'for another rule than the one that is broken',
      counter('jobs', { help, ...allow('abbreviation') }),
      "a counter's name ends in _total: jobs_total; or allow counter-total with the reason",
      says('abbreviation'),
    ),
  ])
})

const twice = (sample: string, other: string, name: string) =>
  `metric/duplicate ${name}: ${sample} is exposed by ${other} too, which is another definition; share one, or rename`
const took = histogram('took_seconds', { help, buckets: [1] })
const jobs = gauge('jobs', { help })
const elsewhere = (...exposes: Metric[]) => [target('other', { service: 'other', port: 9000, exposes })]

describe('two metrics that expose samples of one name', () => {
  table([
    {
      name: 'a histogram and a counter of its count',
      input: { exposes: [took, untyped('took_seconds_count', { help, like: 'counter' })] },
      problems: [twice('took_seconds_count', 'took_seconds', 'took_seconds_count')],
    },
    {
      name: 'one name with other labels in another job',
      input: { exposes: [jobs], others: elsewhere(gauge('jobs', { help, labels: { colour: oneOf('red') } })) },
      problems: [twice('jobs', 'jobs', 'jobs')],
    },
    {
      name: 'a summary and a gauge of its sum',
      input: { exposes: [summary('wait_seconds', { help }), untyped('wait_seconds_sum', { help, like: 'counter' })] },
      problems: [twice('wait_seconds_sum', 'wait_seconds', 'wait_seconds_sum')],
    },
    { name: 'not one definition in two jobs', input: { exposes: [took], others: elsewhere(took) }, problems: [] },
    {
      name: 'not a name that only begins alike',
      input: { exposes: [took, gauge('took_seconds_counted', { help })] },
      problems: [],
    },
  ])
})

describe('a metric that can have more series than its budget', () => {
  const many = (n: number) => open({ atMost: n })
  const says = (name: string, series: string) =>
    `metric/cardinality ${name}: can have ${series} series in one instance; bound its labels, or say atMost`
  table([
    {
      name: 'by the product of its labels',
      input: { exposes: [gauge('seats', { help, labels: { row: many(201), seat: many(100) } })] },
      problems: [says('seats', '20,100')],
    },
    {
      name: 'by its buckets',
      input: { exposes: [histogram('took_seconds', { help, buckets: [1, 2], labels: { path: many(4001) } })] },
      problems: [says('took_seconds', '20,005')],
    },
    {
      name: 'by its quantiles',
      input: { exposes: [summary('took_seconds', { help, quantiles: [0.5], labels: { path: many(7000) } })] },
      problems: [says('took_seconds', '21,000')],
    },
    {
      name: 'by a label without a bound',
      input: {
        exposes: [gauge('seats', { help, labels: { user: unbounded({ why: 'Asked for.', reckonWith: 50_000 }) } })],
      },
      problems: [says('seats', '50,000')],
    },
    {
      name: 'not at the budget',
      input: { exposes: [gauge('seats', { help, labels: { row: many(200), seat: many(100) } })] },
      problems: [],
    },
    {
      name: 'not where combinations are rarer',
      input: { exposes: [gauge('seats', { help, atMost: 300, labels: { row: many(201), seat: many(100) } })] },
      problems: [],
    },
  ])
})
