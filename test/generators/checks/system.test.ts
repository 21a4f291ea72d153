import { count, gauge, gibibytes, gt, milliseconds, type RemoteWrite, record, seconds } from 'plimsoll'
import { describe } from 'vitest'
import { alarm, connections, table } from '../../support/system.ts'

describe('an alert on a limit of the disk that is not there', () => {
  const limit = gauge('prometheus_tsdb_retention_limit_bytes', { help: 'The limit by size.', range: [0, 'none'] })
  const recorded = record('instance_job:prometheus_tsdb_retention_limit_bytes:max', limit, { help: 'The limit.' })
  const never = (names: string) =>
    `system/storage demo: Prometheus has no limit by size without storage, so that ${names} can never fire; give ` +
    'storage, such as gibibytes(20), or leave them out'
  const above = (metric: typeof limit | typeof recorded, name: string) => alarm(gt(metric, count(1)), {}, name)
  table([
    {
      name: 'one that reads it',
      input: { exposes: [limit], rules: [above(limit, 'Full'), above(connections, 'Many')] },
      problems: [never('Full')],
    },
    {
      name: 'one that reads it, and one that reads what is recorded from it',
      input: { exposes: [limit], rules: [recorded, above(limit, 'Full'), above(recorded, 'Filling')] },
      problems: [never('Full and Filling')],
    },
    {
      name: 'not where there is a limit',
      input: { exposes: [limit], storage: gibibytes(20), rules: [above(limit, 'Full')] },
      problems: [],
    },
    {
      name: 'not one of something else',
      input: { exposes: [limit], rules: [above(connections, 'Many')] },
      problems: [],
    },
  ])
})

describe('how samples wait until they are sent', () => {
  const url = 'https://storage.example/api/v1/write'
  const waiting = (name: string, queue: NonNullable<RemoteWrite['queue']>, ...problems: readonly string[]) => ({
    name,
    input: { remoteWrite: [{ url, queue }] },
    problems: problems.map((problem) => `system/schema demo: remoteWrite.0.queue.${problem}`),
  })
  const shards = 'minShards: it begins with more shards than it may have; lower minShards, or raise maxShards'
  const backoff =
    'minBackoff: the first wait is longer than the longest; lower minBackoff (30 ms if left out), or raise maxBackoff ' +
    '(5 s if left out)'
  table([
    waiting('no more shards at the start than at most', { minShards: 11, maxShards: 10 }, shards),
    waiting('as many', { minShards: 10, maxShards: 10 }),
    waiting('how many there may be depends on the release', { minShards: 100 }),
    waiting('no first wait that is longer', { minBackoff: seconds(2), maxBackoff: seconds(1) }, backoff),
    waiting('than Prometheus waits at most', { minBackoff: seconds(6) }, backoff),
    waiting('than Prometheus waits at first', { maxBackoff: milliseconds(20) }, backoff),
    waiting('the same wait each time', { minBackoff: seconds(2), maxBackoff: seconds(2) }),
    waiting('milliseconds that are whole', { minBackoff: milliseconds(29), batchSendDeadline: milliseconds(70) }),
    waiting(
      'not half of them, and not backwards',
      { batchSendDeadline: milliseconds(0.5), maxBackoff: seconds(-1) },
      'batchSendDeadline: a duration is a whole number of milliseconds',
      'maxBackoff: a duration is longer than zero',
      backoff,
    ),
  ])
})
