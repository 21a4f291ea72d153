/** Between which values a panel's axis runs. */
import { isSetOp, type Node, walk } from '../../../schemas/promql/ast.ts'
import { isPart } from '../../load/share.ts'
import type { ResolvedPanel, System } from '../../load/system.ts'
import { expanded, recordedOf } from '../../load/watch.ts'

import { ceilingOf } from './thresholds.ts'

/** A ratio of a part to a whole is between 0 and 1; what cannot be negative begins at 0. */
export function boundsOf(panel: ResolvedPanel, system: System): { readonly min?: number; readonly max?: number } {
  const { data, queries } = panel
  const exprs = queries.map(({ expr }) => expanded(expr, recordedOf(system)))
  const min =
    data.min ?? (exprs.every((expr, i) => neverNegative(expr, queries[i]?.shape.unit ?? 'none')) ? 0 : undefined)
  const max = data.max ?? (isDrawn(data.type) ? topOf(panel, exprs) : undefined)
  return { ...(min !== undefined && { min }), ...(max !== undefined && { max }) }
}

const isDrawn = (type: string): boolean => /^(timeSeries|gauge|barGauge)$/.test(type)

function topOf(panel: ResolvedPanel, exprs: readonly Node[]): number | undefined {
  const ceiling = ceilingOf(panel)
  const share = panel.queries.every(({ shape }) => shape.unit === 'ratio') && exprs.every(isShare)
  // a share that should stay small is drawn up to its threshold, or it could not be seen
  if (panel.data.type === 'timeSeries') return share && (ceiling === undefined || ceiling > 0.5) ? 1 : undefined
  if (share) return 1
  return panel.data.type === 'gauge' && ceiling !== undefined ? ceiling * 1.25 : undefined
}

const positive = /^(ratio|bytes|count|seconds|usd|watts|joules|boolean|hertz)(\/second)?$/

/** Whether a value is an amount and nothing is taken away from it. */
function neverNegative(expr: Node, unit: string): boolean {
  return positive.test(unit) && walk(expr).every((node) => !subtracts(node))
}

const subtracts = (node: Node): boolean =>
  (node.type === 'BinaryExpr' && node.op === '-') ||
  (node.type === 'UnaryExpr' && node.op === '-') ||
  (node.type === 'Call' && /^(i?delta|deriv|predict_linear)$/.test(node.func)) ||
  (node.type === 'VectorSelector' && (node.series?.range?.[0] ?? 0) < 0)

const isRate = ({ type }: Node): boolean => type === 'MatrixSelector'

/** A part of a whole, gauges of one thing by another, or a series that says so itself. */
function isShare(node: Node): boolean {
  if (node.type === 'AggregateExpr' && /^(avg|min|max|topk|bottomk)$/.test(node.op)) return isShare(node.expr)
  if (node.type === 'BinaryExpr' && node.op === '/') return isPart(node) || !walk(node).some(isRate)
  if (node.type === 'BinaryExpr') return isSetOp(node.op) && isShare(node.lhs)
  if (node.type === 'Call') return node.func === 'histogram_fraction'
  return node.type === 'VectorSelector' && node.series?.kind === 'gauge' && (node.series.range?.[1] ?? 1) <= 1
}
