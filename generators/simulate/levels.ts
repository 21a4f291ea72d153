/** The levels of all parts of a child, made of those that are told: a histogram stays one, whatever is said of its buckets. */
import type { MetricData } from '../../schemas/model/metric.ts'
import type { Level } from '../proof/level.ts'
import { keyOfPart, type Part, partsOf } from './parts.ts'

/** What is told of a child, by the keys of its parts. */
export type Told = ReadonlyMap<string, Level>

const rateOf = (level: Level | undefined): number | undefined => (level?.kind === 'rate' ? level.perSecond : undefined)
const numberOf = (level: Level | undefined): number | undefined => (level?.kind === 'value' ? level.value : undefined)
const rate = (perSecond: number): Level => ({ kind: 'rate', perSecond })
const value = (of: number): Level => ({ kind: 'value', value: of })

/** What a child does of which nothing is told but one level: of a histogram or a summary, how often something is observed. */
export function levelsFrom(metric: MetricData, level: Level): readonly Level[] {
  const often = rateOf(level) ?? 0
  if (metric.type === 'histogram')
    return histogram(metric, partsOf(metric), new Map(), usualBuckets(metric.buckets, often))
  if (metric.type === 'summary') return summary(metric, partsOf(metric), new Map(), often)
  if (metric.type === 'state') return states(partsOf(metric), new Map(), [])
  return [level]
}

/** The levels with what is told in their place, and the others in accord with that. */
export function withTold(metric: MetricData, levels: readonly Level[], told: Told): readonly Level[] {
  if (told.size === 0) return levels
  const parts = partsOf(metric)
  const consistent = () => {
    if (metric.type === 'histogram')
      return histogram(
        metric,
        parts,
        told,
        levels.map((level) => rateOf(level) ?? 0),
      )
    if (metric.type === 'summary') return summary(metric, parts, told, rateOf(levels.at(-1)) ?? 0, levels)
    return metric.type === 'state' ? states(parts, told, levels) : levels
  }
  // a bucket that would not fit the others was corrected
  const isFinal = (own: Level | undefined) => own && !(own.kind === 'rate' && metric.type === 'histogram')
  return consistent().map((level, nth) => {
    const own = told.get(keyOfPart(parts[nth] as Part))
    return own && isFinal(own) ? own : level
  })
}

type Histogram = Extract<MetricData, { type: 'histogram' }>
type Summary = Extract<MetricData, { type: 'summary' }>

/** Rates of the buckets while all is well: everything is observed in the lower half. */
function usualBuckets(bounds: readonly number[], often: number): readonly number[] {
  const middle = bounds.length / 2
  return [...bounds, Infinity].map((_, nth) => often * (nth + 1 > middle ? 1 : 1 - Math.exp(-(4 * (nth + 1)) / middle)))
}

/** The buckets, the sum and the count, with the rates that are told; between two of those, spread as they usually are. */
function histogram(
  { buckets }: Histogram,
  parts: readonly Part[],
  told: Told,
  usual: readonly number[],
): readonly Level[] {
  const toldOf = (part: Part | undefined) => part && rateOf(told.get(keyOfPart(part)))
  const bounds = parts.slice(0, buckets.length + 1)
  const known = bounds.map(toldOf)
  const total = Math.max(
    toldOf(parts.at(-1)) ?? known.at(-1) ?? usual[buckets.length] ?? 0,
    ...known.map((n) => n ?? 0),
  )
  const rates = spread([...known.slice(0, -1), total], usual)
  const sum = rates.reduce((n, upTo, nth) => n + (upTo - (rates[nth - 1] ?? 0)) * middleOf(buckets, nth), 0)
  return [...rates.map(rate), rate(toldOf(parts.at(-2)) ?? sum), rate(total)]
}

/** Each unknown rate stands between its known neighbours as it does usually; where nothing tells, with the upper one. */
function spread(known: readonly (number | undefined)[], usual: readonly number[]): readonly number[] {
  const rates: number[] = []
  for (const [nth, own] of known.entries()) {
    const below = rates[nth - 1] ?? 0
    const next = known.findIndex((one, i) => i >= nth && one !== undefined)
    const [from, to, here] = [usual[nth - 1] ?? 0, usual[next] ?? 0, usual[nth] ?? 0]
    const share = to > from ? (here - from) / (to - from) : 1
    rates.push(Math.max(below, own ?? below + ((known[next] ?? below) - below) * share))
  }
  return rates
}

/** What an observation in the nth bucket is on average. */
function middleOf(bounds: readonly number[], nth: number): number {
  const upper = bounds[nth] ?? bounds.at(-1) ?? 0
  return ((nth === 0 ? Math.min(0, upper) : (bounds[nth - 1] ?? upper)) + upper) / 2
}

/** Units of which a summary is seldom about less than seconds. */
const usualObservation = (metric: Summary): number => (metric.unit === 'microseconds' ? 200 : 0.02)

/** Quantiles that ascend, the sum and the count. */
function summary(
  metric: Summary,
  parts: readonly Part[],
  told: Told,
  often: number,
  before?: readonly Level[],
): readonly Level[] {
  const given = (part: Part | undefined) => (part ? told.get(keyOfPart(part)) : undefined)
  const usual = (at: number, nth: number) => numberOf(before?.[nth]) ?? usualObservation(metric) * (0.5 + at)
  const quantiles = metric.quantiles.map((at, nth) => numberOf(given(parts[nth])) ?? usual(at, nth))
  const ascending = quantiles.map((own, nth) => {
    const lower = parts.slice(0, nth).map((part) => numberOf(given(part)) ?? -Infinity)
    const upper = parts.slice(nth + 1).map((part) => numberOf(given(part)) ?? Infinity)
    return Math.min(Math.max(own, ...lower), ...upper)
  })
  const count = rateOf(given(parts.at(-1))) ?? often
  const mean = ascending[Math.floor(ascending.length / 2)] ?? usualObservation(metric)
  return [...ascending.map(value), rate(rateOf(given(parts.at(-2))) ?? count * mean), rate(count)]
}

/** One of the states is the present one: the one that is told to be, or else the first of which nothing else is told. */
function states(parts: readonly Part[], told: Told, before: readonly Level[]): readonly Level[] {
  const given = parts.map((part) => numberOf(told.get(keyOfPart(part))))
  const usual = Math.max(
    0,
    before.findIndex((level) => numberOf(level) === 1),
  )
  const free = given[usual] === undefined ? usual : given.indexOf(undefined)
  const present = given.some((one) => one === 1) ? given.indexOf(1) : free
  return parts.map((_, nth) => value(nth === present ? 1 : 0))
}
