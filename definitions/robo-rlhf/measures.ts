/** What several alerts look at, or an alert and a panel, so that the panel shows the alert's threshold. */
import {
  add,
  anyOf,
  count,
  eq,
  gt,
  lt,
  max,
  min,
  minutes,
  or,
  rate,
  ratio,
  select,
  sub,
  sum,
  time,
  vector,
} from 'plimsoll'
import { named } from '../common/containers.ts'
import { cadvisor } from '../exporters/cadvisor.ts'
import { dcgm } from '../exporters/dcgm.ts'
import { processMetrics } from '../exporters/process.ts'
import { prometheus } from '../exporters/prometheus.ts'
import { scrape } from '../exporters/scrape.ts'

export const applicationGone = eq(select(scrape.up, { job: 'robo-rlhf-app' }), 0)

/** Of those that have a limit: 0 is none. */
export const containerMemoryUsed = ratio(
  sum(select(cadvisor.memoryWorkingSet, named), { by: ['name'] }),
  gt(sum(select(cadvisor.specMemoryLimit, named), { by: ['name'] }), 0),
)

/** DCGM's exporter has no total by itself. */
export const gpuMemoryUsed = ratio(dcgm.fbUsed, add(dcgm.fbUsed, dcgm.fbFree))

/** 0, and not nothing, where the exporter runs and finds none. */
export const gpusMeasured = or(count(dcgm.gpuTemp), vector(0))

const server = { by: ['job', 'instance'] } as const

/** Prometheus tells of no time before it has sent anything; until then, that of its start stands for it. */
export const remoteWriteLag = sub(
  time(),
  or(
    min(prometheus.remoteStorageQueueHighestSentTimestamp, server),
    max(select(processMetrics.startTime, { job: 'prometheus' }), server),
  ),
)

const refusals = minutes(15)

/** What is refused is not sent again and counts as sent, so that the lag does not tell of it. */
export const remoteWriteRefused = ratio(
  sum(rate(prometheus.remoteStorageSamplesFailed, refusals), server),
  sum(rate(prometheus.remoteStorageSamples, refusals), server),
)

/** Our own processes, whose restarts are deployments; those of exporters are none. */
export const ownJobs = anyOf('robo-rlhf-app', 'robo-rlhf-training')

/** By its age, since the series of a process that was away for longer than a window change nowhere in it. */
export const starts = lt(sub(time(), select(processMetrics.startTime, { job: ownJobs })), minutes(2))
