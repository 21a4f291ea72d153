/**
 * What the compiler says of a misuse, and what the loader says of the same one that the compiler could not see.
 * Each sentence exists once: as a type, and as a function of the same name that returns it.
 */
import type { Kind } from './expr.ts'

/** What to do instead where a function wants a counter. */
interface InsteadOfCounter extends Record<Kind, string> {
  counter: never
  native: never
  gauge: 'not a gauge; use delta() or deriv() for a gauge'
  vector: 'not something computed; put it directly around the metric'
  condition: 'not something computed; put it directly around the metric'
  histogram: 'not something computed; put it directly around the metric'
  scalar: 'not a number'
  family: 'not a whole histogram; take its .bucket, .count or .sum'
}
const insteadOfCounter: Record<Kind, string> = {
  counter: '',
  native: '',
  gauge: 'not a gauge; use delta() or deriv() for a gauge',
  vector: 'not something computed; put it directly around the metric',
  condition: 'not something computed; put it directly around the metric',
  histogram: 'not something computed; put it directly around the metric',
  scalar: 'not a number',
  family: 'not a whole histogram; take its .bucket, .count or .sum',
}
export type NeedsCounter<F extends string, K extends Kind> = `${F}() needs a counter, ${InsteadOfCounter[K]}`
export function needsCounter<F extends string, K extends Kind>(func: F, kind: K): NeedsCounter<F, K> {
  return `${func}() needs a counter, ${insteadOfCounter[kind]}` as NeedsCounter<F, K>
}

/** What is wrong with an operand that has no values to compute with. */
interface NoValue extends Record<Kind, string> {
  counter: 'a raw counter, which only ever grows; take rate() or increase() of it first'
  native: 'a native histogram; take histogram_quantile(), histogram_count() or histogram_sum() of it first'
  histogram: 'a native histogram; take histogram_quantile(), histogram_count() or histogram_sum() of it first'
  family: 'a whole histogram or summary; take its .bucket, .count or .sum'
  scalar: 'a single number; wrap it in vector()'
  gauge: never
  vector: never
  condition: never
}
const noValue: Record<Kind, string> = {
  counter: 'a raw counter, which only ever grows; take rate() or increase() of it first',
  native: 'a native histogram; take histogram_quantile(), histogram_count() or histogram_sum() of it first',
  histogram: 'a native histogram; take histogram_quantile(), histogram_count() or histogram_sum() of it first',
  family: 'a whole histogram or summary; take its .bucket, .count or .sum',
  scalar: 'a single number; wrap it in vector()',
  gauge: '',
  vector: '',
  condition: '',
}
export type NeedsValue<F extends string, K extends Kind> = `${F} cannot use ${NoValue[K]}`
export function needsValue<F extends string, K extends Kind>(func: F, kind: K): NeedsValue<F, K> {
  return `${func} cannot use ${noValue[kind]}` as NeedsValue<F, K>
}

export type NeedsSubquery<F extends string> =
  `${F}() of something computed needs a subquery; pass over(window, { every: step }) instead of a plain window`
export function needsSubquery<F extends string>(func: F): NeedsSubquery<F> {
  return `${func}() of something computed needs a subquery; pass over(window, { every: step }) instead of a plain window`
}

export type NeedsSeries<F extends string> = `${F}() needs a metric or a recorded series, not something computed`
export function needsSeries<F extends string>(func: F): NeedsSeries<F> {
  return `${func}() needs a metric or a recorded series, not something computed`
}

export type NeedsLe = "histogram_quantile() needs the label le; keep it in the aggregation with by: ['le', …]"
export function needsLe(): NeedsLe {
  return "histogram_quantile() needs the label le; keep it in the aggregation with by: ['le', …]"
}

export type NeedsNative<F extends string> = `${F}() needs a native histogram`
export function needsNative<F extends string>(func: F): NeedsNative<F> {
  return `${func}() needs a native histogram`
}

export type LacksLabel<
  Side extends 'left' | 'right',
  L extends string,
> = `the ${Side} side lacks the label ${L}; aggregate both sides alike, or say on, ignoring, groupLeft or groupRight`
export function lacksLabel<S extends 'left' | 'right', L extends string>(side: S, label: L): LacksLabel<S, L> {
  return `the ${side} side lacks the label ${label}; aggregate both sides alike, or say on, ignoring, groupLeft or groupRight`
}

type Example<U extends string> = U extends `${string}/second`
  ? 'perSecondOf(count(5)) or perHour(usd(5))'
  : 'seconds(5), percent(5) or count(5)'
const example = (unit: string): string =>
  unit.endsWith('/second') ? 'perSecondOf(count(5)) or perHour(usd(5))' : 'seconds(5), percent(5) or count(5)'
export type UnitsDiffer<Op extends string, A extends string, B extends string> = B extends 'number'
  ? `${A} ${Op} a bare number makes no sense; say its unit, as in ${Example<A>}`
  : `${A} ${Op} ${B} makes no sense; convert one side, or correct the unit in its definition`
export function unitsDiffer<O extends string, A extends string, B extends string>(
  op: O,
  a: A,
  b: B,
): UnitsDiffer<O, A, B> {
  return (
    b === 'number'
      ? `${a} ${op} a bare number makes no sense; say its unit, as in ${example(a)}`
      : `${a} ${op} ${b} makes no sense; convert one side, or correct the unit in its definition`
  ) as UnitsDiffer<O, A, B>
}

export type ThresholdUnit<
  A extends string,
  B extends string,
> = `the threshold is in ${B}, but the expression is in ${A}; give the threshold in ${A}`
export function thresholdUnit<A extends string, B extends string>(expr: A, threshold: B): ThresholdUnit<A, B> {
  return `the threshold is in ${threshold}, but the expression is in ${expr}; give the threshold in ${expr}`
}

export type NeedsCondition =
  'an alert needs a condition, or it always fires; compare with breaches(), gt(), lt() …, or use absent()'
export function needsCondition(): NeedsCondition {
  return 'an alert needs a condition, or it always fires; compare with breaches(), gt(), lt() …, or use absent()'
}

export type EitherGrouping = 'say by or without, not both'
export function eitherGrouping(): EitherGrouping {
  return 'say by or without, not both'
}

export type NeedsBuckets = "a heatmap needs buckets; show sum(rate(x.bucket, rateInterval), { by: ['le'] })"
export function needsBuckets(): NeedsBuckets {
  return "a heatmap needs buckets; show sum(rate(x.bucket, rateInterval), { by: ['le'] })"
}
