import { histogramCount, minutes, rate } from 'plimsoll'
import { latency } from './vocabulary.ts'
export const e = histogramCount(rate(latency.bucket, minutes(5)))
