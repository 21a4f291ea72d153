/** Queries: an expression on a panel, with the name of its series. */
import { z } from 'zod'
import type { AnyExpr, Expr, Kind, KindOf, LabelsOf } from '../promql/expr.ts'
import type { NeedsBuckets, NeedsValue } from '../promql/messages.ts'
import { node } from './fields.ts'

/** A label in a legend; in a template string it becomes `{{endpoint}}`, which Grafana fills in. */
export interface LegendContext<L extends object> {
  readonly labels: { readonly [N in keyof L & string]: { toString(): string } }
}

export const querySchema = z.strictObject({
  expr: node,
  legend: z
    .union([
      z.string().min(1, 'a legend says what its series are'),
      z.custom<(context: LegendContext<Record<string, string>>) => string>((value) => typeof value === 'function'),
    ])
    .optional(),
  axis: z.enum(['left', 'right']).optional(),
  color: z.string().min(1).optional(),
})
export type QueryData = z.infer<typeof querySchema>

export interface Query<out K extends Kind = Kind> {
  readonly data: QueryData
  /** Never present at run time. */
  readonly kindOf?: K
}

export interface QueryOptions<L extends object> {
  /** What its series are called: a name, or a function of the labels that the expression has. By itself, its labels. */
  readonly legend?: string | ((context: LegendContext<L>) => string)
  /** `right` gives the query an axis of its own, for a second unit. */
  readonly axis?: 'left' | 'right'
  /** One of Grafana's colours, such as `red` or `dark-blue`. */
  readonly color?: string
}

/** What a kind of panel can draw; or the sentence that says what to do. */
export type Drawable<P extends string, K extends Kind> = P extends 'heatmap'
  ? NeedsBuckets
  : NeedsValue<P extends 'query' ? 'query()' : `panel.${P}()`, K>
type Values = 'gauge' | 'vector' | 'condition' | 'scalar'

/** An expression that a panel of this kind can draw. */
export type Shown<P extends string, S> = S extends { readonly data: QueryData }
  ? S
  : KindOf<S> extends Values
    ? S
    : Drawable<P, KindOf<S>>

/** One expression, or several. */
export type ShownAll<P extends string, S> = S extends readonly unknown[]
  ? { readonly [I in keyof S]: Shown<P, S[I]> }
  : Shown<P, S>

/** What `show` takes: an expression, a query, or several of them; the empty list lets the compiler say which of them is wrong. */
export type Showable = AnyExpr | Query | readonly [] | readonly (AnyExpr | Query)[]

/** `query(p95, { legend: ({ labels }) => `p95 ${labels.endpoint}` })`: an expression, and how its series are called. */
export function query<E extends AnyExpr>(expr: Shown<'query', E>, options: QueryOptions<LabelsOf<E>> = {}): Query {
  return queryOf(expr as AnyExpr, options as QueryOptions<object>)
}

export function queryOf(expr: AnyExpr, options: QueryOptions<object> = {}): Query {
  return Object.freeze({ data: Object.freeze({ expr: expr?.node, ...options }) as QueryData })
}

/** The queries of a panel, from what its `show` was given. */
export function queriesOf(show: Showable): QueryData[] {
  const all = Array.isArray(show) ? show : [show]
  return (all as readonly (Expr<object, string, Kind> | Query)[]).map((one) =>
    one !== null && typeof one === 'object' && 'data' in one && !('node' in one)
      ? one.data
      : queryOf(one as AnyExpr).data,
  )
}
