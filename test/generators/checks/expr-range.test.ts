import {
  avg,
  avgOverTime,
  bytes,
  count,
  eq,
  gauge,
  gt,
  gte,
  hours,
  lt,
  lte,
  max,
  min,
  neq,
  percent,
  record,
  sum,
} from 'plimsoll'
import { describe } from 'vitest'
import { alarm, type Case, connections, table, up } from '../../support/system.ts'

const load = gauge('disk_busy_ratio', { help: 'How busy the disk is.', unit: 'ratio', range: [0, 1] })
const idle = gauge('disk_idle_ratio', { help: 'How idle the disk is.', unit: 'ratio' })
const sensor = gauge('sensor_celsius', { help: 'Warmth.', unit: 'celsius', range: [-40, 125] })
const free = gauge('disk_free_bytes', { help: 'Free.', unit: 'bytes' })
const upOf = record('job:up:min', min(up, { by: ['job'] }), { help: 'Whether all are up.' })

const row = (name: string, when: Parameters<typeof alarm>[0], ...problems: string[]): Case => ({
  name,
  input: { exposes: [load, idle, sensor, free], rules: [upOf, alarm(when)] },
  problems: problems.map((problem) => (problem.includes(' true: ') ? `expr/range Trouble: is ${problem}` : problem)),
})
/** The compiler refuses such a number too, and so does the check that repeats its words. */
const bare = (op: string) =>
  `expr/type Trouble: boolean ${op} a bare number makes no sense; say its unit, as in seconds(5), ` +
  'percent(5) or count(5)'

describe('a comparison that is always or never true is found', () => {
  table([
    row('a boolean of 2', eq(up, 2 as never), 'never true: the value is between 0 and 1', bare('==')),
    row('a boolean above 1', gt(up, 1), 'never true: the value is between 0 and 1'),
    row('a boolean of at least 0', gte(up, 0), 'always true: the value is between 0 and 1'),
    row('a boolean other than 2', neq(up, 2 as never), 'always true: the value is between 0 and 1', bare('!=')),
    row('a ratio of 90', gt(load, 90), 'never true: the value is between 0 and 1'),
    row('a ratio of 90, where the metric states no range', gt(idle, 90), 'never true: the value is between 0 and 1'),
    row('a ratio below 9000 %', lt(load, percent(9000)), 'always true: the value is between 0 and 1'),
    row('a ratio of at most its end', lte(load, percent(100)), 'always true: the value is between 0 and 1'),
    row('less than nothing', lt(connections, count(0)), 'never true: the value is at least 0'),
    row(
      'beyond a declared range',
      gt(sensor, { node: { type: 'NumberLiteral', val: 200, unit: 'celsius' } } as never),
      'never true: the value is between -40 and 125',
    ),
    row('of an aggregation', gt(max(up, { by: ['job'] }), 1), 'never true: the value is between 0 and 1'),
    row('of an average over time', gt(avgOverTime(load, hours(1)), 90), 'never true: the value is between 0 and 1'),
    row('of a recorded boolean', eq(upOf, 2 as never), 'never true: the value is between 0 and 1', bare('==')),
  ])
})

describe('a comparison that can be either is left alone', () => {
  table([
    row('a boolean of 0', eq(up, 0)),
    row('a boolean below 1', lt(up, 1)),
    row('an average of booleans', lt(avg(up, { by: ['job'] }), percent(50))),
    row('a ratio of 90 %', gt(load, percent(90))),
    row('a ratio of exactly its end', eq(load, percent(100))),
    row('more than nothing', gt(connections, count(0))),
    row('a sum of booleans', gt(sum(up), count(2))),
    row('a gauge without a range', gt(free, bytes(1e15))),
    row('a number of its own', gt(sum(load), 3)),
  ])
})
