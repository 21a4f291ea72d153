/** Machine learning: training, tuning, evaluation and inference. */
import { counter, histogram } from 'plimsoll'
import { mlTask, modelType, result, tuningMethod } from './labels.ts'

/** Training and tuning run as tasks, which end after an hour at the latest. */
const longRuns = [10, 30, 60, 120, 300, 600, 1800, 3000, 3600, 7200]
/** Users wait for these. */
const shortRuns = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60]
const sampleCounts = [1, 10, 100, 500, 1e3, 5e3, 1e4, 5e4, 1e5, 5e5, 1e6]

const byModel = { labels: { model_type: modelType } } as const
const byModelAndTask = { labels: { model_type: modelType, task_type: mlTask } } as const
const byModelAndMethod = { labels: { model_type: modelType, tuning_method: tuningMethod } } as const

export const trainingDuration = histogram('model_training_duration_seconds', {
  help: 'Time to train a model, by kind of model and of problem.',
  ...byModelAndTask,
  buckets: longRuns,
})

export const trainingSamples = histogram('model_training_samples', {
  help: 'Samples that a model was trained on, by kind of model.',
  unit: 'count',
  ...byModel,
  buckets: sampleCounts,
})

// Those without a name in the document's reference are promised in its prose, and named by convention.

export const trainingFeatures = histogram('model_training_features', {
  help: 'Features that a model was trained on, by kind of model.',
  unit: 'count',
  ...byModel,
  buckets: [5, 10, 20, 50, 100, 200, 500, 1000],
})

export const trainings = counter('model_training_result_total', {
  help: 'Trainings that ended, by kind of model and result.',
  labels: { model_type: modelType, result },
})

export const tuningDuration = histogram('hyperparameter_tuning_duration_seconds', {
  help: 'Time to tune the hyperparameters of a model, by kind of model and method.',
  ...byModelAndMethod,
  buckets: longRuns,
})

export const tuningIterations = histogram('hyperparameter_tuning_iterations', {
  help: 'Combinations that a tuning tried, by method.',
  unit: 'count',
  labels: { tuning_method: tuningMethod },
  buckets: [5, 10, 20, 50, 100, 200, 500, 1000],
})

export const tuningBestScore = histogram('hyperparameter_tuning_best_score', {
  help: 'Best score that a tuning achieved, 1 being perfect, by kind of model and method.',
  unit: 'none',
  ...byModelAndMethod,
  buckets: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1],
})

export const tunings = counter('hyperparameter_tuning_result_total', {
  help: 'Tunings that ended, by kind of model, method and result.',
  labels: { ...byModelAndMethod.labels, result },
})

export const evaluationDuration = histogram('model_evaluation_duration_seconds', {
  help: 'Time to evaluate a model, by kind of model and of problem.',
  ...byModelAndTask,
  buckets: shortRuns,
})

export const inferenceDuration = histogram('model_inference_duration_seconds', {
  help: 'Time that a prediction took, by kind of model.',
  ...byModel,
  buckets: shortRuns,
})

export const inferenceSamples = counter('model_inference_samples_total', {
  help: 'Samples for which a prediction was made, by kind of model; their rate is the throughput.',
  ...byModel,
})

export const inferenceBatch = histogram('model_inference_batch_size', {
  help: 'Samples in a request for a prediction, by kind of model.',
  unit: 'count',
  ...byModel,
  buckets: sampleCounts,
})

export const ml = [
  trainingDuration,
  trainingSamples,
  trainingFeatures,
  trainings,
  tuningDuration,
  tuningIterations,
  tuningBestScore,
  tunings,
  evaluationDuration,
  inferenceDuration,
  inferenceSamples,
  inferenceBatch,
] as const
