import { div } from 'plimsoll'
import { byEndpoint, byStatus } from './vocabulary.ts'
export const e = div(byEndpoint, byStatus, { on: ['endpoint'] })
