import { type Expr, max } from 'plimsoll'
import { memory } from './vocabulary.ts'
declare function inSeconds(v: Expr<object, 'seconds', 'vector'>): void
export const e = inSeconds(max(memory))
