import { histogramQuantile, minutes, rate, sum } from 'plimsoll'
import { latency } from './vocabulary.ts'
export const e = histogramQuantile(0.95, sum(rate(latency.bucket, minutes(5)), { by: ['endpoint'] }))
