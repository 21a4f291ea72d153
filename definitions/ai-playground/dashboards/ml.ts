/**
 * Machine learning: training, tuning, evaluation and inference. Trainings and tunings are few, so that an hour of them is shown.
 * A mean of counts, such as samples, is a number of them and no share: those panels name their unit.
 */
import {
  block,
  dashboard,
  div,
  histogramQuantile,
  hours,
  increase,
  panel,
  query,
  rate,
  rateInterval,
  row,
  select,
  share,
  sum,
} from 'plimsoll'
import {
  evaluationDuration,
  inferenceBatch,
  inferenceDuration,
  inferenceSamples,
  trainingDuration,
  trainingFeatures,
  trainingSamples,
  trainings,
  tuningBestScore,
  tuningDuration,
  tuningIterations,
  tunings,
} from '../metrics/index.ts'

const hour = hours(1)
const byModel = { by: ['model_type'] } as const
const byMethod = { by: ['tuning_method'] } as const
const succeeded = { result: 'success' } as const
const failed = { result: 'failure' } as const

const training = [
  panel.timeSeries('Training duration', {
    description: 'Time in which 95 % of the trainings of the last hour were done, by kind of model and of problem.',
    show: histogramQuantile(0.95, sum(rate(trainingDuration.bucket, hour), { by: ['le', 'model_type', 'task_type'] })),
    width: 8,
  }),
  block.distribution('Training durations', trainingDuration, { width: 8 }),
  panel.timeSeries('Trainings', {
    description: 'Trainings that ended in the last hour, by result.',
    show: sum(increase(trainings, hour), { by: ['result'] }),
    stacked: true,
    width: 8,
  }),
  panel.timeSeries('Training success rate', {
    description: 'Share of the trainings of the last hour that succeeded, by kind of model.',
    show: share(sum(rate(select(trainings, succeeded), hour), byModel), sum(rate(trainings, hour), byModel)),
    width: 8,
  }),
  panel.timeSeries('Training failure rate', {
    description: 'Share of the trainings of the last hour that failed, by kind of model.',
    show: share(sum(rate(select(trainings, failed), hour), byModel), sum(rate(trainings, hour), byModel)),
    width: 8,
  }),
  panel.timeSeries('Training samples', {
    description: 'Samples that a model was trained on, on average over the last hour, by kind of model.',
    show: div(sum(rate(trainingSamples.sum, hour), byModel), sum(rate(trainingSamples.count, hour), byModel)),
    unit: 'short',
    width: 4,
  }),
  panel.timeSeries('Training features', {
    description: 'Features that a model was trained on, on average over the last hour, by kind of model.',
    show: div(sum(rate(trainingFeatures.sum, hour), byModel), sum(rate(trainingFeatures.count, hour), byModel)),
    unit: 'short',
    width: 4,
  }),
]

const tuning = [
  panel.timeSeries('Tuning duration', {
    description: 'Time in which 95 % of the tunings of the last hour were done, by method.',
    show: histogramQuantile(0.95, sum(rate(tuningDuration.bucket, hour), { by: ['le', 'tuning_method'] })),
    width: 8,
  }),
  block.distribution('Tuning durations', tuningDuration, { width: 8 }),
  panel.timeSeries('Tunings', {
    description: 'Tunings that ended in the last hour, by result.',
    show: sum(increase(tunings, hour), { by: ['result'] }),
    stacked: true,
    width: 8,
  }),
  panel.timeSeries('Tuning success rate', {
    description: 'Share of the tunings of the last hour that succeeded, by method.',
    show: share(sum(rate(select(tunings, succeeded), hour), byMethod), sum(rate(tunings, hour), byMethod)),
  }),
  panel.timeSeries('Tuning failure rate', {
    description: 'Share of the tunings of the last hour that failed, by method.',
    show: share(sum(rate(select(tunings, failed), hour), byMethod), sum(rate(tunings, hour), byMethod)),
  }),
  panel.timeSeries('Tuning iterations', {
    description: 'Combinations that a tuning tried, on average over the last hour, by method.',
    show: div(sum(rate(tuningIterations.sum, hour), byMethod), sum(rate(tuningIterations.count, hour), byMethod)),
    unit: 'short',
  }),
  panel.timeSeries('Best scores', {
    description: 'Best score that a tuning achieved, on average over the last hour, by kind of model and method.',
    show: div(
      sum(rate(tuningBestScore.sum, hour), { by: ['model_type', 'tuning_method'] }),
      sum(rate(tuningBestScore.count, hour), { by: ['model_type', 'tuning_method'] }),
    ),
    decimals: 3,
  }),
]

const evaluation = [
  panel.timeSeries('Evaluation duration', {
    description: 'Time in which 95 % of the evaluations of the last hour were done, by kind of model and of problem.',
    show: histogramQuantile(
      0.95,
      sum(rate(evaluationDuration.bucket, hour), { by: ['le', 'model_type', 'task_type'] }),
    ),
    width: 8,
  }),
  block.distribution('Evaluation durations', evaluationDuration, { width: 8 }),
  panel.timeSeries('Evaluations', {
    description: 'Evaluations that ended in the last hour, by kind of model.',
    show: sum(increase(evaluationDuration.count, hour), byModel),
    stacked: true,
    width: 8,
  }),
]

const inference = [
  block.percentiles('Prediction duration', inferenceDuration),
  block.percentiles('Prediction duration by model', inferenceDuration, { by: ['model_type'], quantiles: [0.95] }),
  panel.timeSeries('Throughput', {
    description: 'Samples per second for which a prediction is made, by kind of model.',
    show: sum(rate(inferenceSamples, rateInterval), byModel),
    stacked: true,
    width: 8,
  }),
  block.distribution('Batch sizes', inferenceBatch, { width: 8 }),
  panel.timeSeries('Average batch size', {
    description: 'Samples in a request for a prediction, on average.',
    show: query(div(sum(rate(inferenceBatch.sum, rateInterval)), sum(rate(inferenceBatch.count, rateInterval))), {
      legend: 'samples',
    }),
    unit: 'short',
    width: 8,
  }),
]

export const ml = dashboard('ml', {
  title: 'ML Operations',
  description: 'Training, tuning, evaluation and inference: how many, how long, how large, and with which result.',
  variables: ['model_type'],
  rows: [row('Training', training), row('Tuning', tuning), row('Evaluation', evaluation), row('Inference', inference)],
})
