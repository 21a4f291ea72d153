import { labelReplace } from 'plimsoll'
import { memory } from './vocabulary.ts'
export const e = labelReplace(memory, { label: 'host', value: '$1' }, { label: 'instanc', matching: '(.*):.*' })
