import { block } from 'plimsoll'
import { memory } from './vocabulary.ts'
export const e = block.rates('Memory', memory)
