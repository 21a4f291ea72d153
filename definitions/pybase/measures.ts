/** What both an alert and a panel look at, so that the panel shows the alert's threshold. */
import { gt, increase, max, minutes, or, ratio, resets, sub, sum, upTo } from 'plimsoll'
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

/** A deployment starts processes anew, and their counters with them; they expose no start time in multiprocess mode. */
export const starts = gt(
  or(
    max(resets(requests, minutes(2)), { by: ['job', 'instance'] }),
    max(resets(queries, minutes(2)), { by: ['job', 'instance'] }),
  ),
  0,
)
