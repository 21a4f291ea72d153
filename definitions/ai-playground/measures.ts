/** What both an alert and a panel look at, and how what is new is told from what was there before. */
import {
  and,
  count,
  type Duration,
  eq,
  gt,
  gte,
  hours,
  increase,
  labelReplace,
  max,
  maxOverTime,
  min,
  minOverTime,
  minutes,
  mul,
  offset,
  or,
  presentOverTime,
  select,
  sum,
  unless,
  vector,
} from 'plimsoll'
import { startsOf } from '../common/starts.ts'
import { scrape } from '../exporters/scrape.ts'
import {
  apiRequests,
  brokerConnected,
  queries,
  queueLength,
  taskRetries,
  tasks,
  workerPoolSize,
} from './metrics/index.ts'

const byTask = { by: ['task_name'] } as const
const byWorker = { by: ['worker_name'] } as const
const byQueue = { by: ['queue_name'] } as const
const backendUp = select(scrape.up, { job: 'backend' })

/** Workers that have processes. */
export const pools = gt(max(workerPoolSize, byWorker), 0)
export const activeWorkers = or(count(pools), vector(0))

/** Without it, nothing is known of workers and queues, which does not mean that there are none. */
export const apiScraped = gt(max(backendUp), 0)

export const noWorkers = eq(activeWorkers, 0)
export const brokerLost = eq(min(brokerConnected), 0)

const byJob = { by: ['job'] } as const
/** How many series there are of a metric, by its name. */
const seriesOf = (metric: typeof queueLength | typeof brokerConnected) =>
  labelReplace(
    or(count(metric, byJob), mul(0, count(backendUp, byJob))),
    { label: 'metric', value: metric.data.name },
    { label: 'job', matching: '.*' },
  )

/** Of two metrics that alerts go by. */
export const celeryMetrics = or(seriesOf(queueLength), seriesOf(brokerConnected))

/**
 * Workers that have had processes for five minutes at most, and had none in the quarter of an hour before, so that one that
 * restarts is not new. While the API is not scraped nothing is known of workers, and all would be new afterwards.
 */
export const newWorkers = and(
  unless(pools, gt(max(maxOverTime(offset(workerPoolSize, minutes(5)), minutes(15)), byWorker), 0)),
  gt(max(maxOverTime(offset(backendUp, minutes(5)), minutes(15))), 0),
  { on: [] },
)

/** Where few tasks run, one that fails is all of them; a second one is no accident. */
const repeated = (window: Duration) =>
  gte(sum(increase(select(tasks, { status: 'failure' }), window), byTask), count(2))

export const repeatedFailures = repeated(minutes(15))
/** Of tasks that take up to an hour. */
export const repeatedSlowFailures = repeated(hours(2))

/**
 * Reasons that were first counted in the last ten minutes: a series that begins with 1 has no increase. The ten minutes begin
 * with two in which the API was scraped, and the series was not there.
 */
const firstRetries = and(
  sum(
    unless(presentOverTime(taskRetries, minutes(10)), presentOverTime(offset(taskRetries, minutes(10)), minutes(2))),
    byTask,
  ),
  gt(max(maxOverTime(offset(backendUp, minutes(10)), minutes(2))), 0),
  { on: [] },
)

/** Retries in ten minutes; of what was never retried before, at least so many. */
export const retries = or(gt(sum(increase(taskRetries, minutes(10)), byTask), 0), firstRetries)

/** The longest that a queue was in the half hour that ended five minutes ago. */
export const pastQueueLength = max(maxOverTime(offset(queueLength, minutes(5)), minutes(30)), byQueue)
/** The shortest that it was since. */
export const recentQueueLength = max(minOverTime(queueLength, minutes(5)), byQueue)

export const starts = startsOf(apiRequests, queries)
