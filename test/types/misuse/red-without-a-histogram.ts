import { block } from 'plimsoll'
import { memory, requests } from './vocabulary.ts'
export const e = block.red('API', { requests, failed: requests, latency: memory })
