/** Systems as they are simulated: at addresses of loopback, with scenarios that are made by hand. */
import { always, systems } from '../../definitions/index.ts'
import { loadOne } from '../../generators/load/one.ts'
import type { System } from '../../generators/load/system.ts'
import type { Behaviour, Incident, Level } from '../../generators/proof/level.ts'
import type { Scenarios } from '../../generators/simulate/children.ts'
import type { Episode } from '../../generators/simulate/course.ts'
import type { Family } from '../../generators/simulate/exposition.ts'
import { onLoopback } from '../../generators/simulate/loopback.ts'
import { type Model, type ModelOptions, modelOf } from '../../generators/simulate/model.ts'
import { root } from './system.ts'

export const names = systems.map(({ data }) => data.name)

/** One of the systems, each target of which is at its own port. */
export function systemNamed(name: string): Promise<System> {
  const definition = systems.find(({ data }) => data.name === name)
  if (!definition) throw new Error(`there is no ${name}`)
  return loadOne(onLoopback(definition, { targets: {} }), always, root)
}

/** When the simulations of tests begin: a Monday at midnight. */
export const since = Date.UTC(2026, 0, 5) / 1000

export const modelWith = (system: System, options: Partial<ModelOptions> = {}): Model =>
  modelOf(system, { incidents: new Map(), since, ...options })

export const behaviour = (series: string, labels: Behaviour['labels'], level: Level): Behaviour => ({
  series,
  labels,
  level,
})

/** Incidents by alert, each of the behaviours given. */
export const incidents = (by: Readonly<Record<string, readonly Behaviour[]>>): Scenarios['incidents'] =>
  new Map(Object.entries(by).map(([alert, behaviours]): [string, Incident] => [alert, { alert, behaviours }]))

/** What the first instance of a job exposes at a time. */
export function scrapeOf(model: Model, job: string, time: number, episodes: readonly Episode[] = []) {
  const place = model.places.find((one) => one.job === job)
  if (!place) throw new Error(`nobody answers as ${job}`)
  return model.scrape(place, { time, episodes })
}

/** All samples, each by its name and its labels: `up{job="a"}`. */
export const samplesIn = (families: readonly Family[] | undefined): ReadonlyMap<string, number> =>
  new Map(
    (families ?? []).flatMap(({ samples }) =>
      samples.map(({ name, labels, value }): [string, number] => [seriesOf(name, labels), value]),
    ),
  )

export function seriesOf(name: string, labels: Behaviour['labels']): string {
  const pairs = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))
  return `${name}{${pairs.map(([label, value]) => `${label}="${value}"`).join(',')}}`
}
