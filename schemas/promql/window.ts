/** How far a function looks back: a duration, one of Grafana's, or a subquery. */
import type { Duration } from '../model/quantity.ts'
import type { Node, Span, SubqueryExpr, VectorSelector } from './ast.ts'
import type { AnyExpr, KindOf } from './expr.ts'
import type { NeedsSubquery } from './messages.ts'

/** A span of time that only Grafana knows; see https://grafana.com/docs/grafana/latest/dashboards/variables/add-template-variables/#global-variables. */
export interface GrafanaWindow {
  readonly grafana: '$__rate_interval' | '$__interval' | '$__range'
}

/** At least four scrape intervals and at least the panel's step: the window for `rate` in dashboards. */
export const rateInterval: GrafanaWindow = Object.freeze({ grafana: '$__rate_interval' })
/** The panel's step. */
export const stepInterval: GrafanaWindow = Object.freeze({ grafana: '$__interval' })
/** The time range that the dashboard shows. */
export const dashboardRange: GrafanaWindow = Object.freeze({ grafana: '$__range' })

export type PlainWindow = Duration | GrafanaWindow

/** The window of a subquery, made by `over`. */
export interface SubqueryWindow {
  readonly over: PlainWindow
  readonly every?: Duration
}

export type Window = PlainWindow | SubqueryWindow

/**
 * Evaluates an expression again and again: `maxOverTime(x, over(hours(1), { every: minutes(1) }))` is
 * `max_over_time(x[1h:1m])`. Without `every`, the evaluation interval is the step.
 */
export function over(window: PlainWindow, options: { readonly every?: Duration } = {}): SubqueryWindow {
  return Object.freeze({ over: window, ...options })
}

export const spanOf = (window: PlainWindow): Span =>
  'grafana' in window ? window.grafana : Math.round(window.node.val * 1000)

/** Series as they are stored take any window, computed ones only a subquery. */
export type WindowFor<F extends string, E> =
  KindOf<E> extends 'vector' | 'condition' | 'histogram' ? SubqueryWindow | NeedsSubquery<F> : Window

/** `v[5m]`, or `(v)[1h:1m]` for a subquery. Something computed with a plain window stays as it is, for the loader to refuse. */
export function ranged(v: AnyExpr, window: Window | string): Node {
  if (typeof window === 'string') return v.node
  if ('over' in window) {
    const step = window.every && { step: spanOf(window.every) }
    return { type: 'SubqueryExpr', expr: v.node, range: spanOf(window.over), ...step } satisfies SubqueryExpr
  }
  return { type: 'MatrixSelector', vector: v.node as VectorSelector, range: spanOf(window) }
}
