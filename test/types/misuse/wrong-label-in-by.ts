import { minutes, rate, sum } from 'plimsoll'
import { requests } from './vocabulary.ts'
export const e = sum(rate(requests, minutes(5)), { by: ['endpont'] })
