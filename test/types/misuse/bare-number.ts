import { gt } from 'plimsoll'
import { memory } from './vocabulary.ts'
export const e = gt(memory, 100)
