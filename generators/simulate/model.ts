/** A system that is simulated: what each of its targets exposes at a time. Pure; see serve.ts for the way to the network. */
import type { MetricData } from '../../schemas/model/metric.ts'
import type { System } from '../load/system.ts'
import type { Behaviour, Incident } from '../proof/level.ts'
import { chance } from './chance.ts'
import { type Child, childrenOf, exposedBy, type Place, placesOf } from './children.ts'
import { type Concerns, concernsOf } from './concern.ts'
import { activeAt, type Living, type Now, samplesOf } from './course.ts'
import type { Family } from './exposition.ts'
import { levelsFrom, withTold } from './levels.ts'
import { grows, labelled, partsOf } from './parts.ts'
import { isTrouble, plausible } from './plausible.ts'

export interface ModelOptions {
  /** What makes each alert fire, by its name. */
  readonly incidents: ReadonlyMap<string, Incident>
  /** What series do on average while no alert fires; the others do what is likely. */
  readonly healthy?: readonly Behaviour[]
  /** The same seed gives the same values at the same time; 0 if left out. */
  readonly seed?: number
  /** When the processes began, in seconds since the epoch. */
  readonly since: number
  /** How many times faster than real the day passes; as it does if left out. */
  readonly speed?: number
}

export interface Model {
  readonly places: readonly Place[]
  /** What the place exposes; undefined where it does not answer. `episodes` are the incidents so far. */
  readonly scrape: (place: Place, now: Pick<Now, 'time' | 'episodes'>) => readonly Family[] | undefined
}

/** `model.scrape(place, { time, episodes })`, for any of `model.places`. */
export function modelOf(system: System, options: ModelOptions): Model {
  const places = placesOf(system)
  const concerns = concernsOf(system, options.incidents.keys())
  const children = new Map(places.map((place) => [place, livingAt(place, options, concerns)]))
  return Object.freeze({
    places,
    scrape: (place: Place, now: Pick<Now, 'time' | 'episodes'>) => {
      if (refuses(place, activeAt(now.episodes, now.time), options.incidents)) return undefined
      return familiesOf(place, children.get(place) ?? [], { ...now, since: options.since })
    },
  })
}

type Exposed = readonly [metric: MetricData, children: readonly Living[]]

function livingAt(place: Place, options: ModelOptions, concerns: Concerns): readonly Exposed[] {
  const { incidents, healthy = [] } = options
  return exposedBy(place.target).map((metric) => {
    const children = childrenOf(place, metric, { incidents, healthy })
    return [metric, children.map((child) => living(place, child, children, options, concerns))]
  })
}

/** How far the told levels and the others move in a day; the ripple adds half of it. */
const swings = { told: 0.02, counter: 0.25, gauge: 0.05 } as const
const hours = 3600

function living(
  place: Place,
  child: Child,
  children: readonly Child[],
  options: ModelOptions,
  concerns: Concerns,
): Living {
  const { metric, labels, healthy, incidents } = child
  const { seed = 0, speed = 1, since } = options
  const luck = (...of: readonly string[]) =>
    chance(
      seed,
      place.job,
      place.host,
      place.target.probe ? place.instance : '',
      metric.name,
      JSON.stringify(labels),
      ...of,
    )
  const usual = levelsFrom(metric, plausible({ metric, labels, luck: luck(), since }))
  const isCounter = partsOf(metric).some((part) => grows(metric, part))
  return {
    ...child,
    levels: healthy.size > 0 ? withTold(metric, usual, healthy) : besideTold(child, children, usual),
    rhythm: {
      swing: children.some((one) => one.healthy.size > 0) ? swings.told : isCounter ? swings.counter : swings.gauge,
      late: (luck('late') * hours) / speed,
      speed,
    },
    concerns: healthy.size > 0 ? new Map() : concernsAbout(place, child, concerns, options.incidents),
    whole: healthy.size === 0 && incidents.size === 0,
  }
}

/** All that is not told beside what is: a tenth of it, so that shares and sums stay what they are. */
const beside = 0.1

function besideTold(child: Child, children: readonly Child[], usual: Living['levels']): Living['levels'] {
  const told = children.filter(({ healthy }) => healthy.size > 0)
  const [like] = told.toSorted((a, b) => alike(child, b) - alike(child, a))
  if (!like) return usual
  const share = isTrouble(child) ? 0 : beside / (children.length - told.length)
  return withTold(child.metric, usual, like.healthy).map((level) =>
    level.kind === 'rate' ? { ...level, perSecond: level.perSecond * share } : level,
  )
}

/** How many labels the two have in common. */
const alike = (a: Child, b: Child): number =>
  Object.entries(a.labels).filter(([name, value]) => b.labels[name] === value).length

function concernsAbout(
  place: Place,
  { metric, labels, incidents: named }: Child,
  concerns: Concerns,
  incidents: ModelOptions['incidents'],
): Living['concerns'] {
  const parts = partsOf(metric)
  const full = { ...place.target.labels, ...labels, job: place.job, instance: place.instance }
  const alerts = parts.flatMap((part) => [...concerns(metric.name + part.suffix, labelled(full, part))])
  const isCounter = parts.some((part) => grows(metric, part))
  const leaves = (alert: string) =>
    !isCounter ||
    incidents.get(alert)?.behaviours.some(({ series, level }) => level.kind === 'absent' && isOf(metric, series))
  return new Map(
    alerts
      .filter((alert) => !named.has(alert))
      .map((alert) => [alert, leaves(alert) ? 'goes away' : 'stands still'] as const),
  )
}

const isOf = (metric: MetricData, series: string): boolean =>
  partsOf(metric).some(({ suffix }) => metric.name + suffix === series)

/** Whether an incident has the target down, which `up` says. */
function refuses({ job, instance }: Place, active: readonly string[], incidents: ModelOptions['incidents']): boolean {
  const [last] = active.toReversed().flatMap((alert) => {
    const told = incidents
      .get(alert)
      ?.behaviours.find(({ series, labels }) => series === 'up' && labels.job === job && labels.instance === instance)
    return told ? [told.level] : []
  })
  return last?.kind === 'absent' || (last?.kind === 'value' && last.value === 0)
}

/** A family is there with its first sample, and has the name that the target gives it. */
function familiesOf({ target }: Place, metrics: readonly Exposed[], now: Now): readonly Family[] {
  const names = new Map(Object.entries(target.renames).map(([exposed, { data }]) => [data.name, exposed]))
  return metrics.flatMap(([metric, children]) => {
    const name = names.get(metric.name) ?? metric.name
    const samples = children.flatMap((child) =>
      samplesOf(child, now).map(({ part, value }) => ({
        name: name + part.suffix,
        labels: labelled(child.labels, part),
        value,
      })),
    )
    return samples.length > 0 ? [{ name, help: metric.help, type: metric.type, samples }] : []
  })
}
