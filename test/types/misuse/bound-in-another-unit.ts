import { bytes, upTo } from 'plimsoll'
import { latency } from './vocabulary.ts'
export const e = upTo(latency.bucket, bytes(1))
