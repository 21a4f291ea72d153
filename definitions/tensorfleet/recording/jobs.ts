/** Analytics of jobs. There are some twenty a day, so that shares and averages are of a day: an hour often has none. */
import { add, days, div, histogramQuantile, hours, increase, rate, ratio, record, sum } from 'plimsoll'
import { completedJobs, failedJobs, jobDuration, submissions } from '../metrics/index.ts'

const [hour, day] = [hours(1), days(1)]

/** `jobs_today`: a counter does not know of midnight. */
export const jobsToday = record('tensorfleet:job_submissions:increase1d', sum(increase(submissions, day)), {
  help: 'Jobs submitted in the last 24 hours.',
})

/** `performance_trends` are these two beside those of the 24 hours before. */
export const completedToday = record('tensorfleet:completed_jobs:increase1d', sum(increase(completedJobs, day)), {
  help: 'Jobs that ended successfully in the last 24 hours.',
})

/** `average_duration`, and `average_job_time` of the dashboard. */
export const jobTime = record(
  'tensorfleet:job_duration_seconds:mean_rate1d',
  div(sum(rate(jobDuration.sum, day)), sum(rate(jobDuration.count, day))),
  { help: 'Average time of the jobs that ended in the last 24 hours.' },
)

export const failedToday = record('tensorfleet:failed_jobs:increase1d', sum(increase(failedJobs, day)), {
  help: 'Jobs that failed in the last 24 hours.',
})

/** `success_rate`. */
export const successRatio = record(
  'tensorfleet:completed_jobs:success_ratio1d',
  ratio(completedToday, add(completedToday, failedToday)),
  { help: 'Share of the jobs which ended in the last 24 hours that succeeded.' },
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

/** `jobs_over_time`, which the document counts by the hour; so are the next two. */
export const submittedPerHour = record('tensorfleet:job_submissions:increase1h', sum(increase(submissions, hour)), {
  help: 'Jobs submitted in the last hour.',
})

export const completedPerHour = record('tensorfleet:completed_jobs:increase1h', sum(increase(completedJobs, hour)), {
  help: 'Jobs that ended successfully in the last hour.',
})

export const failedPerHour = record('tensorfleet:failed_jobs:increase1h', sum(increase(failedJobs, hour)), {
  help: 'Jobs that failed in the last hour.',
})

export const jobRecording = [
  jobsToday,
  completedToday,
  failedToday,
  successRatio,
  jobTime,
  jobMedian,
  jobP95,
  submittedPerHour,
  completedPerHour,
  failedPerHour,
] as const
