import { gt, scalar, sum, bytes } from 'plimsoll'
import { memory } from './vocabulary.ts'
export const e = gt(scalar(sum(memory)), bytes(1))
