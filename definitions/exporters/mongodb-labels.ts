/**
 * mongodb_exporter: what its metrics have in common. It walks through what MongoDB's own commands return, exposes each
 * number without a type, and names it by the path that led there: `serverStatus.mem.resident` is `mongodb_ss_mem_resident`.
 */
import { open } from 'plimsoll'
import { capitals, noUnit } from './shared.ts'

/** Where in a cluster the server is; a server that stands alone has nothing but `cl_role`. */
export const topology = {
  cl_role: open({ atMost: 1, like: ['mongod'] }),
  cl_id: open({ atMost: 1, like: ['5f9c1a2b3c4d5e6f70819203'] }),
  rs_nm: open({ atMost: 1, like: ['rs0'] }),
  /** The server's own state as MongoDB numbers it: 1 is primary, 2 is secondary. */
  rs_state: open({ atMost: 1, like: ['1'] }),
} as const

/** Something that only grows while MongoDB runs. */
export const grows = { like: 'counter', labels: topology } as const
/** A present value. */
export const present = { like: 'gauge', labels: topology } as const

/** Names that are a path in camel case, such as `cursor.timedOut`. */
export const camel = { allow: capitals } as const
/** Bytes, of which the name says nothing at its end. */
export const inBytes = { unit: 'bytes', allow: noUnit } as const
/** Bytes with a name in camel case. */
export const camelBytes = { unit: 'bytes', allow: { ...capitals, ...noUnit } } as const

export const database = open({ atMost: 20, like: ['app'] })
