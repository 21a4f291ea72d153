import { gt, seconds } from 'plimsoll'
import { memory } from './vocabulary.ts'
export const e = gt(memory, seconds(5))
