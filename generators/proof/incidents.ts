/** What series do in a system where all is well, and what they do to make an alert fire; the simulator does it. */
import { once } from '../../schemas/promql/once.ts'
import type { ResolvedAlert, System } from '../load/system.ts'
import { achieve } from './achieve.ts'
import { type Bench, benchOf, type State, usual as usualOf } from './bench.ts'
import { levelOf, namedOf, selectorOf } from './by-hand.ts'
import { allSelectors } from './choose.ts'
import { baseOf } from './index.ts'
import type { Labels } from './labels.ts'
import type { Behaviour, Incident, Level } from './level.ts'
import { first } from './scenario.ts'
import { at, type Setting } from './settings.ts'
import { allLevels } from './story.ts'
import { extended, wantedFor } from './universe.ts'
import { Unsupported } from './value.ts'
import type { Named } from './world.ts'

/** By the names of alerts; those that nothing can make fire, such as a watchdog, have none. */
export const incidentsOf: (system: System) => ReadonlyMap<string, Incident> = once(
  (system: System) =>
    new Map(
      system.alerts.flatMap((alert): [string, Incident][] => {
        const behaviours = behavioursOf(alert, system)
        return behaviours.length > 0 ? [[alert.data.name, { alert: alert.data.name, behaviours }]] : []
      }),
    ),
)

function behavioursOf(alert: ResolvedAlert, system: System): readonly Behaviour[] {
  const { scenario } = alert.data
  if (scenario) {
    // what fires when it is over is begun by the step before
    const step = scenario.beyond.findLast(({ levels }) =>
      levels.some((one) => !scenario.healthy.some((well) => alike(one, well))),
    )
    return (step?.levels ?? []).map((one) => ({ ...bare(namedOf(one, system)), level: levelOf(one, system) }))
  }
  if (allSelectors(alert.expr, system).length === 0) return []
  const { bench, alternatives } = baseOf(system)(alert)
  return alternatives[0] ? listed(bench.universe.series, allLevels(bench.knobs, alternatives[0].beyond)) : []
}

const alike = (a: object, b: object): boolean => JSON.stringify(a) === JSON.stringify(b)

const bare = ({ name, labels }: Named): { readonly series: string; readonly labels: Labels['map'] } => ({
  series: name,
  labels: labels.map,
})

const listed = (series: readonly Named[], levels: readonly Level[]): readonly Behaviour[] =>
  series.map((one, i) => ({ ...bare(one), level: levels[i] as Level }))

/** A level of each series that an alert needs, at which none of them fires. */
export const healthOf: (system: System) => readonly Behaviour[] = once((system: System) => {
  const alerts = system.alerts.filter(({ expr }) => allSelectors(expr, system).length > 0)
  const wanted = [...alerts.flatMap(({ expr }) => wantedFor(expr, system)), ...givenOf(system)]
  const bench = benchOf(system, extended({ series: [], knobs: [], every: system.data.scrapeInterval }, wanted, system))
  const state = calmed(bench, alerts, startOf(bench, alerts))
  return listed(bench.universe.series, allLevels(bench.knobs, state)).filter(({ level }) => level.kind !== 'absent')
})

const givenOf = (system: System) =>
  system.alerts
    .flatMap(({ data }) => data.scenario?.healthy ?? [])
    .filter(({ value }) => value !== 'absent')
    .map((one) => ({ selector: selectorOf(one, system), labels: namedOf(one, system).labels.map }))

/** As each alert has it in its own scenario, the first that says something. */
function startOf(bench: Bench, alerts: readonly ResolvedAlert[]): State {
  const known = new Map<string, Setting>()
  const keyOf = ({ name, labels }: Named): string => `${name} ${labels.key}`
  for (const { data } of alerts) {
    for (const one of data.scenario?.healthy ?? [])
      if (typeof one.value === 'number') known.set(keyOf(namedOf(one, bench.system)), at(one.value))
  }
  for (const alert of alerts.filter(({ data }) => !data.scenario)) {
    const { bench: own, healthy, usual } = baseOf(bench.system)(alert)
    own.knobs.forEach(({ series, kind }, i) => {
      const key = keyOf(own.universe.series[series[0] as number] as Named)
      // what happens seldom happens at once when it does, and is not half of a limit
      if (!known.has(key)) known.set(key, (kind === 'value' || kind === 'age' ? healthy : usual)[i] as Setting)
    })
  }
  const fallback = usualOf(bench.knobs)
  return bench.knobs.map((knob, i) => {
    const setting = known.get(keyOf(bench.universe.series[knob.series[0] as number] as Named))
    return setting ?? (fallback[i] as Setting)
  })
}

/** Turned until no alert fires, each in its turn; what one needs may wake another, and so a few times over. */
function calmed(bench: Bench, alerts: readonly ResolvedAlert[], start: State): State {
  let state = start
  for (let round = 0; round < 4; round += 1) {
    const loud = alerts.filter(({ expr }) => isLoud(bench, expr, state))
    if (loud.length === 0) return state
    for (const { expr } of loud) {
      const silent = (one: State): boolean => bench.value(expr, one).length === 0
      state = first(achieve(bench, expr, { holds: false, nearness: 'far' }, state), silent) ?? state
    }
  }
  return state
}

function isLoud(bench: Bench, expr: ResolvedAlert['expr'], state: State): boolean {
  try {
    return bench.value(expr, state).length > 0
  } catch (error) {
    if (error instanceof Unsupported) return false
    throw error
  }
}
