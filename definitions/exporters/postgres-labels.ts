/** Labels that many metrics of postgres_exporter share. */
import { oneOf, open } from 'plimsoll'

export const datname = open({ atMost: 20, like: ['app', 'postgres'] })
export const connectionState = oneOf(
  ...(['active', 'idle', 'idle in transaction', 'idle in transaction (aborted)'] as const),
  ...(['fastpath function call', 'disabled'] as const),
)
/** A table is in one schema of one database, so that the three do not multiply. */
export const perTable = {
  labels: {
    datname,
    schemaname: open({ atMost: 20, like: ['public'] }),
    relname: open({ atMost: 500, like: ['users', 'orders'] }),
  },
  atMost: 500,
} as const
