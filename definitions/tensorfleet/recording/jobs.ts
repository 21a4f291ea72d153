/** Analytics of jobs. There are some twenty a day, so that shares and averages are of a day: an hour often has none. */
import { add, days, div, histogramQuantile, hours, increase, rate, ratio, record, sum } from 'plimsoll'
import { completedJobs, failedJobs, jobDuration, submissions } from '../metrics/index.ts'

const [hour, day] = [hours(1), days(1)]

/** `jobs_today`: a counter does not know of midnight. */
export const jobsToday = record('tensorfleet:job_submissions:increase1d', sum(increase(submissions, day)), {
  help: 'Jobs submitted in the last 24 hours.',
})

/** `jobs_over_time`, which the document counts by the hour. */
export const jobsPerHour = record('tensorfleet:job_submissions:increase1h', sum(increase(submissions, hour)), {
  help: 'Jobs submitted in the last hour.',
})

/** `success_rate`. */
export const successRatio = record(
  'tensorfleet:completed_jobs:success_ratio_increase1d',
  ratio(sum(increase(completedJobs, day)), add(sum(increase(completedJobs, day)), sum(increase(failedJobs, day)))),
  { help: 'Share of the jobs which ended in the last 24 hours that succeeded.' },
)

/** `average_duration`, and `average_job_time` of the dashboard. */
export const jobTime = record(
  'tensorfleet:job_duration_seconds:mean_rate1d',
  div(sum(rate(jobDuration.sum, day)), sum(rate(jobDuration.count, day))),
  { help: 'Average time of the jobs that ended in the last 24 hours.' },
)

export const jobMedian = record(
  'tensorfleet:job_duration_seconds:p50_rate1d',
  histogramQuantile(0.5, sum(rate(jobDuration.bucket, day), { by: ['le'] })),
  { help: 'Time within which half of the jobs of the last 24 hours ended.' },
)

export const jobP95 = record(
  'tensorfleet:job_duration_seconds:p95_rate1d',
  histogramQuantile(0.95, sum(rate(jobDuration.bucket, day), { by: ['le'] })),
  { help: 'Time within which 95 % of the jobs of the last 24 hours ended.' },
)

/** `performance_trends`, which the dashboard holds against those of the day before. */
export const completionRate = record('tensorfleet:completed_jobs:rate1h', sum(rate(completedJobs, hour)), {
  help: 'Jobs that end successfully per second, over an hour.',
})

export const failureRate = record('tensorfleet:failed_jobs:rate1h', sum(rate(failedJobs, hour)), {
  help: 'Jobs that fail per second, over an hour.',
})

export const jobRecording = [
  jobsToday,
  jobsPerHour,
  successRatio,
  jobTime,
  completionRate,
  failureRate,
  jobMedian,
  jobP95,
] as const
