import { query } from 'plimsoll'
import { requests } from './vocabulary.ts'
export const e = query(requests, { legend: ({ labels }) => `${labels.method} ${labels.endpoint} ${labels.status}` })
