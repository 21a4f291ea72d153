/** The proof of each alert: by its scenario, its story, and what is seen of it; or why there is none. */
import { once } from '../../schemas/promql/once.ts'
import type { ResolvedAlert, System } from '../load/system.ts'
import { storyByHand } from './by-hand.ts'
import { allSelectors } from './choose.ts'
import { remembered } from './memory.ts'
import { paceOf } from './pace.ts'
import { type Sight, sightsOf } from './prove.ts'
import { scenarioOf } from './scenario.ts'
import { lengthsOf, storyOf } from './story.ts'
import { strengthened } from './strengthen.ts'
import type { Story } from './timeline.ts'
import { Unsupported } from './value.ts'

export interface Proof {
  readonly alert: ResolvedAlert
  readonly story: Story
  readonly sights: readonly Sight[]
  /** Milliseconds between evaluations. */
  readonly pace: number
}

export interface Unproven {
  readonly alert: ResolvedAlert
  readonly reason: string
}

export const isProven = (proof: Proof | Unproven): proof is Proof => 'story' in proof

/** One for each alert of a system, computed once. */
export const proofsOf: (system: System) => readonly (Proof | Unproven)[] = once((system: System) =>
  system.alerts.map((alert) => proofOf(alert, system)),
)

function proofOf(alert: ResolvedAlert, system: System): Proof | Unproven {
  try {
    const proof = remembered(alert, system, () => {
      const pace = paceOf(alert, system)
      const story = tell(alert, system, pace)
      return { story, sights: sightsOf(alert, story, system, pace), pace }
    })
    return { alert, ...proof }
  } catch (error) {
    if (error instanceof Unsupported) return { alert, reason: error.message }
    throw error
  }
}

function tell(alert: ResolvedAlert, system: System, pace: number): Story {
  const { scenario } = alert.data
  if (scenario) return storyByHand(scenario, system, lengthsOf(alert, system, system.data.scrapeInterval, pace))
  if (allSelectors(alert.expr, system).length === 0) return always(alert, pace)
  const found = strengthened(baseOf(system)(alert), alert)
  return storyOf(found, lengthsOf(alert, system, found.bench.universe.every, pace))
}

/** The scenario of an alert as it follows from its expression, with nothing but what it needs. Throws Unsupported. */
export const baseOf = once((system: System) => once((alert: ResolvedAlert) => scenarioOf(alert.expr, system)))

/** What is computed from nothing, such as a watchdog, has no other state. */
const always = ({ data }: ResolvedAlert, pace: number): Story => ({
  series: [],
  every: pace,
  phases: [{ kind: 'beyond', why: '', steps: [{ lasts: (data.for ?? 0) + 8 * pace, levels: [] }] }],
})
