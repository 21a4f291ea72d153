import { count, gt } from 'plimsoll'
import { cache } from './vocabulary.ts'
export const e = gt(cache, count(100))
