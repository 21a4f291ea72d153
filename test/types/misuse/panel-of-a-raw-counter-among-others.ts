import { panel } from 'plimsoll'
import { byEndpoint, requests } from './vocabulary.ts'
export const e = panel.timeSeries('Requests', { description: 'Requests.', show: [byEndpoint, requests] })
