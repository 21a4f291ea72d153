/**
 * Series that an alert must not heed, added to its scenario until small mistakes in its expression are noticed: others that a
 * matcher keeps out, and others that a label keeps apart.
 */
import type { ResolvedAlert } from '../load/system.ts'
import { type Bench, benchOf, type State } from './bench.ts'
import { type Mutant, mutantsOf } from './mutants.ts'
import { type Other, othersOf } from './others.ts'
import type { Scenario } from './scenario.ts'
import type { Setting } from './settings.ts'
import { extended } from './universe.ts'
import { Unsupported, type Vector } from './value.ts'

/** The same scenario with what it takes to notice more mistakes. */
export function strengthened(scenario: Scenario, alert: ResolvedAlert): Scenario {
  const telling = /\$value/.test(alert.description)
  let best = scenario
  for (const mutant of mutantsOf(alert.expr)) {
    if (mutant.mistake !== 'matcher' && mutant.mistake !== 'label') continue
    if (notices(best, alert, mutant, telling)) continue
    best =
      candidates(best, mutant).find((one) => isSame(best, one, alert) && notices(one, alert, mutant, telling)) ?? best
  }
  return best
}

/** Whether the alert and its mutant differ in any of the states. */
function notices(scenario: Scenario, { expr }: ResolvedAlert, mutant: Mutant, telling: boolean): boolean {
  return statesOf(scenario).some((state) => {
    try {
      return !alike(scenario.bench.value(expr, state), scenario.bench.value(mutant.node, state), telling)
    } catch (error) {
      // Prometheus would refuse to evaluate it, and so nothing fires
      if (error instanceof Unsupported) return scenario.bench.value(expr, state).length > 0
      throw error
    }
  })
}

/** Whether the alert does not heed what was added. */
const isSame = (before: Scenario, after: Scenario, { expr }: ResolvedAlert): boolean =>
  statesOf(before).every((state, i) => {
    try {
      return alike(before.bench.value(expr, state), after.bench.value(expr, statesOf(after)[i] as State), true)
    } catch (error) {
      if (error instanceof Unsupported) return false
      throw error
    }
  })

const statesOf = ({ healthy, alternatives }: Scenario): State[] => [
  healthy,
  ...alternatives.flatMap(({ beyond, within }) => [beyond, ...within.map(({ state }) => state)]),
]

const alike = (a: Vector, b: Vector, values: boolean): boolean =>
  a.length === b.length &&
  a.every(({ labels, value }) =>
    b.some((other) => other.labels === labels && (!values || Math.abs(other.value - value) <= 1e-3 * Math.abs(value))),
  )

/** With one more series, or a set of them, that stay where they are. */
function* candidatesOf(scenario: Scenario, mutant: Mutant): Generator<Scenario> {
  const { bench, healthy, alternatives } = scenario
  for (const others of othersOf(bench, mutant)) {
    const grown = benchOf(
      bench.system,
      extended(
        bench.universe,
        others.map(({ wanted }) => wanted),
        bench.system,
      ),
    )
    // what is there already is no other
    if (grown.knobs.length < bench.knobs.length + others.length) continue
    const settings = (state: State): Setting[] => others.map(({ like }) => state[like] as Setting)
    // as bad as it gets, as good as it is, gone
    const kinds = [...alternatives.map(({ beyond }) => settings(beyond)), settings(healthy), ...extremes(others)]
    for (const kind of kinds) yield grownScenario(scenario, grown, kind)
  }
}

const candidates = (scenario: Scenario, mutant: Mutant) => ({
  find: (good: (one: Scenario) => boolean): Scenario | undefined => {
    for (const one of candidatesOf(scenario, mutant)) if (good(one)) return one
    return undefined
  },
})

const extremes = (others: readonly Other[]): Setting[][] =>
  [0, 1, 1e6].map((x) => others.map(({ knob }) => ({ there: true, x: Math.min(knob.high, Math.max(knob.low, x)) })))

function grownScenario({ healthy, alternatives }: Scenario, bench: Bench, more: readonly Setting[]): Scenario {
  const grow = (state: State): State => [...state, ...more]
  return {
    bench,
    healthy: grow(healthy),
    alternatives: alternatives.map(({ beyond, within }) => ({
      beyond: grow(beyond),
      within: within.map(({ state, because }) => ({ state: grow(state), because })),
    })),
  }
}
