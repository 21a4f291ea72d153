/**
 * What a training process exposes at :8001/metrics, by start_http_server. The document names `training_loss` and
 * `training_steps_total`; where it has a variable only, or a line in a list, the name follows from that and the unit.
 */
import { counter, gauge, histogram, oneOf } from 'plimsoll'
import { fromZero, pythonBuckets } from '../../exporters/shared.ts'

const ratio0to1 = { unit: 'ratio', range: [0, 1] } as const

/** Without it, a run that stalls looks like none: both make no steps. */
export const active = gauge('training_active', {
  help: 'Whether a run is in progress: 1 from before its first step until it ended, failed or not, and 0 otherwise.',
  unit: 'boolean',
})

export const steps = counter('training_steps_total', { help: 'Optimiser steps that were taken.' })
export const epochs = counter('training_epochs_total', { help: 'Passes over the training data that were completed.' })

export const loss = gauge('training_loss', { help: 'Loss of the last training step.', unit: 'none' })

/** TRAINING_ACCURACY, which the document's code sets and does not define. */
export const accuracy = gauge('training_accuracy_ratio', { help: 'Accuracy on the last training batch.', ...ratio0to1 })

export const validationAccuracy = gauge('validation_accuracy_ratio', {
  help: 'Accuracy on the validation data, when last evaluated.',
  ...ratio0to1,
})
export const validationPrecision = gauge('validation_precision_ratio', {
  help: 'Precision on the validation data, when last evaluated.',
  ...ratio0to1,
})
export const validationRecall = gauge('validation_recall_ratio', {
  help: 'Recall on the validation data, when last evaluated.',
  ...ratio0to1,
})
export const validationF1 = gauge('validation_f1_ratio', {
  help: 'F1 score on the validation data, the harmonic mean of precision and recall, when last evaluated.',
  ...ratio0to1,
})

export const learningRate = gauge('training_learning_rate', {
  help: 'Learning rate that the schedule gives now.',
  unit: 'none',
  range: fromZero,
})

export const batchSize = gauge('training_batch_size', { help: 'Samples in a batch.', range: fromZero })

export const batchDuration = histogram('training_batch_duration_seconds', {
  help: 'Time that a batch took, from loading it to the step of the optimiser.',
  buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
})

/** Throughput is its rate: a batch size times batches per second is wrong as soon as the last batch is smaller. */
export const samples = counter('training_samples_total', { help: 'Samples that were trained on.' })

/** TRAINING_TIME_HISTOGRAM, which `measure_time` observes. */
export const operationTime = histogram('training_time_seconds', {
  help: 'Time that a part of a training step took.',
  labels: { operation: oneOf('forward_pass', 'backward_pass') },
  buckets: pythonBuckets,
})

/** CPU_USAGE, MEMORY_USAGE and GPU_MEMORY_USAGE, in the units in which `collect_system_metrics` sets them. */
export const cpuUsage = gauge('cpu_usage_percent', {
  help: 'CPU of the host that is in use, as psutil sees it from the training process, from 0 to 100.',
  unit: 'percent',
  range: [0, 100],
})
export const memoryUsage = gauge('memory_usage_percent', {
  help: 'Memory of the host that is in use, as psutil sees it from the training process, from 0 to 100.',
  unit: 'percent',
  range: [0, 100],
})
/** What the tensors of this process take; the GPU as a whole, and its utilisation, are DCGM's. */
export const gpuMemoryUsage = gauge('gpu_memory_usage_gibibytes', {
  help: 'GPU memory that the tensors of the training process take, in gibibytes; 0 without CUDA.',
  unit: 'gibibytes',
  range: fromZero,
  allow: { 'unit-base': 'the code of the document divides by 1024 ** 3' },
})

export const progress = [active, steps, epochs, loss, accuracy, learningRate] as const
export const validation = [validationAccuracy, validationPrecision, validationRecall, validationF1] as const
export const batches = [batchSize, batchDuration, samples, operationTime] as const
export const resources = [cpuUsage, memoryUsage, gpuMemoryUsage] as const
