/** What is scraped. */
import { byDns, byFile } from 'plimsoll'
import { both, type Case, set, targetOf } from '../../../support/reality.ts'

export const targets: readonly Case[] = [
  [
    'a target that is down, whose series are missed only once',
    both(
      (reality) => Object.assign(targetOf(reality, 'app'), { health: 'down', lastError: 'connection refused' }),
      ({ series }) => {
        series.splice(0, series.length, ...series.filter(({ job }) => job !== 'app'))
      },
    ),
    ['problem verify/target-down app: "app:8000" is "down": "connection refused"; see to what it says'],
  ],
  [
    'a target that was never scraped',
    (reality) => Object.assign(targetOf(reality, 'app'), { health: 'unknown' }),
    [
      'problem verify/target-down app: "app:8000" has not been scraped yet; wait for the first scrape, and verify again',
    ],
  ],
  [
    'a replica that is not scraped',
    ({ targets }) => targets.splice(2, 1),
    ['problem verify/target-missing worker: "w2:9000" is not scraped; load the generated prometheus.yml'],
  ],
  [
    'nothing in DNS',
    ({ targets }) => targets.splice(0, targets.length, ...targets.filter(({ labels }) => labels.job !== 'worker')),
    ['problem verify/target-missing worker: discovery finds no instance; look at what it reads'],
    { addressing: byDns() },
  ],
  [
    'whatever files say where instances are',
    (reality) => set(targetOf(reality, 'app').labels, 'instance', 'elsewhere:1'),
    [],
    { addressing: byFile() },
  ],
  [
    'an instance too many',
    ({ targets }) =>
      targets.push({ labels: { job: 'app', instance: 'old:8000', region: 'eu' }, health: 'up', lastError: '' }),
    [
      'problem verify/target-unknown app: "old:8000" is scraped, and is none of app:8000; add it, or load the generated prometheus.yml',
    ],
  ],
  [
    'a job of somebody else',
    ({ targets }) => targets.push({ labels: { job: 'other', instance: 'o:1' }, health: 'down', lastError: '' }),
    [
      'note verify/target-unknown demo: the job "other" is scraped too, and belongs to no target of this system; define it here if it should',
    ],
  ],
  [
    'another label of the target',
    (reality) => set(targetOf(reality, 'app').labels, 'region', 'us'),
    [
      'problem verify/target-labels app: the label region is "eu" in the definition and "us" in 1 instance; load the generated prometheus.yml',
    ],
  ],
  [
    'a label that discovery attaches, to every series',
    both(
      (reality) => set(targetOf(reality, 'app').labels, 'pod', 'p1'),
      ({ series }) => {
        for (const one of series.filter(({ job }) => job === 'app')) set(one, 'pod', 'p1')
      },
    ),
    [
      'note verify/target-labels app: has the labels pod, which discovery attaches; define them if rules are to select by them',
    ],
  ],
]
