/** Between which values a panel's axis runs. */
import type { PanelType } from '../../../schemas/model/panel.ts'
import { isSetOp, type Node, walk } from '../../../schemas/promql/ast.ts'
import { isPart } from '../../facts/share.ts'
import type { ResolvedPanel, System } from '../../load/system.ts'
import { expanded } from '../../load/watch.ts'
import { ceilingOf } from './thresholds.ts'

export interface Bounds {
  readonly min?: number
  readonly max?: number
  /** Up to where the axis runs at least. */
  readonly softMax?: number
}

/** A part of a whole is between 0 and 1; what cannot be negative begins at 0; a line to stay below can be seen. */
export function boundsOf(panel: ResolvedPanel, system: System): Bounds {
  const { data, queries } = panel
  const exprs = queries.map(({ expr }) => expanded(expr, system.recorded))
  const amounts = exprs.every((expr, i) => neverNegative(expr, queries[i]?.shape.unit ?? 'none'))
  const min = data.min ?? (amounts || (data.type === 'gauge' && inRatio(panel)) ? 0 : undefined)
  const top = data.max === undefined ? topOf(panel, exprs) : { max: data.max }
  return { ...(min !== undefined && { min }), ...top }
}

interface Whole {
  /** A part of a whole, which is never more than 1. */
  readonly part: boolean
  /** One amount by another, which is hardly ever more than 1. */
  readonly quotient: boolean
  readonly ratio: boolean
  readonly ceiling: number | undefined
}

function topOf(panel: ResolvedPanel, exprs: readonly Node[]): Bounds {
  const ratio = inRatio(panel)
  const part = ratio && exprs.every(isShare)
  const whole = { part, ratio, quotient: ratio && exprs.every(isQuotient), ceiling: ceilingOf(panel) }
  return tops[panel.data.type]?.(whole) ?? {}
}

const inRatio = ({ queries }: ResolvedPanel): boolean => queries.every(({ shape }) => shape.unit === 'ratio')

/** An arc has an end, and so have bars. */
const ofBars = ({ part, quotient, ceiling = 0 }: Whole): Bounds =>
  part || quotient ? { max: Math.max(1, ceiling) } : {}

const tops: Partial<Record<PanelType, (whole: Whole) => Bounds>> = {
  barGauge: ofBars,
  gauge: (whole) => {
    // by itself, Grafana ends an arc at the greatest value of the data, which is then always full
    const bars = ofBars({ ...whole, part: whole.ratio })
    return bars.max === undefined && whole.ceiling !== undefined ? { max: whole.ceiling * 1.25 } : bars
  },
  timeSeries: ({ part, quotient, ceiling }) => {
    // a share that should stay small is drawn up to its threshold, or it could not be seen
    if (part && (ceiling === undefined || (ceiling > 0.5 && ceiling < 1))) return { max: 1 }
    if (ceiling !== undefined) return { softMax: ceiling }
    return quotient ? { softMax: 1 } : {}
  },
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

/** A part of a whole, or a series that says so itself. */
function isShare(node: Node): boolean {
  if (node.type === 'AggregateExpr' && /^(avg|min|max|topk|bottomk)$/.test(node.op)) return isShare(node.expr)
  if (node.type === 'BinaryExpr' && node.op === '/') return isPart(node)
  if (node.type === 'BinaryExpr') return isSetOp(node.op) && isShare(node.lhs)
  if (node.type === 'Call') return node.func === 'histogram_fraction'
  return node.type === 'VectorSelector' && node.series?.kind === 'gauge' && (node.series.range?.[1] ?? 1) <= 1
}

/** One amount by another as they are now, which is a share as a rule and more than 1 at worst. */
const isQuotient = (node: Node): boolean =>
  node.type === 'BinaryExpr' && node.op === '/' && walk(node).every(({ type }) => type !== 'MatrixSelector')
