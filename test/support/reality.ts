/** Ways in which reality is not what is defined. */
import type { Labels, Reality } from './prometheus.ts'
import type { Parts } from './system.ts'
import type { Change } from './verify.ts'

/** What is changed, what is found then, and where the system or the jobs are others. */
export type Case = readonly [
  name: string,
  change: Change,
  findings: readonly string[],
  more?: Parts,
  jobs?: readonly string[],
]

export const named = (name: string) => (labels: Labels) => labels.__name__ === name
/** The first target of a job. */
export const targetOf = ({ targets }: Reality, job: string) =>
  targets.find(({ labels }) => labels.job === job) ?? never()
export const ruleOf = ({ groups }: Reality, name: string) =>
  groups.flatMap(({ rules }) => rules).find((one) => one.name === name) ?? never()
export const groupOf = ({ groups }: Reality, name: string) => groups.find((one) => one.name === name) ?? never()
/** What a job says of a metric. */
export const described = ({ metadata }: Reality, job: string, name: string) =>
  metadata[job]?.find(({ metric }) => metric === name) ?? never()
export const never = (): never => {
  throw new Error('it is not there')
}
/** More series like the first of a name. */
export const more =
  (name: string, ...labels: readonly Labels[]): Change =>
  (reality) => {
    const like = reality.series.find(named(name)) ?? never()
    for (const one of labels) reality.series.push({ ...like, ...one })
  }
/** A series of the instance of `app`. */
export const app =
  (name: string, labels: Labels = {}): Change =>
  ({ series }) =>
    void series.push({ __name__: name, job: 'app', instance: 'app:8000', ...labels })
/** None of the series of these names. */
export const without =
  (...names: readonly string[]): Change =>
  (reality) => {
    reality.series = reality.series.filter(({ __name__ = '' }) => !names.includes(__name__))
  }
/** Nothing said of metrics of these names. */
export const unannounced =
  (job: string, ...names: readonly string[]): Change =>
  (reality) => {
    reality.metadata[job] = reality.metadata[job]?.filter(({ metric }) => !names.includes(metric)) ?? []
  }
export const both =
  (...changes: readonly Change[]): Change =>
  (reality) => {
    for (const change of changes) change(reality)
  }
export const set = <K extends string>(of: { [N in K]?: string }, key: K, value: string) => {
  of[key] = value
}

/** One firing of an alert, or one that waits. */
export const fires = (state: string) => ({
  labels: { alertname: 'X', pool: 'read' },
  state,
  activeAt: '2026-01-01T00:00:00Z',
})
