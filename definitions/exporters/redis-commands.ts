/** redis_exporter: commands, errors, the slow log. */
import { counter, gauge, histogram, open, summary } from 'plimsoll'
import { fromZero, noTotal, noUnit } from './shared.ts'

const cmd = open({ atMost: 100, like: ['get', 'set', 'brpop'] })

/**
 * LATENCY HISTOGRAM doubles from 1 to about 10^6 microseconds, at the upper ends of its HDR cells. Redis leaves out
 * the buckets that are empty, so that commands have different ones.
 */
const latencies = [
  1, 2, 4, 8, 16, 33, 66, 132, 264, 528, 1056, 2113, 4227, 8454, 16908, 33816, 67633, 135266, 270532, 541065, 1082130,
] as const

export const redisCommands = {
  commandsProcessed: counter('redis_commands_processed_total', { help: 'Commands processed, of all kinds.' }),
  commands: counter('redis_commands_total', { help: 'Calls of a command.', labels: { cmd } }),
  commandsFailedCalls: counter('redis_commands_failed_calls_total', {
    help: 'Calls of a command that failed while it ran.',
    labels: { cmd },
  }),
  commandsRejectedCalls: counter('redis_commands_rejected_calls_total', {
    help: 'Calls of a command that were refused before it ran.',
    labels: { cmd },
  }),
  commandsDuration: counter('redis_commands_duration_seconds_total', {
    help: 'Time that calls of a command took, in seconds.',
    unit: 'seconds',
    labels: { cmd },
  }),
  commandsLatenciesUsec: histogram('redis_commands_latencies_usec', {
    help: 'Time that a call of a command took, in microseconds; Redis 7 and later.',
    unit: 'microseconds',
    labels: { cmd },
    buckets: latencies,
    allow: noUnit,
  }),
  latencyPercentilesUsec: summary('redis_latency_percentiles_usec', {
    help: 'Time that a call of a command took, in microseconds; its quantile label is a percentile from 0 to 100.',
    unit: 'microseconds',
    labels: { cmd },
    allow: noUnit,
  }),
  errors: counter('redis_errors_total', {
    help: 'Errors by their prefix.',
    labels: { err: open({ atMost: 128, like: ['ERR', 'WRONGTYPE', 'OOM'] }) },
  }),
  totalErrorReplies: counter('redis_total_error_replies', {
    help: 'Error replies, of failed and of rejected calls.',
    allow: noTotal,
  }),
  unexpectedErrorReplies: counter('redis_unexpected_error_replies', {
    help: 'Error replies that should not occur, as when a replica applies what its master sends.',
    allow: noTotal,
  }),
  slowlogLength: gauge('redis_slowlog_length', {
    help: 'Entries in the slow log, which is full at 128 by default.',
    range: fromZero,
  }),
  slowlogLastId: gauge('redis_slowlog_last_id', {
    help: 'Number of the last entry of the slow log; it only grows while Redis runs.',
    unit: 'none',
    range: fromZero,
  }),
  lastSlowExecutionDuration: gauge('redis_last_slow_execution_duration_seconds', {
    help: 'How long the last command in the slow log took, in seconds; 0 where it is empty.',
    unit: 'seconds',
    range: fromZero,
  }),
} as const
