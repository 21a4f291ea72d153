import { alert, gt, count, perSecondOf } from 'plimsoll'
import { byEndpoint } from './vocabulary.ts'
export const e = alert('TooMany', {
  when: gt(byEndpoint, perSecondOf(count(5))),
  severity: 'warning',
  owner: 'us',
  summary: 'Too many.',
  description: ({ labels }) => `${labels.instance} has too many.`,
  runbook: { meaning: '', impact: '', diagnose: [], mitigate: [] },
})
