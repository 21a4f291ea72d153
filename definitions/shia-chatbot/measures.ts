/** What both an alert and a panel look at, apart from what is recorded. */
import { eq, max, select, sum } from 'plimsoll'
import { prometheus } from '../exporters/prometheus.ts'
import { scrape } from '../exporters/scrape.ts'
import { hourlyCost } from './recording.ts'
import { application } from './targets.ts'

/** Whether each replica could be scraped. */
export const replicas = select(scrape.up, { job: application.job })
export const allDown = eq(max(replicas, { by: ['job'] }), 0)

/** What the document limits is the cost of production. */
export const productionCost = select(hourlyCost, { environment: 'prod' })

export const seriesInMemory = sum(prometheus.tsdbHeadSeries)
