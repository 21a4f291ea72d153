import { breaches } from 'plimsoll'
import { limits, memory } from './vocabulary.ts'
export const e = breaches(memory, limits.time)
