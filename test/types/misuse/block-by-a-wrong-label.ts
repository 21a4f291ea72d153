import { block } from 'plimsoll'
import { requests } from './vocabulary.ts'
export const e = block.rates('Requests', requests, { by: ['endpont'] })
