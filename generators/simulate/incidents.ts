/** The incidents of a simulation while it runs: which there are, which last, and which there were. */
import { nearest } from '../checks/nearest.ts'
import type { System } from '../load/system.ts'
import type { Incident } from '../proof/level.ts'
import type { Episode } from './course.ts'

export interface Listed {
  readonly alert: string
  /** In seconds since the epoch; only while it lasts. */
  readonly since?: number
}

/** Incidents by the names of alerts. What is not known is answered with a sentence that says so. */
export interface Incidents {
  readonly begin: (alert: string) => string | undefined
  readonly end: (alert: string) => string | undefined
  /** All that can be begun, and those that last. */
  readonly list: () => readonly Listed[]
  readonly episodes: () => readonly Episode[]
}

export function incidentsOf(system: System, known: ReadonlyMap<string, Incident>, clock: () => number): Incidents {
  let episodes: readonly Episode[] = []
  const lasting = (alert: string) => episodes.find((one) => one.alert === alert && one.to === undefined)
  const ifKnown = (alert: string, change: () => void) => {
    const unknown = unknownIncident(system, known, alert)
    if (unknown === undefined) change()
    return unknown
  }
  return Object.freeze({
    begin: (alert: string) =>
      ifKnown(alert, () => {
        if (!lasting(alert)) episodes = [...episodes, { alert, from: clock() }]
      }),
    end: (alert: string) =>
      ifKnown(alert, () => {
        const one = lasting(alert)
        episodes = episodes.map((episode) => (episode === one ? { ...episode, to: clock() } : episode))
      }),
    list: () =>
      [...known.keys()].map((alert) => {
        const one = lasting(alert)
        return { alert, ...(one && { since: one.from }) }
      }),
    episodes: () => episodes,
  })
}

/** Why there is no such incident, and which may be meant; undefined where there is one. */
export function unknownIncident(
  { name, alerts }: System,
  known: ReadonlyMap<string, Incident>,
  alert: string,
): string | undefined {
  if (known.has(alert)) return undefined
  if (alerts.some(({ data }) => data.name === alert)) return `nothing that is simulated makes ${alert} fire`
  const names = alerts.map(({ data }) => data.name)
  const close = nearest(alert, names)
  return `${name} has no alert ${alert}; ${close === undefined ? `there is ${names.join(', ')}` : `did you mean ${close}?`}`
}
