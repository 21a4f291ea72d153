/** Whether what is scraped is what is defined to be. */
import { addressesOf } from '../facts/addresses.ts'
import type { ResolvedTarget } from '../load/system.ts'
import type { ActiveTarget } from './answers.ts'
import type { Learnt } from './learn.ts'
import type { Subject } from './subject.ts'
import { counted, listed, quoted } from './text.ts'
import { type Found, note, problem, type Verification } from './verification.ts'

/** The targets of a job that Prometheus scrapes; none where that is not known. */
export const activeOf = ({ data }: ResolvedTarget, { targets = [] }: Learnt): ActiveTarget[] =>
  targets.filter(({ labels }) => labels.get('job') === data.name)

/** Whether something of it can be there. */
export const isUp = (target: ResolvedTarget, learnt: Learnt): boolean =>
  activeOf(target, learnt).some(({ health }) => health === 'up')

const instanceOf = ({ labels }: ActiveTarget): string => labels.get('instance') ?? ''

const ofTargets =
  (find: (target: ResolvedTarget, active: readonly ActiveTarget[], subject: Subject) => readonly Found[]) =>
  (subject: Subject, learnt: Learnt): Found[] =>
    learnt.targets ? subject.targets.flatMap((target) => find(target, activeOf(target, learnt), subject)) : []

export const targetDown: Verification = {
  id: 'verify/target-down',
  doc: `Each target that Prometheus knows answers its scrapes. Of one that does not there are no series, and what is missing in them is
not said again.`,
  run: ofTargets(({ data }, active) =>
    active
      .filter(({ health }) => health !== 'up')
      .map((target) =>
        problem(
          data,
          target.health === 'unknown'
            ? `${quoted(instanceOf(target))} has not been scraped yet; wait for the first scrape, and verify again`
            : `${quoted(instanceOf(target))} is ${quoted(target.health)}: ${quoted(target.lastError)}; see to what it says`,
          data.name,
        ),
      ),
  ),
}

export const targetMissing: Verification = {
  id: 'verify/target-missing',
  doc: `Each address of a definition is scraped; of a job that is found by DNS or in files, at least one. Otherwise Prometheus runs another
configuration than the generated one, or discovery finds nothing.`,
  run: ofTargets(({ data }, active, { system }) => {
    const there = new Set(active.map(instanceOf))
    const { addressing } = system.data
    if (!data.probe && (addressing.by === 'dns' || addressing.by === 'file'))
      return there.size > 0 ? [] : [problem(data, 'discovery finds no instance; look at what it reads', data.name)]
    return addressesOf(data, addressing)
      .filter((address) => !there.has(address))
      .map((address) =>
        problem(data, `${quoted(address)} is not scraped; load the generated prometheus.yml`, data.name),
      )
  }),
}

export const targetUnknown: Verification = {
  id: 'verify/target-unknown',
  doc: `No address is scraped in a job beside those of its definition: an instance too many counts in every sum. Jobs that the system does
not define are noted, since one Prometheus may serve several systems.`,
  run: (subject, { targets = [] }) => [
    ...subject.targets.flatMap(({ data }) => {
      const { addressing } = subject.system.data
      if (!data.probe && (addressing.by === 'dns' || addressing.by === 'file')) return []
      const known = addressesOf(data, addressing)
      return targets
        .filter((target) => target.labels.get('job') === data.name && !known.includes(instanceOf(target)))
        .map((target) =>
          problem(
            data,
            `${quoted(instanceOf(target))} is scraped, and is none of ${listed(known)}; add it, or load the generated prometheus.yml`,
            data.name,
          ),
        )
    }),
    ...(subject.whole ? foreignJobs(subject, targets) : []),
  ],
}

function foreignJobs({ system }: Subject, targets: readonly ActiveTarget[]): Found[] {
  const known = system.targets.map(({ data }) => data.name)
  const jobs = new Set(targets.map(({ labels }) => labels.get('job') ?? '').filter((job) => !known.includes(job)))
  return [...jobs].map((job) =>
    note(
      system.data,
      `the job ${quoted(job)} is scraped too, and belongs to no target of this system; define it here if it should`,
    ),
  )
}

export const targetLabels: Verification = {
  id: 'verify/target-labels',
  doc: `Each target has the labels that its definition attaches, with their values: rules and dashboards select by them. Labels that
discovery attaches beside them are noted, and are no unknown labels of its metrics.`,
  run: ofTargets(({ data, metrics }, active) => {
    const wrong = Object.entries(data.labels).flatMap(([label, value]) => {
      const other = active.filter(({ labels }) => labels.get(label) !== value)
      if (other.length === 0) return []
      const has = other[0]?.labels.get(label)
      const instead = has === undefined ? 'none' : quoted(has)
      return [
        problem(
          data,
          `the label ${label} is ${quoted(value)} in the definition and ${instead} in ${counted(other.length, 'instance')}; load the generated prometheus.yml`,
          data.name,
        ),
      ]
    })
    const meant = new Set(metrics.flatMap(({ labels }) => Object.keys(labels)))
    const more = discovered(data, active).filter((label) => !meant.has(label))
    return more.length === 0
      ? wrong
      : [
          ...wrong,
          note(
            data,
            `has the labels ${listed(more)}, which discovery attaches; define them if rules are to select by them`,
            data.name,
          ),
        ]
  }),
}

/** Labels that no definition attaches to the target, and that its instances have all the same. */
export function discovered({ labels: own }: ResolvedTarget['data'], active: readonly ActiveTarget[]): string[] {
  const names = new Set(active.flatMap(({ labels }) => [...labels.keys()]))
  return [...names].filter((name) => name !== 'job' && name !== 'instance' && !Object.hasOwn(own, name)).sort()
}
