/** A Redis server, through redis_exporter: whether it answers, and what its memory has left. */
import {
  type Alert,
  add,
  alert,
  breaches,
  eq,
  gt,
  minutes,
  type Panel,
  panel,
  percent,
  query,
  rate,
  rateInterval,
  ratio,
  sum,
  thresholds,
} from 'plimsoll'
import { redis } from '../exporters/redis.ts'

export const redisLimits = thresholds({
  redisMemory: { above: percent(80), why: 'Eviction begins at the maximum, and snapshots need room to fork.' },
})

/** Redis reports a maximum of 0 where none is set; such a server is left out. */
export const redisMemoryUsed = ratio(redis.memoryUsed, gt(redis.memoryMax, 0))

/** Who acts on it, and how the application is called for Compose: `docker compose -p pybase …`. */
interface Served {
  readonly owner: string
  readonly project: string
  /** What its users lose when it is gone. */
  readonly impact: string
}

/** The exporter goes on while its server is gone, and then says so; every other alert on it has no series left. */
export const redisDown = ({ owner, project, impact }: Served): Alert =>
  alert('RedisDown', {
    when: eq(redis.up, 0),
    for: minutes(1),
    severity: 'critical',
    owner,
    summary: 'Redis does not answer.',
    description: ({ labels }) => `The exporter at ${labels.instance} cannot connect to Redis.`,
    runbook: {
      meaning: 'For a minute, redis_exporter could not connect to the server that it watches.',
      impact,
      diagnose: [
        `See whether it runs: \`docker compose -p ${project} ps redis\`, and what it logs: \`docker compose -p ${project} logs --since 15m redis\`.`,
        'Look for `OOM` in the log of the kernel: Redis may have been killed for its memory.',
      ],
      mitigate: [`Start it again: \`docker compose -p ${project} up -d redis\`.`],
    },
  })

/** `redisLimits` belongs to the thresholds of the system. */
export const redisMemoryHigh = ({ owner, impact }: Omit<Served, 'project'>): Alert =>
  alert('RedisMemoryHigh', {
    when: breaches(redisMemoryUsed, redisLimits.redisMemory),
    for: minutes(5),
    severity: 'warning',
    owner,
    summary: 'Redis comes close to its memory limit.',
    description: ({ labels, value }) => `Redis at ${labels.instance} uses ${value} of its maximum memory.`,
    runbook: {
      meaning: 'More than four fifths of `maxmemory` are in use.',
      impact,
      diagnose: [
        'See what grows: `redis-cli --bigkeys`.',
        'Check evictions: `rate(redis_evicted_keys_total[5m])`.',
        'Check whether a task queue is backed up, where one lives in the same server.',
      ],
      mitigate: ['Give keys a time to live.', 'Raise `maxmemory` if the host has room.'],
    },
  })

export const redisHits = panel.timeSeries('Redis keyspace hit ratio', {
  description: 'Share of all look-ups in Redis that find their key, whoever asks.',
  show: query(
    ratio(
      sum(rate(redis.keyspaceHits, rateInterval)),
      add(sum(rate(redis.keyspaceHits, rateInterval)), sum(rate(redis.keyspaceMisses, rateInterval))),
    ),
    { legend: 'hits' },
  ),
  width: 8,
})

export const redisPanels: readonly Panel[] = [
  panel.timeSeries('Redis memory usage', {
    description: 'Memory that Redis uses, and the maximum it is allowed; 0 is no maximum.',
    show: [
      query(redis.memoryUsed, { legend: 'used' }),
      query(redis.memoryUsedRss, { legend: 'resident' }),
      query(redis.memoryMax, { legend: 'maximum', color: 'red' }),
    ],
    width: 8,
  }),
  panel.timeSeries('Redis memory used', {
    description: 'Share of the maximum that is used; RedisMemoryHigh fires above the line.',
    show: query(redisMemoryUsed, { legend: 'used' }),
    width: 8,
  }),
  panel.timeSeries('Redis clients', {
    description: 'Clients that are connected, and those that wait in a blocking command.',
    show: [
      query(redis.connectedClients, { legend: 'connected' }),
      query(redis.blockedClients, { legend: 'blocked', color: 'orange' }),
    ],
    width: 8,
  }),
  panel.timeSeries('Redis evictions and expirations', {
    description: 'Keys per second that were removed for want of memory, and because their time was over.',
    show: [
      query(sum(rate(redis.evictedKeys, rateInterval)), { legend: 'evicted', color: 'red' }),
      query(sum(rate(redis.expiredKeys, rateInterval)), { legend: 'expired', color: 'green' }),
    ],
  }),
  panel.timeSeries('Redis slow log', {
    description: 'Commands that were slower than `slowlog-log-slower-than` and are still in the slow log.',
    show: query(redis.slowlogLength, { legend: 'slow commands' }),
  }),
]
