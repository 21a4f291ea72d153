import { select } from 'plimsoll'
import { cache } from './vocabulary.ts'
export const e = select(cache, { statu: 'hit' })
