import { block } from 'plimsoll'
import { memory, requests } from './vocabulary.ts'
export const e = block.use('Memory', { utilisation: memory, errors: requests })
