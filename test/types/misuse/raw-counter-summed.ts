import { sum } from 'plimsoll'
import { cache } from './vocabulary.ts'
export const e = sum(cache, { by: ['operation'] })
