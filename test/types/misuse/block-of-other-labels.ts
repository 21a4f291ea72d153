import { block } from 'plimsoll'
import { memory, memoryMax } from './vocabulary.ts'
export const e = block.saturation('Memory', { description: 'Memory.', used: memoryMax, capacity: memory })
