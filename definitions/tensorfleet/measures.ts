/** What several of alerts, recordings and panels look at; panels so show the thresholds of the alerts. */
import { eq, max, or, select, sub, time, unless, vector } from 'plimsoll'
import { scrape } from '../exporters/scrape.ts'
import { activeWorkers, lastUpdate, storageUsage } from './metrics/index.ts'

export const monitoringServiceDown = eq(select(scrape.up, { job: 'tensorfleet-monitoring' }), 0)

/** None where the monitoring service does not say how many there are; unknown while it is down, of which an alert of its own tells. */
export const workersActive = or(max(activeWorkers), unless(vector(0), monitoringServiceDown, { on: [] }))

export const storageUsed = max(storageUsage)

export const sinceUpdate = sub(time(), max(lastUpdate))
