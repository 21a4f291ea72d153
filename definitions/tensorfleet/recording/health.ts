/**
 * The health of the system as check_service_health() reckons it: healthy if all of its parts are. Each part is what the monitoring
 * service says of it, and what Prometheus sees itself: that service invents data when the orchestrator is gone, and has no word when it
 * is gone too.
 */
import { type Expr, gte, labelReplace, max, min, mul, or, record, select, sum } from 'plimsoll'
import { probe } from '../../exporters/blackbox.ts'
import { scrape } from '../../exporters/scrape.ts'
import { activeWorkers, serviceHealth } from '../metrics/index.ts'
import { limits } from '../thresholds.ts'

type Seen = Expr<{ readonly job: string }, 'boolean', 'vector'>
const byJob = { by: ['job'] } as const
const up = (job: string): Seen => min(select(scrape.up, { job }), byJob)
const part = (service: string, seen: Seen) =>
  labelReplace(seen, { label: 'service', value: service }, { label: 'job', matching: '.*' })

/** As many as the alert asks for, and none where nobody says how many there are. */
const enoughWorkers: Seen = gte(
  or(max(activeWorkers, byJob), mul(0, sum(select(scrape.up, { job: 'tensorfleet-monitoring' }), byJob))),
  limits.activeWorkers.value,
  { bool: true },
)

const seen = [
  part('orchestrator', up('orchestrator')),
  part('orchestrator', min(select(probe.success, { job: 'orchestrator-health' }), byJob)),
  part('api_gateway', up('api-gateway')),
  part(
    'workers',
    mul(
      labelReplace(enoughWorkers, { label: 'job', value: 'tensorfleet-workers' }, { label: 'job', matching: '.*' }),
      up('tensorfleet-workers'),
    ),
  ),
  // nothing else knows of the storage; it has the labels of that word, and takes its place where there is none
  part('storage', up('tensorfleet-monitoring')),
] as const

type Parts = Expr<{ readonly job: string; readonly service: string }, 'boolean', 'vector'>
const all = seen.reduce<Parts>((parts, one) => or(parts, one), min(serviceHealth, { by: ['job', 'service'] }))

export const partHealth = record('service:health_status:min', min(all, { by: ['service'] }), {
  help: 'Whether a part of the system is healthy: 1, or 0 where anything says that it is not.',
})

export const health = record('tensorfleet:health_status:min', min(partHealth), {
  help: 'Whether the system is healthy: 1, or 0 where it is degraded, since one of its parts is not.',
})

export const healthRecording = [partHealth, health] as const
