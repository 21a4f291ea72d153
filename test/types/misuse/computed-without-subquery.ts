import { hours, max, maxOverTime } from 'plimsoll'
import { memory } from './vocabulary.ts'
export const e = maxOverTime(max(memory), hours(1))
