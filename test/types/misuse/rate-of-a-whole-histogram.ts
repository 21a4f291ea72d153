import { minutes, rate } from 'plimsoll'
import { latency } from './vocabulary.ts'
export const e = rate(latency, minutes(5))
