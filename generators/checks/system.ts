/** Checks of what a system says of itself. */
import { selectorsOf } from '../../schemas/promql/ast.ts'
import type { System } from '../load/system.ts'
import { type Check, found } from './check.ts'

const limit = 'prometheus_tsdb_retention_limit_bytes'

export const systemStorage: Check = {
  id: 'system/storage',
  doc: `An alert on how full the disk of Prometheus is reads the size to which Prometheus is limited, ${limit}.
That is 0 unless the system gives its storage, and the alert never fires.`,
  run: (system) => {
    const readers = system.data.storage === undefined ? readersOf(system) : []
    if (readers.length === 0) return []
    const message = `Prometheus has no limit by size without storage, so that ${readers.join(' and ')} can never fire; give storage, such as gibibytes(20), or leave them out`
    return [found(system.data, message)]
  },
}

/** The alerts that read the limit, also through what is recorded from it. */
function readersOf({ alerts, recordings }: System): string[] {
  const names = new Set([limit])
  const reads = ({ expr }: (typeof alerts | typeof recordings)[number]): boolean =>
    selectorsOf(expr).some(({ name }) => names.has(name))
  for (const recording of recordings) if (reads(recording)) names.add(recording.data.name)
  return alerts.filter(reads).map(({ data }) => data.name)
}
