import { ratio } from 'plimsoll'
import { memory, memoryMax } from './vocabulary.ts'
export const e = ratio(memory, memoryMax)
