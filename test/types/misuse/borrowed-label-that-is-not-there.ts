import { mul } from 'plimsoll'
import { memory, memoryMax } from './vocabulary.ts'
export const e = mul(memoryMax, memory, { on: ['instance'], groupLeft: ['version'] })
