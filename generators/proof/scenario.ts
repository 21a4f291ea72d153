/** The states that prove an alert: healthy, and for each of its alternatives just beyond, and just within in each of its parts. */
import type { Node } from '../../schemas/promql/ast.ts'
import { printLine } from '../../schemas/promql/print.ts'
import type { System } from '../load/system.ts'
import { achieve } from './achieve.ts'
import { type Bench, benchOf, type State, same, usual } from './bench.ts'
import { alternatives, type Comparison, isCompared, type Part, partsOf } from './condition.ts'
import { crowdOf } from './crowd.ts'
import { type Universe, universeOf } from './universe.ts'
import { Unsupported } from './value.ts'

/** A state with what is the matter in it. */
export interface Within {
  readonly state: State
  /** The part that keeps the alert silent, as PromQL. */
  readonly because: string
}

export interface Alternative {
  readonly beyond: State
  readonly within: readonly Within[]
}

export interface Scenario {
  readonly bench: Bench
  readonly healthy: State
  /** Silent as well, with everything at its usual level that may be. */
  readonly usual: State
  readonly alternatives: readonly Alternative[]
}

/** How many states are looked at before an expression counts as one that cannot be inverted. */
const patience = 400

/** Throws Unsupported, with the reason, where no state is found in which the condition holds or does not. */
export function scenarioOf(expr: Node, system: System): Scenario {
  const universe = universeOf(expr, system)
  try {
    return scenarioIn(universe, expr, system)
  } catch (error) {
    if (!(error instanceof Unsupported)) throw error
    try {
      return scenarioIn(crowdOf(expr, system, universe), expr, system)
    } catch {
      throw error
    }
  }
}

function scenarioIn(universe: Universe, expr: Node, system: System): Scenario {
  const bench = benchOf(system, universe)
  const holds = (state: State): boolean => bench.value(expr, state).length > 0
  const start = first(achieve(bench, expr, { holds: false, nearness: 'far' }, usual(bench.knobs)), (s) => !holds(s))
  if (!start)
    throw new Unsupported(`no steady levels of its series are found at which ${printLine(expr)} does not hold`)
  const all = alternatives(expr)
  const found = all.flatMap((one) => {
    const beyond = beyondOf(
      bench,
      one,
      all.filter((other) => other !== one),
      start,
    )
    return beyond ? [{ beyond, within: withinOf(bench, expr, one, beyond) }] : []
  })
  const distinct = found.filter(({ beyond }, i) => found.findIndex((other) => same(other.beyond, beyond)) === i)
  const [main] = distinct
  if (!main) throw new Unsupported(`no steady levels of its series are found at which ${printLine(expr)} holds`)
  return { bench, healthy: relieved(bench, expr, main.beyond) ?? start, usual: start, alternatives: distinct }
}

/** Where one alternative holds, and the others do not if that can be. */
function beyondOf(bench: Bench, one: Node, others: readonly Node[], start: State): State | undefined {
  const holds = (node: Node, state: State): boolean => bench.value(node, state).length > 0
  const states = () => achieve(bench, one, { holds: true, nearness: 'near' }, start)
  return (
    first(states(), (state) => holds(one, state) && !others.some((other) => holds(other, state))) ??
    (others.length > 0 ? first(states(), (state) => holds(one, state)) : undefined)
  )
}

/** The same but far from the threshold, so that nothing but what it is on differs in health and in need. */
function relieved(bench: Bench, expr: Node, beyond: State): State | undefined {
  const part = partsOf(alternatives(expr)[0] as Node).find(
    ({ node, holds }) => holds && isCompared(node) && hasThreshold(node),
  )
  if (!part) return undefined
  const states = achieve(bench, part.node, { holds: !part.holds, nearness: 'far' }, beyond)
  return first(states, (state) => bench.value(expr, state).length === 0)
}

const hasThreshold = ({ lhs, rhs }: Comparison): boolean =>
  [lhs, rhs].some((side) => side.type === 'NumberLiteral' && side.threshold !== undefined)

/** Silent because of one part alone, if that can be. */
function withinOf(bench: Bench, expr: Node, one: Node, beyond: State): readonly Within[] {
  const holds = (node: Node, state: State): boolean => bench.value(node, state).length > 0
  const parts = partsOf(one)
  return parts.flatMap((part) => {
    const states = () => achieve(bench, part.node, { holds: !part.holds, nearness: 'near' }, beyond)
    const others = parts.filter((other) => other !== part)
    const state =
      first(states(), (s) => !holds(expr, s) && others.every((other) => holds(other.node, s) === other.holds)) ??
      first(states(), (s) => !holds(expr, s))
    return state ? [{ state, because: becauseOf(part) }] : []
  })
}

/** Why a state is silent, in the words of PromQL. */
export const becauseOf = ({ node, holds }: Part): string =>
  isCompared(node) || !holds
    ? `${printLine(node)} is ${holds ? 'false' : 'true'}`
    : `${printLine(node)} is ${holds ? 'empty' : 'there'}`

/** The first state that is good, as far as the expression can be evaluated in it. */
export function first(states: Iterable<State>, good: (state: State) => boolean): State | undefined {
  let n = 0
  for (const state of states) {
    try {
      if (good(state)) return state
    } catch (error) {
      if (!(error instanceof Unsupported)) throw error
    }
    n += 1
    if (n > patience) return undefined
  }
  return undefined
}
