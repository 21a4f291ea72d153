import { select } from 'plimsoll'
import { latency } from './vocabulary.ts'
export const e = select(latency.bucket, { le: '1' })
