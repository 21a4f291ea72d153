import { hours, offset } from 'plimsoll'
import { byEndpoint } from './vocabulary.ts'
export const e = offset(byEndpoint, hours(1))
