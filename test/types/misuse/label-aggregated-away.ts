import { max, sum } from 'plimsoll'
import { memoryMax } from './vocabulary.ts'
export const e = max(sum(memoryMax, { by: ['job'] }), { by: ['instance'] })
