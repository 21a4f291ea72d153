/** What the chatbot's dashboards and alerts share, and the queries of its guide; by environment, so that none hides another. */
import {
  add,
  avgOverTime,
  count,
  days,
  div,
  gt,
  histogramQuantile,
  hours,
  increase,
  max,
  minutes,
  mul,
  or,
  rate,
  record,
  ruleGroup,
  select,
  serverError,
  share,
  sum,
  usd,
} from 'plimsoll'
import {
  activeWorkers,
  completed,
  failed,
  llmCacheHits,
  llmCost,
  llmRequests,
  queueLength,
  requests,
  submitted,
  taskDuration,
  userLatency,
  userRequests,
  usersActive,
} from './metrics/index.ts'

const window = minutes(5)
const byEnvironment = { by: ['environment'] } as const
const byTask = { by: ['task_name', 'queue', 'environment'] } as const

export const errorRatio = record(
  'environment:http_requests:error_ratio_rate5m',
  share(
    sum(rate(select(userRequests, { status_code: serverError }), window), byEnvironment),
    sum(rate(userRequests, window), byEnvironment),
  ),
  { help: 'Share of HTTP requests that the server failed, scrapes left out.' },
)

/** Summed over replicas, methods and endpoints first, where the document has a quantile of every series. */
export const responseP95 = record(
  'environment:http_request_duration_seconds:p95_rate5m',
  histogramQuantile(0.95, sum(rate(userLatency, window), { by: ['le', 'environment'] })),
  { help: 'Time in which 95 % of the HTTP requests are answered, scrapes left out.' },
)

export const endpointP95 = record(
  'endpoint_environment:http_request_duration_seconds:p95_rate5m',
  histogramQuantile(0.95, sum(rate(userLatency, window), { by: ['le', 'endpoint', 'environment'] })),
  { help: 'Time in which 95 % of the HTTP requests are answered, by endpoint.' },
)

const failing = sum(rate(failed, window), byTask)
const ending = or(add(sum(rate(completed, window), byTask), failing), failing)
const submitting = sum(rate(submitted, window), byTask)

/** When a backlog is worked off, tasks end though none are submitted, and a share of those submitted would be infinite. */
export const tasksTaken = record(
  'task_name_queue_environment:celery_tasks:greatest_rate5m',
  or(or(gt(ending, submitting), submitting), ending),
  {
    help: 'Celery tasks per second, by task and queue: those that are submitted, or those that end where these are more.',
  },
)

/** Aggregated, since a task that one process submits fails in another. */
export const taskFailures = record(
  'task_name_queue_environment:celery_tasks_failed:ratio_rate5m',
  share(failing, tasksTaken),
  { help: 'Share of Celery tasks that fail, by task and queue.' },
)

/** Guide, "average task duration by priority". */
export const taskDurationMean = record(
  'queue_environment:celery_task_duration_seconds:mean_rate5m',
  div(
    sum(rate(taskDuration.sum, window), { by: ['queue', 'environment'] }),
    sum(rate(taskDuration.count, window), { by: ['queue', 'environment'] }),
  ),
  { help: 'Mean time that a worker takes for a task, by queue, which is its priority.' },
)

// each replica reports the same queues, workers and users: the greatest of what they report, and not the sum

export const queueBacklog = record(
  'queue_environment:celery_queue_length:max',
  max(queueLength, { by: ['queue', 'environment'] }),
  { help: 'Tasks that wait in each queue.' },
)

/** 0 also where an environment has replicas and none of them reports any worker; nothing where it has no replica. */
export const workers = record(
  'environment:celery_active_workers:sum',
  or(
    sum(max(activeWorkers, { by: ['hostname', 'environment'] }), byEnvironment),
    mul(0, count(requests, byEnvironment)),
  ),
  { help: 'Celery workers that are active, over all hosts.' },
)

export const users = record(
  'environment:users_active:sum',
  sum(max(usersActive, { by: ['plan', 'environment'] }), byEnvironment),
  { help: 'Users who are active, over all plans.' },
)

export const hourlyCost = record(
  'environment:llm_cost_usd:increase1h',
  sum(increase(llmCost, hours(1)), byEnvironment),
  { help: 'Cost of language models in the last hour.' },
)

/** Guide, "daily cost". */
export const dailyCost = record('environment:llm_cost_usd:increase1d', sum(increase(llmCost, days(1)), byEnvironment), {
  help: 'Cost of language models in the last 24 hours.',
})

/** Guide, "most expensive models". */
export const dailyCostByModel = record(
  'model_environment:llm_cost_usd:increase1d',
  sum(increase(llmCost, days(1)), { by: ['model', 'environment'] }),
  { help: 'Cost of language models in the last 24 hours, by model.' },
)

/** Guide, "cost per user (last 24 h)". */
export const costPerUser = record(
  'environment:llm_cost_usd_per_users_active:increase1d',
  div(dailyCost, gt(users, 0)),
  { help: 'Cost of language models in the last 24 hours, for each user who is active now.' },
)

/** Guide, "cost per active user": by the users of the same day, where the guide has the average of plans and replicas. */
export const costPerActiveUser = record(
  'environment:llm_cost_usd_per_users_active:increase1d_avg1d',
  div(dailyCost, gt(avgOverTime(users, days(1)), 0)),
  {
    help: 'Cost of language models in the last 24 hours, for each of the users who were active in that time on average.',
  },
)

export const cacheHits = record(
  'environment:llm_cache_hits:hit_ratio_rate1h',
  share(sum(rate(llmCacheHits, hours(1)), byEnvironment), sum(rate(llmRequests, hours(1)), byEnvironment)),
  { help: 'Share of the requests to language models that the cache answered in the last hour.' },
)

/** What a request would have cost on average if the cache had not answered it; the document's estimate. */
export const cachedRequest = usd(0.01)

/** Guide, "cache savings (estimated cost avoided)". */
export const cacheSavings = record(
  'environment:llm_cache_hits:saved_increase1d',
  mul(sum(increase(llmCacheHits, days(1)), byEnvironment), cachedRequest),
  { help: 'Estimated cost that the cache avoided in the last 24 hours.' },
)

export const recording = ruleGroup('shia-chatbot-recording', {
  writtenTo: 'recording',
  rules: [errorRatio, responseP95, endpointP95, tasksTaken, taskFailures, taskDurationMean, queueBacklog, workers],
})

/** Apart from the alerts on cost, which are evaluated once in an hour: what is recorded is gone for queries after five minutes. */
export const costRecording = ruleGroup('shia-chatbot-recording-costs', {
  writtenTo: 'recording',
  // a day is looked at anew each time
  interval: minutes(1),
  rules: [users, hourlyCost, dailyCost, dailyCostByModel, costPerUser, costPerActiveUser, cacheHits, cacheSavings],
})
