import { block } from 'plimsoll'
import { requests } from './vocabulary.ts'
export const e = block.top('Requests', 5, requests, { description: 'Requests.' })
