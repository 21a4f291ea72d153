import { breaches, histogramQuantile, minutes, rate, sum } from 'plimsoll'
import { latency, limits } from './vocabulary.ts'
export const e = breaches(histogramQuantile(0.9, sum(rate(latency.bucket, minutes(5)), { by: ['le'] })), limits.size)
