import { add, histogramQuantile, minutes, rate } from 'plimsoll'
import { latency, memory } from './vocabulary.ts'
export const e = add(memory, histogramQuantile(0.9, rate(latency.bucket, minutes(5))))
