import { alert } from 'plimsoll'
import { memory } from './vocabulary.ts'
export const e = alert('TooMuch', {
  when: memory,
  severity: 'warning',
  owner: 'us',
  summary: 'Too much.',
  description: ({ value }) => `${value} is too much.`,
  runbook: { meaning: '', impact: '', diagnose: [], mitigate: [] },
})
