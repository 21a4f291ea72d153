/** What a child of a metric was and is: a function of the time and of the incidents so far, and of nothing else. */
import type { MetricData } from '../../schemas/model/metric.ts'
import type { Level } from '../proof/level.ts'
import type { Child } from './children.ts'
import { type Told, withTold } from './levels.ts'
import { grows, type Part, partsOf } from './parts.ts'
import { isTied, within } from './plausible.ts'
import { factorAt, growth, type Rhythm } from './rhythm.ts'

/** A time in which an incident lasts, in seconds since the epoch; it is not over where it has no end. */
export interface Episode {
  readonly alert: string
  readonly from: number
  readonly to?: number
}

/** A child with what it does while all is well. */
export interface Living extends Child {
  readonly levels: readonly Level[]
  readonly rhythm: Rhythm
  /** The alerts whose incidents it must not stand in the way of, and whether it goes away for them. */
  readonly concerns: ReadonlyMap<string, 'stands still' | 'goes away'>
  /** Whether counts are whole numbers; those of scenarios are exact. */
  readonly whole: boolean
}

export interface Now {
  readonly time: number
  /** When the processes began, and counters with them. */
  readonly since: number
  readonly episodes: readonly Episode[]
}

export interface Valued {
  readonly part: Part
  readonly value: number
}

/** The samples that are exposed; a part that is absent has none. */
export function samplesOf(child: Living, now: Now): readonly Valued[] {
  const spans = spansOf(child, now)
  return partsOf(child.metric).flatMap((part, nth) => {
    const value = valueAt(child, part, spans, nth)
    return value === undefined ? [] : [{ part, value }]
  })
}

interface Span {
  readonly from: number
  readonly to: number
  readonly levels: readonly Level[]
  readonly rhythm: Rhythm
}

/** From the beginning until now, cut where an incident that matters to the child begins or ends. */
function spansOf(child: Living, { time, since, episodes }: Now): readonly Span[] {
  const mattering = episodes.filter(({ alert }) => child.incidents.has(alert) || child.concerns.has(alert))
  const cuts = mattering.flatMap(({ from, to }) => [from, to ?? time]).filter((cut) => cut > since && cut < time)
  const starts = [since, ...new Set(cuts.sort((a, b) => a - b))]
  return starts.map((from, nth) => ({ from, to: starts[nth + 1] ?? time, ...during(child, activeAt(mattering, from)) }))
}

/** The alerts whose incidents last at a time, the latest last. */
export const activeAt = (episodes: readonly Episode[], time: number): readonly string[] =>
  episodes
    .filter(({ from, to }) => from <= time && (to === undefined || time < to))
    .toSorted((a, b) => a.from - b.from)
    .map(({ alert }) => alert)

function during(child: Living, active: readonly string[]): Pick<Span, 'levels' | 'rhythm'> {
  const told: Told = new Map(active.flatMap((alert) => [...(child.incidents.get(alert) ?? [])]))
  const still = { ...child.rhythm, swing: 0 }
  if (told.size > 0) return { levels: withTold(child.metric, child.levels, told), rhythm: still }
  const concerned = active.flatMap((alert) => child.concerns.get(alert) ?? [])
  if (concerned.includes('goes away')) return { levels: child.levels.map(() => ({ kind: 'absent' })), rhythm: still }
  return concerned.length > 0
    ? {
        levels: child.levels.map((level) => (level.kind === 'rate' ? { ...level, perSecond: 0 } : level)),
        rhythm: still,
      }
    : { levels: child.levels, rhythm: child.rhythm }
}

function valueAt({ metric, whole }: Living, part: Part, spans: readonly Span[], nth: number): number | undefined {
  const last = spans.at(-1) as Span
  const level = last.levels[nth] as Level
  switch (level.kind) {
    case 'absent':
      return undefined
    case 'age':
      return (last.to - level.seconds) * (metric.unit === 'milliseconds' ? 1000 : 1)
    case 'value':
      return moved(metric, level.value, factorAt(last.rhythm, last.to))
    case 'rate': {
      if (!grows(metric, part)) return within(metric, heldBefore(spans, nth) + level.perSecond * (last.to - last.from))
      const grown = spans.reduce((sum, span) => sum + grownIn(span, nth), 0)
      return whole && isCount(metric, part) ? Math.floor(grown) : grown
    }
  }
}

const isCount = ({ type, unit }: MetricData, { suffix }: Part): boolean =>
  type === 'histogram' || type === 'summary' ? suffix !== '_sum' : unit === 'count' || unit === 'bytes'

function grownIn({ from, to, levels, rhythm }: Span, nth: number): number {
  const level = levels[nth]
  return level?.kind === 'rate' ? level.perSecond * growth(rhythm, from, to) : 0
}

/** Where a gauge was before it began to grow. */
function heldBefore(spans: readonly Span[], nth: number): number {
  const held = spans.findLast(({ levels }) => levels[nth]?.kind === 'value')?.levels[nth]
  return held?.kind === 'value' ? held.value : 0
}

/** A value with the rhythm of the day, as far as it has one: no boolean has, no limit, and nothing that is zero. */
function moved(metric: MetricData, value: number, factor: number): number {
  if (value === 0 || factor === 1 || isTied(metric, value)) return value
  const now = within(metric, value * factor)
  return (metric.unit === 'count' || metric.unit === 'bytes') && Number.isInteger(value) ? Math.round(now) : now
}
