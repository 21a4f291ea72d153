import { panel } from 'plimsoll'
import { memory } from './vocabulary.ts'
export const e = panel.timeSeries('Memory', { description: 'Memory.', show: memory, marks: [100] })
