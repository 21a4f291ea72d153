import { max, minutes, rate } from 'plimsoll'
import { memory } from './vocabulary.ts'
export const e = rate(max(memory), minutes(5))
