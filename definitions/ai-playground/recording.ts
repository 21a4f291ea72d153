/**
 * What AI-Playground's dashboards and alerts share, and the four queries of its document. A share of nothing is not a number, and
 * is not recorded: each whole is above 0.
 */
import {
  div,
  gt,
  histogramQuantile,
  hours,
  max,
  minutes,
  not,
  or,
  rate,
  ratio,
  record,
  ruleGroup,
  select,
  serverError,
  share,
  sum,
} from 'plimsoll'
import { pools } from './measures.ts'
import {
  apiDuration,
  apiRequests,
  queryDuration,
  queueLength,
  taskDuration,
  tasks,
  taskTimeouts,
  workerPoolBusy,
} from './metrics/index.ts'

const window = minutes(5)
/** Tasks are few. */
const longer = minutes(15)
/** And long, up to an hour. */
const longest = hours(2)
const byTask = { by: ['task_name'] } as const
const byEndpoint = { by: ['endpoint'] } as const

export const succeeded = select(tasks, { status: 'success' })
export const failed = select(tasks, { status: 'failure' })
/** An attempt that is retried is no end of a task. */
export const ended = select(tasks, { status: not('retry') })

export const taskRate = record('task_name:celery_task:rate5m', sum(rate(tasks, window), byTask), {
  help: 'Attempts at tasks per second that are over, by task.',
})

/** Document, "task success rate": its query divides each series of successes by itself, which is 1. */
export const taskSuccess = record(
  'task_name:celery_task:success_ratio_rate5m',
  share(sum(rate(succeeded, window), byTask), gt(sum(rate(ended, window), byTask), 0)),
  { help: 'Share of the tasks that ended which succeeded, by task.' },
)

export const success = record(
  'ai_playground:celery_task:success_ratio_rate2h',
  share(sum(rate(succeeded, longest)), gt(sum(rate(ended, longest)), 0)),
  { help: 'Share of all tasks that ended in two hours which succeeded.' },
)

export const taskFailures = record(
  'task_name:celery_task:failure_ratio_rate15m',
  share(sum(rate(failed, longer), byTask), gt(sum(rate(ended, longer), byTask), 0)),
  { help: 'Share of the tasks that ended in a quarter of an hour which failed, by task.' },
)

/** A quarter of an hour holds one training at most. */
export const slowTaskFailures = record(
  'task_name:celery_task:failure_ratio_rate2h',
  share(sum(rate(failed, longest), byTask), gt(sum(rate(ended, longest), byTask), 0)),
  { help: 'Share of the tasks that ended in two hours which failed, by task.' },
)

export const failures = record(
  'ai_playground:celery_task:failure_ratio_rate2h',
  share(sum(rate(failed, longest)), gt(sum(rate(ended, longest)), 0)),
  { help: 'Share of all tasks that ended in two hours which failed.' },
)

const stopped = sum(rate(taskTimeouts, hours(1)), byTask)
const done = sum(rate(ended, hours(1)), byTask)

/** Over an hour, since a task is stopped after most of one. What no signal has told of may be stopped all the same. */
export const timeoutRatio = record(
  'task_name:celery_task_timeouts:ratio_rate1h',
  share(stopped, gt(or(gt(stopped, done), or(done, stopped)), 0)),
  { help: 'Share of the tasks that ended which were stopped at a time limit, by task.' },
)

/** Document, "average task duration by task name": of all observations, where its query averages the averages of outcomes. */
export const taskMean = record(
  'task_name:celery_task_duration_seconds:mean_rate5m',
  div(sum(rate(taskDuration.sum, window), byTask), gt(sum(rate(taskDuration.count, window), byTask), 0)),
  { help: 'Average time that an attempt at a task takes, by task.' },
)

export const taskP95 = record(
  'task_name:celery_task_duration_seconds:p95_rate5m',
  histogramQuantile(0.95, sum(rate(taskDuration.bucket, window), { by: ['le', 'task_name'] })),
  { help: 'Time in which 95 % of the attempts at a task are over, by task.' },
)

/** Document, "worker utilization". */
export const workerUtilization = record(
  'worker_name:celery_worker_pool:utilization_ratio',
  ratio(max(workerPoolBusy, { by: ['worker_name'] }), pools),
  { help: 'Share of the processes of a worker that execute a task.' },
)

export const queueLengths = record('queue_name:celery_queue_length:max', max(queueLength, { by: ['queue_name'] }), {
  help: 'Tasks that wait in a queue; whoever reports it looks at the same one, so that reports are not added up.',
})

/** Document, "queue backlog". */
export const backlog = record('ai_playground:celery_queue_length:sum', sum(queueLengths), {
  help: 'Tasks that wait in all queues.',
})

export const requestRate = record('endpoint:api_requests:rate5m', sum(rate(apiRequests, window), byEndpoint), {
  help: 'Requests per second, by endpoint.',
})

export const endpointErrors = record(
  'endpoint:api_requests:error_ratio_rate5m',
  share(
    sum(rate(select(apiRequests, { status_code: serverError }), window), byEndpoint),
    gt(sum(rate(apiRequests, window), byEndpoint), 0),
  ),
  { help: 'Share of the requests that the server failed, by endpoint.' },
)

export const apiErrors = record(
  'ai_playground:api_requests:error_ratio_rate5m',
  share(sum(rate(select(apiRequests, { status_code: serverError }), window)), gt(sum(rate(apiRequests, window)), 0)),
  { help: 'Share of all requests that the server failed.' },
)

export const endpointP95 = record(
  'endpoint:api_request_duration_seconds:p95_rate5m',
  histogramQuantile(0.95, sum(rate(apiDuration.bucket, window), { by: ['le', 'endpoint'] })),
  { help: 'Time in which 95 % of the requests are answered, by endpoint.' },
)

export const apiP95 = record(
  'ai_playground:api_request_duration_seconds:p95_rate5m',
  histogramQuantile(0.95, sum(rate(apiDuration.bucket, window), { by: ['le'] })),
  { help: 'Time in which 95 % of all requests are answered.' },
)

export const queryP95 = record(
  'operation_table:database_query_duration_seconds:p95_rate5m',
  histogramQuantile(0.95, sum(rate(queryDuration.bucket, window), { by: ['le', 'operation', 'table'] })),
  { help: 'Time in which 95 % of the database queries are done, by statement and table.' },
)

export const recording = ruleGroup('ai-playground-recording', {
  writtenTo: 'recording',
  rules: [
    taskRate,
    taskSuccess,
    success,
    taskFailures,
    slowTaskFailures,
    failures,
    timeoutRatio,
    taskMean,
    taskP95,
    workerUtilization,
    queueLengths,
    backlog,
    requestRate,
    endpointErrors,
    apiErrors,
    endpointP95,
    apiP95,
    queryP95,
  ],
})
