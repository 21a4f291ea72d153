import { level } from 'plimsoll'
import { cache } from './vocabulary.ts'
export const e = level(cache, { statu: 'hit' }, 1)
