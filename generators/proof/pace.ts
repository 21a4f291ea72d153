/** How often rules are evaluated in a proof: often enough to tell a wait a fifth shorter, seldom where days pass. */
import type { ResolvedRule, System } from '../load/system.ts'
import { reach, usesTime } from './reach.ts'

const minute = 60_000

/** Milliseconds. The rules of a file that are not slow are evaluated at one pace, that of the most impatient. */
export function paceOf(rule: ResolvedRule, system: System): number {
  const own = ownPace(rule, system)
  const usual = system.data.evaluationInterval
  // how old something is, is known to a sample only
  if (own > usual || rule.kind === 'recording' || usesTime(rule.expr, system)) return own
  const file = system.groups.find(({ rules }) => rules.includes(rule))?.data.writtenTo
  const together = system.groups.filter(({ data }) => data.writtenTo === file).flatMap(({ rules }) => rules)
  return Math.min(own, ...together.filter(({ kind }) => kind === 'alert').map((other) => ownPace(other, system)))
}

function ownPace(rule: ResolvedRule, system: System): number {
  const usual = system.data.evaluationInterval
  const back = reach(rule.expr, system)
  if (rule.kind === 'recording')
    return back > 720 * minute ? 60 * minute : back > 60 * minute ? 5 * minute : Math.max(usual, minute)
  const wait = rule.data.for ?? 0
  const span = back + wait + (rule.data.keepFiringFor ?? 0)
  if (span > 240 * minute) return 5 * minute
  if (span >= 60 * minute) return minute
  if (usesTime(rule.expr, system)) return usual
  return wait > 0 && wait <= 4 * usual ? Math.min(usual, 10_000) : usual
}
