import type { Expr } from 'plimsoll'
import { byEndpoint } from './vocabulary.ts'
declare function byJob(v: Expr<{ job: string }, string, 'vector'>): void
export const e = byJob(byEndpoint)
