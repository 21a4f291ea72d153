import { panel } from 'plimsoll'
import { memory } from './vocabulary.ts'
export const e = panel.stat('Memory', { show: memory })
