/** Which series of a metric, and when: matchers, `offset`, `@`. */
import type { Quantity } from '../model/quantity.ts'
import type { Matcher, MatchType, VectorSelector } from './ast.ts'
import { type AnyExpr, type Expr, expression, type KindOf, type LabelsOf, type UnitOf } from './expr.ts'
import type { Le } from './histogram.ts'
import type { NeedsSeries } from './messages.ts'
import { formatFloat } from './number.ts'

/** A condition on a label other than equality. `V` are the values that it names, none for a pattern. */
export interface Match<out V extends string = string> {
  readonly op: MatchType
  readonly value: string
  readonly variable?: true
  readonly names: readonly V[]
}

const match = <V extends string>(op: MatchType, value: string, names: readonly V[]): Match<V> =>
  Object.freeze({ op, value, names })
const oneOrMore = <V extends string>(values: readonly V[], one: MatchType, more: MatchType): Match<V> =>
  values.length === 1 ? match(one, values[0] as V, values) : match(more, values.map(escapeRegex).join('|'), values)

// NoInfer lets the label decide what its values are, so that a wrong one is underlined itself

/** Any value but this one: `status!="success"`. */
export const not = <V extends string>(value: NoInfer<V>): Match<V> => match<V>('!=', value, [value])
/** One of these values: `status=~"failure|timeout"`. */
export const anyOf = <V extends string>(...values: readonly NoInfer<V>[]): Match<V> => oneOrMore<V>(values, '=', '=~')
/** None of these values: `status!~"failure|timeout"`. */
export const noneOf = <V extends string>(...values: readonly NoInfer<V>[]): Match<V> => oneOrMore<V>(values, '!=', '!~')
/** Values that match an RE2 expression, which is anchored at both ends: `status=~"5.."`. */
export const re = (pattern: string): Match<never> => match('=~', pattern, [])
/** Values that do not match: `name!~"test-.+"`. */
export const notRe = (pattern: string): Match<never> => match('!~', pattern, [])

/** Responses of a server that failed (RFC 9110, section 15.6): `=~"5.."`. */
export const serverError = re('5..')
/** Responses to a request that was wrong (RFC 9110, section 15.5): `=~"4.."`. */
export const clientError = re('4..')

export function escapeRegex(value: string): string {
  return value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}

/** Bounds are spelled in several ways, which `upTo` knows. */
type Bound = 'match le with upTo(bucket, seconds(1)), since clients spell bounds differently'

/** What may be said of labels; a value is one that the label can have. */
export type Matchers<L extends object> = {
  readonly [N in keyof L]?: N extends 'le' ? Bound | Match<never> : L[N] | Match<L[N] & string>
}

type Selectable<F extends string, E> = KindOf<E> extends 'counter' | 'gauge' | 'native' | 'family' ? E : NeedsSeries<F>

/**
 * Series of a metric whose labels match: `select(requests, { method: 'GET', status: re('5..') })` is
 * `http_requests_total{method="GET",status=~"5.."}`. Selecting again adds matchers.
 */
export function select<E extends AnyExpr>(
  metric: Selectable<'select', E>,
  matchers: Matchers<LabelsOf<E>>,
): Expr<LabelsOf<E>, UnitOf<E>, KindOf<E>> {
  const more = Object.entries(matchers as Record<string, string | Match | undefined>).flatMap(([name, value]) =>
    value === undefined ? [] : [matcher(name, value)],
  )
  return change(metric as E, (selector) => ({ matchers: [...(selector.matchers ?? []), ...more] }))
}

function matcher(name: string, value: string | Match): Matcher {
  if (typeof value === 'string') return { name, op: '=', value }
  return { name, op: value.op, value: value.value, ...(value.variable && { variable: true }) }
}

/**
 * The bucket of a histogram that ends at `bound`: `upTo(latency.bucket, seconds(1))` is `…_bucket{le=~"1(\\.0)?"}`,
 * since clients and servers spell bounds differently.
 */
export function upTo<E extends AnyExpr>(
  bucket: LabelsOf<E> extends { readonly le: string } ? E : 'upTo() needs the .bucket of a histogram',
  bound: LabelsOf<E> extends { readonly le: Le<infer U> } ? Quantity<U> : never,
): Expr<LabelsOf<E>, UnitOf<E>, KindOf<E>> {
  const le = matchLe((bound as Quantity).node.val)
  return change(bucket as E, (selector) => ({ matchers: [...(selector.matchers ?? []), { name: 'le', ...le }] }))
}

/** How `le` is spelled: `1` by Go and Node, `1.0` by Python, by OpenMetrics and by Prometheus 3, `1e+06` by Go. */
export function matchLe(bound: number): { readonly op: MatchType; readonly value: string } {
  if (bound === Infinity) return { op: '=', value: '+Inf' }
  const plain = Number.isInteger(bound) ? bound.toFixed(0) : String(bound)
  const go = formatFloat(bound)
  const pattern =
    (/^-?\d+$/.test(plain) ? `${plain}(\\.0)?` : escapeRegex(plain)) + (go === plain ? '' : `|${escapeRegex(go)}`)
  return pattern === escapeRegex(plain) ? { op: '=', value: plain } : { op: '=~', value: pattern }
}

/** The same series some time ago: `offset(requests, days(7))` is `http_requests_total offset 7d`. */
export function offset<E extends AnyExpr>(
  metric: Selectable<'offset', E>,
  ago: Quantity<'seconds'>,
): Expr<LabelsOf<E>, UnitOf<E>, KindOf<E>> {
  return change(metric as E, () => ({ offset: Math.round(ago.node.val * 1000) }))
}

/** The same series at a fixed time: `at(requests, 'end')` is `http_requests_total @ end()`. */
export function at<E extends AnyExpr>(
  metric: Selectable<'at', E>,
  time: Quantity<'timestamp'> | 'start' | 'end',
): Expr<LabelsOf<E>, UnitOf<E>, KindOf<E>> {
  return change(metric as E, () => ({ at: typeof time === 'string' ? time : time.node.val }))
}

function change<E extends AnyExpr>(
  metric: E,
  what: (selector: VectorSelector) => Partial<VectorSelector>,
): Expr<LabelsOf<E>, UnitOf<E>, KindOf<E>> {
  const selector = metric.node as VectorSelector
  return expression({ ...selector, ...what(selector) })
}
