import { minutes, rate } from 'plimsoll'
import { memory } from './vocabulary.ts'
export const e = rate(memory, minutes(5))
