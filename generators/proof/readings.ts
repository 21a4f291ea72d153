/** What an alert does in its story, read as each release of Prometheus reads ranges. */
import type { ResolvedAlert, System } from '../load/system.ts'
import { type Evaluation, follow, type Moment } from './alerting.ts'
import { resultsOf } from './evaluate.ts'
import { reach, usesTime } from './reach.ts'
import { type Story, stepsOf, timed, tracksOf } from './timeline.ts'
import type { Vector } from './value.ts'
import type { World } from './world.ts'

export function readingsOf(
  alert: ResolvedAlert,
  story: Story,
  system: System,
  pace: number,
): readonly (readonly Moment[])[] {
  const tracks = tracksOf(story)
  const { series } = story
  const read = (leftOpen: boolean): readonly Moment[] => {
    const world = { leftOpen, series, tracks, recorded: system.recorded, evaluationInterval: pace, since: 0 }
    return follow(evaluations(alert, story, system, world), alert.data)
  }
  const closed = read(false)
  // without a window there is nothing to be read in two ways
  return [closed, reach(alert.expr, system) === 0 ? closed : read(true)]
}

/** Only where it matters: while it should fire, and whenever it should be silent at last. */
function evaluations(alert: ResolvedAlert, story: Story, system: System, world: World): readonly Evaluation[] {
  const { expr, data } = alert
  const pace = world.evaluationInterval
  const resultsAt = unlessSettled(alert, story, system, pace, (at) => resultsOf(expr, world, at))
  const ends = stepsOf(story).map((step) => step.until)
  const isLast = (at: number): boolean => ends.some((end) => at < end && at + pace >= end)
  return timed(story).flatMap(({ phase, from, until }) => {
    // what is kept depends on all that was before
    const whole = phase.kind === 'beyond' || data.keepFiringFor !== undefined
    const all: Evaluation[] = []
    for (let at = Math.ceil(from / pace) * pace; at < until; at += pace)
      all.push({ at, results: whole || isLast(at) ? resultsAt(at) : [] })
    return all
  })
}

/** What it came to before, where every window is full of the same already: nothing changes until the next step. */
function unlessSettled(
  { expr }: ResolvedAlert,
  story: Story,
  system: System,
  pace: number,
  compute: (at: number) => Vector,
): (at: number) => Vector {
  const settle = reach(expr, system) + 2 * Math.max(story.every, pace)
  const starts = stepsOf(story).map(({ from }) => from)
  const changing = usesTime(expr, system)
  let settled: { readonly start: number; readonly results: Vector } | undefined
  return (at) => {
    const start = starts.findLast((one) => one <= at) ?? 0
    if (settled?.start === start) return settled.results
    const results = compute(at)
    settled = !changing && at > start + settle ? { start, results } : undefined
    return results
  }
}
