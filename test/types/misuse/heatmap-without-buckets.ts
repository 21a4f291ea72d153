import { panel } from 'plimsoll'
import { byEndpoint } from './vocabulary.ts'
export const e = panel.heatmap('Latency', { description: 'Time to answer.', show: byEndpoint })
