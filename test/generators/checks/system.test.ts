import { count, gauge, gibibytes, gt, record } from 'plimsoll'
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
