/**
 * The health of the system as check_service_health() reckons it: healthy if all of its parts are. Each part is what the monitoring
 * service says of it, and what Prometheus sees itself: that service invents data when the orchestrator is gone, and has no word when it
 * is gone too. What nobody knows of, as of the storage then, is left out and not taken for healthy.
 */
import { type Expr, gte, labelReplace, min, mul, or, record, select } from 'plimsoll'
import { probe } from '../../exporters/blackbox.ts'
import { scrape } from '../../exporters/scrape.ts'
import { workersActive } from '../measures.ts'
import { serviceHealth, systemHealth } from '../metrics/index.ts'
import { limits } from '../thresholds.ts'

type OfJob = Expr<{ readonly job: string }, 'boolean', 'vector'>
type OfPart = Expr<{ readonly job: string; readonly service: string }, 'boolean', 'vector'>
const byJob = { by: ['job'] } as const

const up = (job: string): OfJob => min(select(scrape.up, { job }), byJob)
const answered = (job: string): OfJob => min(select(probe.success, { job }), byJob)
const part = (service: string, found: OfJob): OfPart =>
  labelReplace(found, { label: 'service', value: service }, { label: 'job', matching: '.*' })

const enough = gte(workersActive, limits.activeWorkers.value, { bool: true })
/** While the monitoring service is down and nobody says how many there are, whether any answers. */
const workers: OfJob = or(mul(up('tensorfleet-workers'), enough, { on: [], groupLeft: [] }), up('tensorfleet-workers'))

const parts = [
  part('orchestrator', up('orchestrator')),
  part('orchestrator', answered('orchestrator-health')),
  part('api_gateway', up('api-gateway')),
  part('workers', workers),
].reduce((all, one) => or(all, one))

export const partUp = record('job_service:up:min', parts, {
  help: 'Whether Prometheus itself finds a part of the system well, by each job that tells of it: 1, or 0.',
})

export const partHealth = record(
  'service:health_status:min',
  min(or(min(serviceHealth, { by: ['job', 'service'] }), partUp), { by: ['service'] }),
  { help: 'Whether a part of the system is healthy: 1, or 0 where anything says that it is not.' },
)

/** While it is down it has no word, and that it is not up stands for it. */
export const wordOfMonitoring: OfJob = or(min(systemHealth, byJob), up('tensorfleet-monitoring'))

export const health = record(
  'tensorfleet:health_status:min',
  mul(min(partHealth), min(or(wordOfMonitoring, answered('monitoring-dependencies')))),
  {
    help: 'Whether the system is healthy: 1, or 0 where it is degraded, since a part is not, or the monitoring service says so or is down.',
  },
)

export const healthRecording = [partUp, partHealth, health] as const
