/** ML Training: how a run gets on, what it costs in time, how good the model is, and what the GPUs do. */
import {
  block,
  dashboard,
  hours,
  increase,
  max,
  panel,
  query,
  rate,
  rateInterval,
  row,
  sum,
  toBaseUnit,
} from 'plimsoll'
import { gpusMeasured } from '../measures.ts'
import { inferenceDuration, training as metrics, predictionAccuracy } from '../metrics/index.ts'
import { stepRate, throughput } from '../recording.ts'
import { gpuPanels } from './gpu.ts'

const now = [
  panel.stat('Run', {
    description: 'Whether a training run is in progress; no value where no training process is reached.',
    show: max(metrics.active),
    values: { 0: { text: 'idle', color: 'text' }, 1: { text: 'running', color: 'green' } },
  }),
  panel.stat('Loss', { description: 'Loss of the last training step.', show: max(metrics.loss), decimals: 4 }),
  panel.stat('Accuracy', { description: 'Accuracy on the last training batch.', show: max(metrics.accuracy) }),
  panel.stat('Samples', { description: 'Samples per second that are trained on.', show: throughput }),
  panel.stat('GPUs', {
    description: 'GPUs that are measured; GpuMetricsMissing fires where there is none.',
    show: gpusMeasured,
    sparkline: false,
  }),
]

const instance = ({ labels }: { readonly labels: { readonly instance: { toString(): string } } }) =>
  `${labels.instance}`

const progress = [
  panel.timeSeries('Training loss', {
    description: 'Loss of the last training step. It should fall, and level off; a gap is a value that is no number.',
    show: query(metrics.loss, { legend: instance }),
    width: 12,
  }),
  panel.timeSeries('Training and validation accuracy', {
    description: 'Accuracy on training batches and on validation data. Where the two part, the model learns by heart.',
    show: [
      query(metrics.accuracy, { legend: ({ labels }) => `training ${labels.instance}` }),
      query(metrics.validationAccuracy, { legend: ({ labels }) => `validation ${labels.instance}` }),
    ],
    width: 12,
  }),
  panel.timeSeries('Training steps', {
    description: 'Steps per minute; TrainingStalled fires where a run takes none for ten minutes.',
    show: query(stepRate, { legend: 'steps' }),
    per: 'minute',
    width: 8,
  }),
  panel.timeSeries('Epochs in the last hour', {
    description: 'Passes over the training data that were completed within the hour before; 0 where one takes longer.',
    show: query(sum(increase(metrics.epochs, hours(1))), { legend: 'epochs' }),
    width: 8,
  }),
  panel.timeSeries('Learning rate', {
    description: 'Learning rate that the schedule gives.',
    show: query(metrics.learningRate, { legend: instance }),
    width: 8,
  }),
]

const validation = [
  panel.timeSeries('Validation metrics', {
    description: 'Accuracy, precision, recall and F1 score on the validation data, each when last evaluated.',
    show: [
      query(max(metrics.validationAccuracy), { legend: 'accuracy' }),
      query(max(metrics.validationPrecision), { legend: 'precision' }),
      query(max(metrics.validationRecall), { legend: 'recall' }),
      query(max(metrics.validationF1), { legend: 'F1' }),
    ],
    width: 24,
  }),
]

const batches = [
  panel.timeSeries('Throughput', {
    description: 'Samples per second that are trained on.',
    show: query(throughput, { legend: 'samples' }),
    width: 8,
  }),
  panel.timeSeries('Batch size', {
    description: 'Samples in a batch.',
    show: query(metrics.batchSize, { legend: instance }),
    width: 8,
  }),
  block.percentiles('Batch time percentiles', metrics.batchDuration, { width: 8 }),
  block.percentiles('Forward and backward pass p95', metrics.operationTime, {
    by: ['operation'],
    quantiles: [0.95],
    width: 12,
  }),
  panel.timeSeries('Time in forward and backward pass', {
    description:
      'Share of the time that is spent in each; what is missing to 100 % is loading data, and the optimiser.',
    show: sum(rate(metrics.operationTime.sum, rateInterval), { by: ['operation'] }),
    stacked: true,
    width: 12,
  }),
]

const performance = [
  block.percentiles('Inference latency percentiles', inferenceDuration, { width: 8 }),
  panel.timeSeries('Prediction accuracy', {
    description: 'Share of the predictions of the served model which were right, when it was last evaluated.',
    show: query(max(predictionAccuracy), { legend: 'accuracy' }),
    width: 8,
  }),
  panel.timeSeries('Inferences', {
    description: 'Inferences per second.',
    show: query(sum(rate(inferenceDuration.count, rateInterval)), { legend: 'inferences' }),
    width: 8,
  }),
  block.distribution('Inference times', inferenceDuration, { width: 24 }),
]

const process = [
  panel.timeSeries('GPU memory of tensors', {
    description: 'GPU memory that the tensors of the training process take; that of the whole GPU is above.',
    show: query(toBaseUnit(metrics.gpuMemoryUsage), { legend: instance }),
    width: 12,
  }),
  panel.timeSeries('CPU and memory, as training sees them', {
    description: 'Share of the CPUs and of the memory of its host that is in use, as the training process measures it.',
    show: [
      query(toBaseUnit(metrics.cpuUsage), { legend: ({ labels }) => `CPU ${labels.instance}` }),
      query(toBaseUnit(metrics.memoryUsage), { legend: ({ labels }) => `memory ${labels.instance}` }),
    ],
    width: 12,
  }),
]

export const training = dashboard('ml-training', {
  title: 'ML Training',
  description: 'Training runs: progress, validation, batches, the served model, and the GPUs.',
  variables: ['operation', 'gpu'],
  rows: [
    row('Now', now),
    row('Progress', progress),
    row('Validation', validation),
    row('Batches', batches),
    row('Model performance', performance),
    row('GPUs', gpuPanels),
    row('Training process', process),
  ],
})
