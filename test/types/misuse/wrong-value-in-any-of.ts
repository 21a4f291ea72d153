import { anyOf, select } from 'plimsoll'
import { cache } from './vocabulary.ts'
export const e = select(cache, { status: anyOf('hit', 'mis') })
