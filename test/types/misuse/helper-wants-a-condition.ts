import type { Expr } from 'plimsoll'
import { byEndpoint } from './vocabulary.ts'
declare function fires(v: Expr<object, string, 'condition'>): void
export const e = fires(byEndpoint)
