/** What both an alert and a panel look at, so that the panel shows the alert's threshold. */
import { increase, max, minutes, ratio, sub, sum, upTo } from 'plimsoll'
import { startsOf } from '../common/starts.ts'
import { postgres } from '../exporters/postgres.ts'
import { extractionDuration, queries, requests, websocketConnections } from './metrics.ts'
import { slowExtraction } from './thresholds.ts'

/**
 * Ten minutes is the last bucket, and no quantile goes beyond it; so tasks above it are counted:
 * all observations less those up to ten minutes.
 */
export const slowExtractions = sub(
  sum(increase(extractionDuration.count, minutes(15)), { by: ['task_type'] }),
  sum(increase(upTo(extractionDuration.bucket, slowExtraction), minutes(15)), { by: ['task_type'] }),
)

export const connectionsUsed = ratio(
  sum(postgres.activityCount, { by: ['instance'] }),
  max(postgres.maxConnections, { by: ['instance'] }),
)

export const openWebsockets = sum(websocketConnections)

export const starts = startsOf(requests, queries)
