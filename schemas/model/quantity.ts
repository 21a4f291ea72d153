/**
 * Numbers with a unit. A quantity is also a scalar expression: `gt(latency, seconds(1))`.
 * Quantities of seconds serve as durations too: `rate(requests, minutes(5))`.
 */
import type { NumberLiteral } from '../promql/ast.ts'
import { type Expr, expression, type NoLabels } from '../promql/expr.ts'

export interface Quantity<out U extends string = string> extends Expr<NoLabels, U, 'scalar'> {
  readonly node: NumberLiteral
}

/** A span of time. In scrape configuration and rules it prints as `5m`; as a threshold it is a number of seconds. */
export type Duration = Quantity<'seconds'>

export function quantity<const U extends string>(val: number, unit: U): Quantity<U> {
  return expression({ type: 'NumberLiteral', val, unit } satisfies NumberLiteral) as Quantity<U>
}

/** Decimal factors, such as 0.001, keep their shortest spelling: 75 milliseconds are 0.075, not 0.07500000000000001. */
const times = (n: number, factor: number): number => Number((n * factor).toPrecision(15))

export const milliseconds = (n: number): Duration => quantity(times(n, 0.001), 'seconds')
export const seconds = (n: number): Duration => quantity(n, 'seconds')
export const minutes = (n: number): Duration => quantity(n * 60, 'seconds')
export const hours = (n: number): Duration => quantity(n * 3600, 'seconds')
export const days = (n: number): Duration => quantity(n * 86_400, 'seconds')

export const bytes = (n: number): Quantity<'bytes'> => quantity(n, 'bytes')
export const kibibytes = (n: number): Quantity<'bytes'> => quantity(n * 1024, 'bytes')
export const mebibytes = (n: number): Quantity<'bytes'> => quantity(n * 1024 ** 2, 'bytes')
export const gibibytes = (n: number): Quantity<'bytes'> => quantity(n * 1024 ** 3, 'bytes')

/** A part of a whole: `percent(5)` is 0.05. Ratios are 0 to 1 everywhere. */
export const percent = (n: number): Quantity<'ratio'> => quantity(times(n, 0.01), 'ratio')
export const usd = (n: number): Quantity<'usd'> => quantity(n, 'usd')
export const celsius = (n: number): Quantity<'celsius'> => quantity(n, 'celsius')
export const watts = (n: number): Quantity<'watts'> => quantity(n, 'watts')
export const joules = (n: number): Quantity<'joules'> => quantity(n, 'joules')
/** A number without a unit, such as a loss or a load average. */
export const plain = (n: number): Quantity<'none'> => quantity(n, 'none')

/** So many in each second: `perSecondOf(count(5))` is 5 `count/second`. */
export function perSecondOf<U extends string>(q: Quantity<U>): Quantity<`${U}/second`> {
  return quantity(q.node.val, `${q.node.unit as U}/second`)
}
/** So many in each minute: `perMinute(count(2))` is 2/60 `count/second`. */
export const perMinute = <U extends string>(q: Quantity<U>): Quantity<`${U}/second`> =>
  quantity(q.node.val / 60, `${q.node.unit as U}/second`)
/** So many in each hour: `perHour(usd(50))` is 50/3600 `usd/second`. */
export const perHour = <U extends string>(q: Quantity<U>): Quantity<`${U}/second`> =>
  quantity(q.node.val / 3600, `${q.node.unit as U}/second`)
