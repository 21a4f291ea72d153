/** Training: how jobs come along. */
import { dashboard, hours, max, panel, query, rate, row, sum } from 'plimsoll'
import { activeJobs, jobDuration, jobProgress, queueSize, trainingAccuracy, trainingLoss } from '../metrics/index.ts'
import { jobMedian, jobP95, jobTime } from '../recording/index.ts'
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
    width: 8,
  }),
  panel.timeSeries('Job duration', {
    description: 'Average, median and 95th percentile of the time of the jobs that ended in the 24 hours before.',
    show: [
      query(jobTime, { legend: 'average' }),
      query(jobMedian, { legend: 'p50' }),
      query(jobP95, { legend: 'p95' }),
    ],
    width: 8,
  }),
  panel.heatmap('Job durations', {
    description: 'How long the jobs took that ended in the hour before; about one ends in an hour.',
    show: sum(rate(jobDuration.bucket, hours(1)), { by: ['le'] }),
    width: 8,
  }),
]

export const training = dashboard('training', {
  title: 'Training',
  description: 'Progress, loss and accuracy of the jobs that run, and how long jobs take.',
  variables: ['job_id'],
  refresh,
  rows: [row('Progress', progress), row('Jobs', flow)],
})
