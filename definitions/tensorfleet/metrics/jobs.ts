/** Training jobs, from their submission to their end. */
import { counter, gauge, histogram, open } from 'plimsoll'
import { fromZero } from '../../exporters/shared.ts'

/** Jobs that run; targets.ts says what becomes of one that has ended. */
const job_id = open({ atMost: 50, like: ['job-123', 'job-124'] })

export const submissions = counter('tensorfleet_job_submissions_total', { help: 'Jobs submitted.' })

export const activeJobs = gauge('tensorfleet_active_jobs', { help: 'Jobs that are active now.', range: fromZero })

/** The list of metrics spells it so, the example of a scrape without `_total`; targets.ts takes both. */
export const completedJobs = counter('tensorfleet_completed_jobs_total', { help: 'Jobs that ended successfully.' })

export const failedJobs = counter('tensorfleet_failed_jobs_total', { help: 'Jobs that failed.' })

/** By convention: the analytics have an average of 4m 32s, and no metric that it could come from. */
export const jobDuration = histogram('tensorfleet_job_duration_seconds', {
  help: 'Time from the start of a job to its end.',
  buckets: [30, 60, 120, 180, 300, 600, 1200, 1800, 3600, 7200, 14_400],
})

/** By convention: `queue_size` of the orchestrator in the answer of /api/v1/metrics/system. */
export const queueSize = gauge('tensorfleet_queue_size', {
  help: 'Jobs that wait at the orchestrator.',
  range: fromZero,
})

/** By convention: "job progress" among the key features. */
export const jobProgress = gauge('tensorfleet_job_progress_ratio', {
  help: 'Share of its work that a job has done.',
  unit: 'ratio',
  labels: { job_id },
})

/** Several jobs train at a time, so that loss and accuracy are told apart by the job, as the subscription to metrics is. */
export const trainingLoss = gauge('tensorfleet_training_loss', {
  help: 'Training loss of a job now.',
  unit: 'none',
  labels: { job_id },
})

export const trainingAccuracy = gauge('tensorfleet_training_accuracy', {
  help: 'Accuracy of the model of a job now, from 0 to 1.',
  unit: 'ratio',
  labels: { job_id },
  allow: { 'unit-suffix': 'the document names it without a unit' },
})

export const jobs = [
  submissions,
  activeJobs,
  completedJobs,
  failedJobs,
  jobDuration,
  queueSize,
  jobProgress,
  trainingLoss,
  trainingAccuracy,
] as const
