import { and, bytes } from 'plimsoll'
import { memory } from './vocabulary.ts'
export const e = and(memory, bytes(1))
