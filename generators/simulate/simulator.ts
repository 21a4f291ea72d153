/** A simulation that answers: targets at their doors, incidents at the one of who controls it. */
import type { Addressing } from 'plimsoll'
import { askedAt } from '../facts/addresses.ts'
import type { System } from '../load/system.ts'
import type { Behaviour, Incident } from '../proof/level.ts'
import type { Place } from './children.ts'
import type { Doors } from './doors.ts'
import { type Incidents, incidentsOf } from './incidents.ts'
import { modelOf } from './model.ts'
import { answerByName, answerControl } from './serve.ts'

export interface SimulatorOptions {
  /** What makes each alert fire, by its name; series are named with the addresses of the system. */
  readonly incidents: ReadonlyMap<string, Incident>
  /** What series do on average while no alert fires. */
  readonly healthy?: readonly Behaviour[]
  readonly seed?: number
  /** How many times faster than real the day passes. */
  readonly speed?: number
  /** Seconds since the epoch. */
  readonly clock?: () => number
}

export interface Simulator {
  readonly incidents: Incidents
  /** Where each instance is scraped. */
  readonly addresses: readonly { readonly job: string; readonly instance: string; readonly url: string }[]
  /** Where incidents are listed, begun and ended over HTTP. */
  readonly control: string
}

const day = 86_400
/** Processes began yesterday at midnight, so that their counters are the same when the simulation is run again. */
const sinceOf = (now: number): number => (Math.floor(now / day) - 1) * day

/** Answers at the doors until they are closed; the addresses of the system are theirs. */
export function startSimulator(system: System, doors: Doors, options: SimulatorOptions): Simulator {
  const { clock = () => Date.now() / 1000, ...rest } = options
  const model = modelOf(system, { ...rest, since: sinceOf(clock()) })
  const incidents = incidentsOf(system, options.incidents, clock)
  const scrape = (place: Place) => model.scrape(place, { time: clock(), episodes: incidents.episodes() })
  for (const door of new Set(doors.targets.values())) {
    const places = model.places.filter(({ job, host }) => doors.targets.get(`${job}/${host}`) === door)
    door.answer(answerByName(places, scrape))
  }
  doors.control.answer(answerControl(incidents, doors.control.port))
  return Object.freeze({
    incidents,
    addresses: model.places.map((place) => ({
      job: place.job,
      instance: place.instance,
      url: urlOf(place, system.data.addressing),
    })),
    control: `http://127.0.0.1:${doors.control.port}/incidents`,
  })
}

function urlOf({ target, instance }: Place, addressing: Addressing): string {
  const { path, params = {}, probe } = target
  const asked = Object.entries(params).flatMap(([name, values]) => values.map((value) => [name, value]))
  const all = [
    ...(probe
      ? [
          ['module', probe.module.data.name],
          ['target', instance],
        ]
      : []),
    ...asked,
  ]
  const query = new URLSearchParams(all as [string, string][]).toString()
  return `http://${probe ? askedAt(target, addressing) : instance}${path}${query && `?${query}`}`
}
