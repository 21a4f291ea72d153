import { query } from 'plimsoll'
import { byEndpoint } from './vocabulary.ts'
export const e = query(byEndpoint, { legend: ({ labels }) => `${labels.instance}` })
