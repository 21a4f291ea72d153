/** The performance report that the document's roadmap wishes for: a week, and how it compares with the one before. */
import {
  dashboard,
  dashboardRange,
  days,
  div,
  histogramQuantile,
  increase,
  minutes,
  offset,
  panel,
  query,
  rate,
  round,
  row,
  select,
  serverError,
  share,
  sum,
} from 'plimsoll'
import {
  apiDuration,
  apiRequests,
  inferenceSamples,
  taskDuration,
  taskRetries,
  taskTimeouts,
  trainingDuration,
  trainings,
  tuningBestScore,
} from '../metrics/index.ts'
import { ended, failed, succeeded } from '../recording.ts'

const byTask = { by: ['task_name'] } as const
const byEndpoint = { by: ['endpoint'] } as const
const byModel = { by: ['model_type'] } as const
const range = dashboardRange

const taskTable = [
  panel.table('Tasks', {
    description: 'Each task in the time range: how often it ended, how it ended, and how long it took.',
    show: [
      query(round(sum(increase(ended, range), byTask)), { legend: 'ended' }),
      query(share(sum(increase(succeeded, range), byTask), sum(increase(ended, range), byTask)), {
        legend: 'succeeded',
      }),
      query(div(sum(increase(taskDuration.sum, range), byTask), sum(increase(taskDuration.count, range), byTask)), {
        legend: 'average',
      }),
      query(histogramQuantile(0.95, sum(increase(taskDuration.bucket, range), { by: ['le', 'task_name'] })), {
        legend: 'p95',
      }),
      query(round(sum(increase(taskRetries, range), byTask)), { legend: 'retries' }),
      query(round(sum(increase(taskTimeouts, range), byTask)), { legend: 'timeouts' }),
    ],
    columns: { task_name: 'Task' },
    width: 24,
  }),
]

/** An hour smooths what is few, and keeps the course of a day. */
const hour = minutes(60)
const week = days(7)

const compared = [
  panel.timeSeries('Tasks ended', {
    description: 'Tasks per hour that ended, beside those of the week before.',
    show: [
      query(sum(rate(ended, hour)), { legend: 'now', color: 'blue' }),
      query(sum(rate(offset(ended, week), hour)), { legend: 'a week ago', color: 'text' }),
    ],
    per: 'hour',
    width: 8,
  }),
  panel.timeSeries('Tasks failed', {
    description: 'Share of the tasks that ended within an hour and failed, beside that of the week before.',
    show: [
      query(share(sum(rate(failed, hour)), sum(rate(ended, hour))), { legend: 'now', color: 'blue' }),
      query(share(sum(rate(offset(failed, week), hour)), sum(rate(offset(ended, week), hour))), {
        legend: 'a week ago',
        color: 'text',
      }),
    ],
    width: 8,
  }),
  panel.timeSeries('Average task duration', {
    description: 'Average time that an attempt at a task takes, over an hour, beside that of the week before.',
    show: [
      query(div(sum(rate(taskDuration.sum, hour)), sum(rate(taskDuration.count, hour))), {
        legend: 'now',
        color: 'blue',
      }),
      query(div(sum(rate(offset(taskDuration.sum, week), hour)), sum(rate(offset(taskDuration.count, week), hour))), {
        legend: 'a week ago',
        color: 'text',
      }),
    ],
    width: 8,
  }),
]

const apiTable = [
  panel.table('Endpoints', {
    description: 'Each endpoint in the time range: requests, the share that the server failed, and how long they took.',
    show: [
      query(round(sum(increase(apiRequests, range), byEndpoint)), { legend: 'requests' }),
      query(
        share(
          sum(increase(select(apiRequests, { status_code: serverError }), range), byEndpoint),
          sum(increase(apiRequests, range), byEndpoint),
        ),
        { legend: 'failed' },
      ),
      query(
        div(sum(increase(apiDuration.sum, range), byEndpoint), sum(increase(apiDuration.count, range), byEndpoint)),
        {
          legend: 'average',
        },
      ),
      query(histogramQuantile(0.95, sum(increase(apiDuration.bucket, range), { by: ['le', 'endpoint'] })), {
        legend: 'p95',
      }),
    ],
    columns: { endpoint: 'Endpoint' },
    width: 12,
  }),
  panel.table('Models', {
    description:
      'Each kind of model in the time range: trainings, their success and duration, best score and predictions.',
    show: [
      query(round(sum(increase(trainings, range), byModel)), { legend: 'trainings' }),
      query(
        share(
          sum(increase(select(trainings, { result: 'success' }), range), byModel),
          sum(increase(trainings, range), byModel),
        ),
        { legend: 'trainings succeeded' },
      ),
      query(
        div(sum(increase(trainingDuration.sum, range), byModel), sum(increase(trainingDuration.count, range), byModel)),
        { legend: 'average training' },
      ),
      query(
        div(sum(increase(tuningBestScore.sum, range), byModel), sum(increase(tuningBestScore.count, range), byModel)),
        { legend: 'best score' },
      ),
      query(round(sum(increase(inferenceSamples, range), byModel)), { legend: 'predictions' }),
    ],
    columns: { model_type: 'Model' },
    width: 12,
  }),
]

export const performanceReport = dashboard('performance-report', {
  title: 'Performance Report',
  description: 'Tasks, endpoints and models of the last week, and how the week compares with the one before.',
  variables: [],
  range: days(7),
  refresh: minutes(15),
  rows: [row('Tasks', taskTable), row('Compared with a week ago', compared), row('API and models', apiTable)],
})
