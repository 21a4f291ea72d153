import { sum } from 'plimsoll'
import { memory } from './vocabulary.ts'
export const e = sum(memory, { by: ['job'], without: ['instance'] })
