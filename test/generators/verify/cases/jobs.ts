/** Some jobs of several, and jobs that are not the target's. */
import { gauge, target } from 'plimsoll'
import { both, type Case, fires, named, ruleOf, set, targetOf } from '../../../support/reality.ts'

export const jobs: readonly Case[] = [
  [
    'of one job, only what comes from it',
    both(
      (reality) => Object.assign(ruleOf(reality, 'Trouble'), { alerts: [fires('firing')] }),
      (reality) => Object.assign(ruleOf(reality, 'Busy'), { alerts: [fires('firing')] }),
      (reality) => Object.assign(targetOf(reality, 'app'), { health: 'down' }),
      ({ targets }) => targets.push({ labels: { job: 'other', instance: 'o:1' }, health: 'up', lastError: '' }),
    ),
    [
      'note verify/alert-firing Busy: fires for 1 series, first since 2026-01-01T00:00:00Z for {pool="read"}; its runbook says what to do',
    ],
    {},
    ['worker'],
  ],
  [
    'series that keep the job that they were exposed with',
    ({ series }) => {
      for (const one of series.filter(named('pushed'))) set(one, 'job', 'batch')
    },
    [],
    {
      others: [
        target('gateway', {
          service: 'gateway',
          port: 9091,
          honorLabels: true,
          exposes: [
            gauge('pushed', { help: 'Pushed.', labels: { job: { kind: 'open', values: ['batch'], atMost: 2 } } }),
          ],
        }),
      ],
      groups: [],
    },
  ],
]
