/** Training: how jobs come along. */
import { block, dashboard, hours, increase, max, panel, query, row, sum } from 'plimsoll'
import {
  activeJobs,
  completedJobs,
  failedJobs,
  jobDuration,
  jobProgress,
  queueSize,
  submissions,
  trainingAccuracy,
  trainingLoss,
} from '../metrics/index.ts'
import { jobDurations } from './parts.ts'
import { refresh } from './refresh.ts'

const byJob = { by: ['job_id'] } as const

const progress = [
  panel.barGauge('Job progress', {
    description: 'Share of its work that each job has done.',
    show: max(jobProgress, byJob),
    width: 8,
  }),
  panel.timeSeries('Training loss', {
    description: 'Training loss of each job. It should fall; one that rises or stands still wastes its workers.',
    show: max(trainingLoss, byJob),
    width: 8,
  }),
  panel.timeSeries('Training accuracy', {
    description: 'Accuracy of the model of each job.',
    show: max(trainingAccuracy, byJob),
    width: 8,
  }),
]

const flow = [
  panel.timeSeries('Jobs active and waiting', {
    description: 'Jobs that are active, and those that wait at the orchestrator.',
    show: [
      query(max(activeJobs), { legend: 'active', color: 'green' }),
      query(max(queueSize), { legend: 'waiting', color: 'orange' }),
    ],
    width: 12,
  }),
  panel.timeSeries('Jobs submitted and ended', {
    description: 'Jobs that were submitted, that succeeded and that failed in the hour before.',
    show: [
      query(sum(increase(submissions, hours(1))), { legend: 'submitted', color: 'blue' }),
      query(sum(increase(completedJobs, hours(1))), { legend: 'completed', color: 'green' }),
      query(sum(increase(failedJobs, hours(1))), { legend: 'failed', color: 'red' }),
    ],
    width: 12,
  }),
]

const duration = [jobDurations, block.distribution('Job durations', jobDuration)]

export const training = dashboard('training', {
  title: 'Training',
  description: 'Progress, loss and accuracy of the jobs that run, and how many come and go.',
  variables: ['job_id'],
  refresh,
  rows: [row('Progress', progress), row('Jobs', flow), row('Duration', duration)],
})
