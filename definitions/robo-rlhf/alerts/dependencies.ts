/** What the application stands on, and what goes wrong without a trace in its own metrics. */
import { alert, breaches, eq, minutes, ruleGroup, select } from 'plimsoll'
import * as host from '../../common/host.ts'
import * as probes from '../../common/probes.ts'
import * as redis from '../../common/redis.ts'
import { mongodb } from '../../exporters/mongodb.ts'
import { scrape } from '../../exporters/scrape.ts'
import { containerMemoryUsed, remoteWriteLag } from '../measures.ts'
import { limits } from '../thresholds.ts'

const logs = 'docker compose -p robo-rlhf logs --since 15m robo-rlhf'

/** One that does not run at all is told of by ApplicationDown. */
const endpointDown = probes.endpointDown({
  owner: 'backend',
  logs,
  except: eq(select(scrape.up, { job: 'robo-rlhf-app' }), 0),
})
const endpointSlow = probes.endpointSlow({ owner: 'backend', logs })

/** The exporter goes on while its server is gone, and then says so. */
const mongodbDown = alert('MongodbDown', {
  when: eq(mongodb.up, 0),
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
      'See whether it runs, and what it logs: `docker compose -p robo-rlhf ps mongodb`, `docker compose -p robo-rlhf logs --since 15m mongodb`.',
      "Ask it: `docker compose -p robo-rlhf exec mongodb mongosh --quiet --eval 'db.adminCommand({ ping: 1 })'`.",
      'If it answers, the exporter may be refused: `docker compose logs --since 15m mongodb-exporter` in the folder of the stack.',
      'A full disk stops it: see DiskSpaceLow.',
    ],
    mitigate: ['Start it again: `docker compose -p robo-rlhf up -d mongodb`.'],
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
      'For others, raise the limit if the host has room, or restart the container before the kernel does.',
    ],
  },
})

/** Without it, nobody notices that the external storage has a gap. */
const remoteWriteBehind = alert('RemoteWriteBehind', {
  when: breaches(remoteWriteLag, limits.remoteWriteLag),
  for: minutes(10),
  severity: 'warning',
  owner: 'platform',
  summary: 'Samples do not reach the external storage.',
  description: ({ labels, value }) =>
    `The newest sample that the external storage has taken from ${labels.instance} is ${value} old.`,
  runbook: {
    meaning:
      'The newest sample that the external storage has taken is more than ten minutes old, or it has taken none since Prometheus was started.',
    impact: 'What is not sent within two hours is lost there; Prometheus itself has it.',
    diagnose: [
      'Read what it answers: `docker compose logs --since 30m prometheus | grep remote`.',
      '401 and 403 mean that the token in `secrets/remote-write-token` is wrong or has expired; Prometheus reads the file anew for each request.',
      'No such host: the address in definitions/robo-rlhf/index.ts is the one of the document, which is to be replaced.',
      'Compare `prometheus_remote_storage_shards_desired` with `prometheus_remote_storage_shards_max`: above it, the queue is too slow.',
    ],
    mitigate: ['Replace the token or the address.', 'Raise `maxShards` in the definition, and generate.'],
  },
})

export const dependencyAlerts = ruleGroup('dependencies', {
  rules: [
    endpointDown,
    endpointSlow,
    mongodbDown,
    redisDown,
    redisMemoryHigh,
    host.diskSpaceLow('platform'),
    containerMemoryHigh,
    remoteWriteBehind,
  ],
})
