import { panel } from 'plimsoll'
import { latency } from './vocabulary.ts'
export const e = panel.stat('Latency', { description: 'Time to answer.', show: latency })
