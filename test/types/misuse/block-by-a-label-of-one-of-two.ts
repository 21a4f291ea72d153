import { block } from 'plimsoll'
import { latency, requests } from './vocabulary.ts'
export const e = block.red('API', { requests, failed: requests, latency, by: ['status'] })
