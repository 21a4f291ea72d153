/** What both an alert and a panel look at, apart from what is recorded; and when the application was deployed. */
import { count, gt, max, minutes, or, resets, select, sum, vector } from 'plimsoll'
import { prometheus } from '../exporters/prometheus.ts'
import { activeWorkers, requests } from './metrics/index.ts'
import { hourlyCost } from './recording.ts'

/** How many workers and how many requests are told of at all. The sum of no series is none, and not 0; this is 0. */
export const workerSeries = or(count(activeWorkers), vector(0))
export const requestSeries = or(count(requests), vector(0))

/** What the document limits is the cost of production. */
export const productionCost = select(hourlyCost, { environment: 'prod' })

export const seriesInMemory = sum(prometheus.tsdbHeadSeries)

/** A deployment starts processes anew, and their counters with them; they expose no start time in multiprocess mode. */
export const starts = gt(max(resets(requests, minutes(2)), { by: ['job', 'instance'] }), 0)
