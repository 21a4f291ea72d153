import { panel } from 'plimsoll'
import { requests } from './vocabulary.ts'
export const e = panel.timeSeries('Requests', { description: 'Requests.', show: requests })
