import { delta, minutes } from 'plimsoll'
import { cache } from './vocabulary.ts'
export const e = delta(cache, minutes(5))
