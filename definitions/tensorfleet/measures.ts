/** What both an alert and a panel look at, so that the panel shows the alert's threshold. */
import { max, or, sub, time, vector } from 'plimsoll'
import { activeWorkers, lastUpdate, storageUsage } from './metrics/index.ts'

/** Where nobody says how many there are, none is known to be there. */
export const workersActive = or(max(activeWorkers), vector(0))

export const storageUsed = max(storageUsage)

export const sinceUpdate = sub(time(), max(lastUpdate))
