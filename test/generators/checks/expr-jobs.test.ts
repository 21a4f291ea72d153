import {
  and,
  bytes,
  gauge,
  gt,
  labelReplace,
  lt,
  max,
  oneOf,
  open,
  or,
  percent,
  ratio,
  scalar,
  select,
  sub,
  target,
  unless,
} from 'plimsoll'
import { describe } from 'vitest'
import { alarm, type Case, table, up } from '../../support/system.ts'

const region = oneOf('north', 'south')
const used = gauge('cache_used_bytes', { help: 'Bytes in use.', unit: 'bytes', labels: { zone_id: region } })
const installed = gauge('host_memory_bytes', { help: 'Memory.', unit: 'bytes', labels: { zone_id: region } })
const named = gauge('host_named_bytes', { help: 'Memory.', unit: 'bytes', labels: { host: open({ atMost: 9 }) } })
const host = target('host', { service: 'host', port: 9100, exposes: [installed, named] })

const apart = (label: string) => [
  `expr/jobs Trouble: never gives anything: the left side comes from app, the right side from host, ` +
    `and both must have the same ${label}; match on other labels`,
]
const row = (name: string, when: Parameters<typeof alarm>[0], problems: readonly string[] = []): Case => ({
  name,
  input: { exposes: [used], others: [host], rules: [alarm(when)] },
  problems,
})

describe('two jobs that are matched on their targets are found', () => {
  table([
    row('on all labels', gt(ratio(used, installed), percent(90)), apart('job')),
    row('on instance', gt(ratio(used, installed, { on: ['instance'] }), percent(90)), apart('instance')),
    row('ignoring the job', gt(ratio(used, installed, { ignoring: ['job'] }), percent(90)), apart('instance')),
    row(
      'aggregated by instance',
      gt(ratio(max(used, { by: ['instance'] }), max(installed, { by: ['instance'] })), percent(90)),
      apart('instance'),
    ),
    row('with and', and(gt(used, bytes(1)), lt(installed, bytes(5))), apart('job')),
    row(
      'up of another job',
      and(gt(used, bytes(1)), gt(select(up, { job: 'host' }), 0), { on: ['instance'] }),
      apart('instance'),
    ),
  ])
})

describe('sides that can meet are left alone', () => {
  table([
    row(
      'on a label that both have',
      gt(ratio(max(used, { by: ['zone_id'] }), max(installed, { by: ['zone_id'] })), percent(90)),
    ),
    row('on a label of theirs', gt(ratio(used, installed, { on: ['zone_id'] }), percent(90))),
    row('both of one job', gt(sub(used, used), bytes(1))),
    row('up of every job', and(gt(used, bytes(1)), gt(up, 0), { on: ['instance'] })),
    row('or, which takes either', or(gt(used, bytes(1)), gt(installed, bytes(1)))),
    row('unless, which takes nothing away', unless(gt(used, bytes(1)), gt(installed, bytes(1)))),
    row('a single number', gt(sub(used, scalar(max(installed))), bytes(1))),
    row(
      'an instance that was made from a label',
      and(
        gt(used, bytes(1)),
        labelReplace(gt(named, bytes(1)), { label: 'instance', value: '$1:8000' }, { label: 'host', matching: '(.+)' }),
        { on: ['instance'] },
      ),
    ),
  ])
})

describe('an instance that configuration fixes', () => {
  const same = { labels: { instance: 'machine-1' } }
  table([
    {
      name: 'may be the same in two jobs',
      input: {
        app: same,
        exposes: [used],
        others: [target('host', { service: 'host', port: 9100, exposes: [installed], ...same })],
        rules: [alarm(gt(ratio(used, installed, { on: ['instance'] }), percent(90)))],
      },
      problems: [],
    },
  ])
})
