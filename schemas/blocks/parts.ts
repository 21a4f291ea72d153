/** What the building blocks share: how a metric is summed and how that is said. */
import type { Metric } from '../model/metric.ts'
import * as panel from '../model/panel.ts'
import { sum } from '../promql/aggregate.ts'
import { type AnyExpr, expression, type Kind } from '../promql/expr.ts'
import { rate } from '../promql/range.ts'
import { rateInterval } from '../promql/window.ts'

/** Kinds of panels that can show one and the same value. */
export const charts = { timeSeries: panel.timeSeries, stat: panel.stat, gauge: panel.gauge } as const

/** A label that all of them have. */
export type Label<L> = keyof L & string

/** `sum by (endpoint) (rate(x[$__rate_interval]))` */
export function rateOf(counter: AnyExpr, by: readonly string[]): AnyExpr {
  const rated = rate(counter as never, rateInterval) as AnyExpr
  return sum(rated as never, by.length > 0 ? { by: by as never } : undefined) as AnyExpr
}

/** The same tree with the type that the caller vouches for. */
export const typed = <K extends Kind>(expr: AnyExpr) => expression<object, string, K>(expr.node)

/** `, by endpoint and method` */
export const inWords = (by: readonly string[]): string =>
  by.length === 0 ? '' : `, by ${by.map((label) => label.replaceAll('_', ' ')).join(' and ')}`

/** What the metric's own help says, as a sentence. */
export const helpOf = (metric: Partial<Metric>): string => metric.data?.help ?? ''

/** Sentences one after the other; empty ones are left out. */
export const sentences = (...all: readonly string[]): string => all.filter((text) => text !== '').join(' ')
