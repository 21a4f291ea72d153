import { block, gauge } from 'plimsoll'
import { memory } from './vocabulary.ts'
const age = gauge('age_seconds', { help: 'Age.', unit: 'seconds' })
export const e = block.saturation('Memory', { description: 'Memory.', used: memory, capacity: age })
