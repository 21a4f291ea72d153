/** What the application stands on, and what goes wrong without a trace in its own metrics. */
import { alert, breaches, eq, minutes, ruleGroup, select, unless } from 'plimsoll'
import * as host from '../../common/host.ts'
import * as probes from '../../common/probes.ts'
import * as redis from '../../common/redis.ts'
import { probeHttp } from '../../exporters/blackbox.ts'
import { mongodb } from '../../exporters/mongodb.ts'
import { redis as redisServer } from '../../exporters/redis.ts'
import { applicationGone, containerMemoryUsed } from '../measures.ts'
import { limits } from '../thresholds.ts'
import { inApplication, logsOf, restart, runEnds, startAgain, status } from './commands.ts'

const logs = logsOf('robo-rlhf')

const mongodbGone = eq(mongodb.up, 0)
const redisGone = eq(redisServer.up, 0)

const endpointDown = probes.endpointDown({
  owner: 'backend',
  logs,
  before: [runEnds],
  // ApplicationDown tells of it, and HealthFailing of the other
  except: applicationGone,
  elsewhere: ['robo-rlhf-health'],
})

const healthFails = eq(select(probeHttp.success, { job: 'robo-rlhf-health' }), 0)
const beyondDatabase = unless(healthFails, mongodbGone, { on: [] })
const beyondCache = unless(beyondDatabase, redisGone, { on: [] })

/** /health names the database and the cache, and each of the two has an alert of its own. */
const healthFailing = alert('HealthFailing', {
  when: unless(beyondCache, applicationGone, { on: [] }),
  for: minutes(2),
  severity: 'critical',
  owner: 'backend',
  summary: 'The application does not say that it is healthy.',
  description: ({ labels }) =>
    `The probe of ${labels.instance} fails, while the application is scraped and no outage of MongoDB or Redis is known.`,
  runbook: {
    meaning:
      'For two minutes, /health did not answer, or not with a status of healthy, or it said that the database or the cache is not well, although their exporters reach them.',
    impact: 'What needs the part that is ill fails, and whatever looks at /health takes the application for ill.',
    diagnose: [
      'Read which part is ill: `curl http://localhost:8080/health`, or all three endpoints: `make health-check`.',
      `Read the log: \`${logs}\`.`,
      `If it names the database or the cache, only the way there is broken: see whether the application reaches it, ${inApplication('getent hosts mongodb redis')}, and whether its connections are used up, on the dashboard Application Performance.`,
    ],
    mitigate: [runEnds, `Restart the application: ${restart('robo-rlhf')}.`],
  },
})

const endpointSlow = probes.endpointSlow({ owner: 'backend', logs, before: [runEnds] })

/** The exporter goes on while its server is gone, and then says so. */
const mongodbDown = alert('MongodbDown', {
  when: mongodbGone,
  for: minutes(1),
  severity: 'critical',
  owner: 'platform',
  summary: 'MongoDB does not answer.',
  description: ({ labels }) => `The exporter at ${labels.instance} cannot connect to MongoDB.`,
  runbook: {
    meaning: 'For a minute, mongodb_exporter could not connect to the server that it watches.',
    impact:
      'Requests that need the database fail, and the probe of /health with them; nothing of a run is saved there.',
    diagnose: [
      `See whether it runs, and what it logs: ${status('mongodb')}, \`${logsOf('mongodb')}\`.`,
      "Ask it: `docker compose -p robo-rlhf exec mongodb mongosh --quiet --eval 'db.adminCommand({ ping: 1 })'`.",
      'If it answers, the exporter may be refused: `docker compose logs --since 15m mongodb-exporter` in the folder of the stack.',
      'A full disk stops it: see DiskSpaceLow.',
    ],
    mitigate: [startAgain('mongodb')],
  },
})

const redisDown = redis.redisDown({
  owner: 'platform',
  project: 'robo-rlhf',
  impact: 'Nothing is cached, so that each request goes to MongoDB; other alerts on Redis are silent.',
})
const redisMemoryHigh = redis.redisMemoryHigh({
  owner: 'platform',
  impact: 'At the limit, keys are evicted or writes are refused, by the policy: the cache misses more often.',
})

/** "High Resource Usage" of the document's troubleshooting, of whichever container it is. */
const containerMemoryHigh = alert('ContainerMemoryHigh', {
  when: breaches(containerMemoryUsed, limits.containerMemory),
  for: minutes(10),
  severity: 'warning',
  owner: 'platform',
  summary: 'A container comes close to its memory limit.',
  description: ({ labels, value }) => `The container ${labels.name} uses ${value} of the memory that it may have.`,
  runbook: {
    meaning: 'For ten minutes, more than nine tenths of the memory limit of a container were in use.',
    impact: 'At the limit, the kernel kills it: requests, a training run or samples are lost.',
    diagnose: [
      'Compare the containers: `docker stats`.',
      'For Prometheus, see what it holds: `prometheus_tsdb_head_series`, and `topk(10, count by (__name__) ({__name__=~".+"}))`.',
      'For the application, compare `process_resident_memory_bytes` with the time of the last deployment.',
    ],
    mitigate: [
      'For Prometheus: scrape less often (`interval` of a target), keep samples for a shorter time (`retention`), and record what is queried often; then generate.',
      runEnds,
      'For others, raise the limit if the host has room, or restart the container before the kernel does.',
    ],
  },
})

export const dependencyAlerts = ruleGroup('dependencies', {
  rules: [
    endpointDown,
    endpointSlow,
    healthFailing,
    mongodbDown,
    redisDown,
    redisMemoryHigh,
    host.diskSpaceLow('platform'),
    containerMemoryHigh,
  ],
})
