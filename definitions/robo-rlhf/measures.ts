/** What both an alert and a panel look at, so that the panel shows the alert's threshold. */
import {
  add,
  anyOf,
  changes,
  count,
  gt,
  max,
  min,
  minutes,
  not,
  or,
  ratio,
  select,
  sub,
  sum,
  time,
  vector,
} from 'plimsoll'
import { cadvisor } from '../exporters/cadvisor.ts'
import { dcgm } from '../exporters/dcgm.ts'
import { processMetrics } from '../exporters/process.ts'
import { prometheus } from '../exporters/prometheus.ts'

/** cAdvisor also tells of control groups that are no containers, which have no name. */
const containers = { name: not('') }

/** Of those that have a limit: 0 is none. */
export const containerMemoryUsed = ratio(
  sum(select(cadvisor.memoryWorkingSet, containers), { by: ['name'] }),
  gt(sum(select(cadvisor.specMemoryLimit, containers), { by: ['name'] }), 0),
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

/** Our own processes, whose restarts are deployments; those of exporters are none. */
export const own = anyOf('robo-rlhf-app', 'robo-rlhf-training')

export const starts = gt(changes(select(processMetrics.startTime, { job: own }), minutes(2)), 0)
