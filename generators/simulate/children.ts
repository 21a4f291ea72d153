/** The children of a metric on one instance: those that scenarios name, and as many others as its labels allow. */
import type { MetricData } from '../../schemas/model/metric.ts'
import type { TargetData } from '../../schemas/model/target.ts'
import { matches } from '../../schemas/promql/matches.ts'
import { addressesOf } from '../facts/addresses.ts'
import type { System } from '../load/system.ts'
import type { Behaviour, Incident, Level } from '../proof/level.ts'
import { combinationsOf, isState, type Labels, most } from './labels.ts'
import type { Told } from './levels.ts'
import { keyOf, suffixOf } from './parts.ts'

/** What answers one scrape: an instance of a job. */
export interface Place {
  readonly target: TargetData
  readonly job: string
  readonly instance: string
  /** The host that answers, as definitions name it. */
  readonly host: string
}

/** Series with the same labels but for `le`, a quantile, a state; labels are those that the target exposes itself. */
export interface Child {
  readonly metric: MetricData
  readonly labels: Labels
  /** What is told of it while all is well. */
  readonly healthy: Told
  /** What is told of it while an alert's incident lasts, by the alert. */
  readonly incidents: ReadonlyMap<string, Told>
}

export interface Scenarios {
  readonly incidents: ReadonlyMap<string, Incident>
  readonly healthy: readonly Behaviour[]
}

/** Every instance of every job, as its series name it. */
export const placesOf = ({ data: { addressing }, targets }: System): readonly Place[] =>
  targets.flatMap(({ data: target }) =>
    addressesOf(target, addressing).map((instance, nth) => ({
      target,
      job: target.name,
      instance,
      host: (target.probe ? target.hosts[0] : target.hosts[nth]) ?? target.name,
    })),
  )

/** The metrics that a target exposes and that are not thrown away after the scrape. */
export const exposedBy = ({ exposes, dropMetrics }: TargetData): readonly MetricData[] =>
  exposes
    .map(({ data }) => data)
    .filter(
      ({ name, addedBy }) => addedBy === undefined && !dropMetrics.some((pattern) => matches('=~', pattern, name)),
    )

/** Those that scenarios name come first; of a gauge that they tell the healthy levels of, there are no others. */
export function childrenOf(place: Place, metric: MetricData, { healthy, incidents }: Scenarios): readonly Child[] {
  const found = new Map<
    string,
    { labels: Labels; healthy: Map<string, Level>; incidents: Map<string, Map<string, Level>> }
  >()
  const child = (labels: Labels) => {
    const key = JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)))
    const known = found.get(key) ?? { labels, healthy: new Map(), incidents: new Map() }
    found.set(key, known)
    return known
  }
  for (const one of named(place, metric, healthy)) child(one.labels).healthy.set(one.key, one.level)
  const isTold = found.size > 0
  for (const [alert, { behaviours }] of incidents) {
    for (const { labels, key, level } of named(place, metric, behaviours)) {
      const own = child(labels).incidents
      own.set(alert, (own.get(alert) ?? new Map()).set(key, level))
    }
  }
  const limit = Math.min(most, metric.atMost ?? most)
  for (const labels of isTold && !isCounted(metric) ? [] : combinationsOf(metric)) if (found.size < limit) child(labels)
  return [...found.values()].map((one) => ({ metric, ...one }))
}

const isCounted = ({ type }: MetricData): boolean => type === 'counter' || type === 'histogram' || type === 'summary'

interface Named {
  readonly labels: Labels
  readonly key: string
  readonly level: Level
}

/** What the behaviours say of the metric's series on this instance. */
function named(place: Place, metric: MetricData, behaviours: readonly Behaviour[]): readonly Named[] {
  return behaviours.flatMap(({ series, labels, level }) => {
    if (!series.startsWith(metric.name) || !isOn(place, labels)) return []
    const suffix = suffixOf(metric, series)
    if (suffix === undefined) return []
    const entries = Object.entries(labels).filter(([name, value]) => value !== '' && !isAttached(place, metric, name))
    const own = entries.find(([name]) => isPart(metric, suffix, name))
    return [{ labels: Object.fromEntries(entries.filter((one) => one !== own)), key: keyOf(suffix, own), level }]
  })
}

const isOn = ({ job, instance, target }: Place, labels: Labels): boolean =>
  labels.job === job &&
  labels.instance === instance &&
  Object.entries(target.labels).every(([name, value]) => labels[name] === undefined || labels[name] === value)

/** Whether the scrape configuration attaches the label. */
const isAttached = ({ target }: Place, { labels }: MetricData, name: string): boolean =>
  name === 'job' || name === 'instance' || Object.hasOwn(target.labels, name) || labels[name]?.attached === true

const isPart = (metric: MetricData, suffix: string, name: string): boolean =>
  isState(metric, name) ||
  (suffix === '_bucket' && name === 'le') ||
  (metric.type === 'summary' && suffix === '' && name === 'quantile')
