/** mongodb_exporter: the replica set as the server sees it, and its transactions; nothing of it where a server stands alone. */
import { oneOf, open, untyped } from 'plimsoll'
import { camel, grows, present, topology } from './mongodb-labels.ts'
import { capitals, noUnit } from './shared.ts'

/** A replica set has 50 members at most, and each is in one state at a time. */
const perMember = {
  like: 'gauge',
  labels: {
    ...topology,
    member_idx: open({ atMost: 50, like: ['mongodb:27017'] }),
    member_state: oneOf(
      ...(['PRIMARY', 'SECONDARY', 'ARBITER', 'STARTUP', 'STARTUP2', 'RECOVERING', 'ROLLBACK'] as const),
      ...(['REMOVED', 'UNKNOWN', 'DOWN', '(not reachable/healthy)'] as const),
    ),
  },
  atMost: 50,
} as const

export const mongodbReplication = {
  myState: untyped('mongodb_rs_myState', {
    help: "The server's state as MongoDB numbers it: 1 is primary, 2 is secondary.",
    unit: 'none',
    ...present,
    ...camel,
  }),
  memberHealth: untyped('mongodb_rs_members_health', {
    help: 'Whether the server reaches a member of the replica set: 1, or 0; of itself, always 1.',
    unit: 'boolean',
    ...perMember,
  }),
  memberState: untyped('mongodb_rs_members_state', {
    help: "A member's state as MongoDB numbers it: 1 is primary, 2 is secondary, 8 is down.",
    unit: 'none',
    ...perMember,
  }),
  memberOptimeDate: untyped('mongodb_rs_members_optimeDate', {
    help: "When a member applied its last operation, in milliseconds since 1970; the primary's less a secondary's is its lag.",
    unit: 'milliseconds',
    ...perMember,
    allow: { ...capitals, ...noUnit },
  }),
  memberUptime: untyped('mongodb_rs_members_uptime', {
    help: 'Time since the server reached a member without a break, in seconds; of itself, since it started.',
    unit: 'seconds',
    ...perMember,
    allow: noUnit,
  }),
  memberPing: untyped('mongodb_rs_members_pingMs', {
    help: 'Time that a packet takes to a member and back, in milliseconds; not of the server itself.',
    unit: 'milliseconds',
    ...perMember,
    allow: { ...capitals, ...noUnit },
  }),
  transactionsOpen: untyped('mongodb_ss_transactions_currentOpen', {
    help: 'Transactions that are open.',
    ...present,
    ...camel,
  }),
  transactionsStarted: untyped('mongodb_ss_transactions_totalStarted', {
    help: 'Transactions that were started.',
    ...grows,
    ...camel,
  }),
  transactionsCommitted: untyped('mongodb_ss_transactions_totalCommitted', {
    help: 'Transactions that were committed.',
    ...grows,
    ...camel,
  }),
  transactionsAborted: untyped('mongodb_ss_transactions_totalAborted', {
    help: 'Transactions that were aborted.',
    ...grows,
    ...camel,
  }),
} as const
