import { ratio } from 'plimsoll'
import { byEndpoint, byStatus } from './vocabulary.ts'
export const e = ratio(byStatus, byEndpoint)
