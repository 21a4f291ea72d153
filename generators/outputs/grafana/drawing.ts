/** What a panel is drawn from: its queries as Grafana asks them, and how their values are shown. */
import type { Node } from '../../../schemas/promql/ast.ts'
import { infer } from '../../../schemas/promql/infer.ts'
import { type Display, displayOf } from '../../facts/display.ts'
import { legendsOf, telling } from '../../facts/legend.ts'
import type { ResolvedPanel, ResolvedQuery, System } from '../../load/system.ts'
import { expanded, isLoose } from '../../load/watch.ts'
import { type Bounds, boundsOf } from './bounds.ts'
import { filtered, overRateInterval, recorded } from './expression.ts'

export interface Drawing {
  readonly panel: ResolvedPanel
  readonly exprs: readonly Node[]
  readonly refIds: readonly string[]
  readonly legends: readonly string[]
  readonly displays: readonly Display[]
  /** Of the first query, which gives the panel its unit. */
  readonly display: Display
  readonly scale: number
  readonly bounds: Bounds
  /** Whether there can be more than one series. */
  readonly many: boolean
  /** The labels that the dashboard lets people choose. */
  readonly variables: readonly string[]
  /** The labels that tell its series apart. */
  readonly labels: readonly string[]
}

/** The expressions of a panel before variables are known: recorded where they can be, over Grafana's window. */
export function askedBy(panel: ResolvedPanel, filters: readonly string[], system: System): Node[] {
  const asked = panel.queries.map(({ expr }) => recorded(expr, filters, system))
  // of queries over Grafana's window, all are recorded or none: percentiles of two windows can cross
  const loose = panel.queries.map(({ expr }) => isLoose(expr))
  const mixed =
    asked.some((expr, i) => loose[i] && isLoose(expr)) && asked.some((expr, i) => loose[i] && !isLoose(expr))
  const exprs = panel.queries.map(({ expr }, i) =>
    mixed && loose[i] ? expanded(expr, system.recorded) : (asked[i] ?? expr),
  )
  return exprs.map((expr) => inOrder(panel, overRateInterval(expr)))
}

/** Bars are read from the longest to the shortest, or from the worst on. */
function inOrder({ data, lines }: ResolvedPanel, expr: Node): Node {
  const sorted =
    (expr.type === 'AggregateExpr' && (expr.op === 'topk' || expr.op === 'bottomk')) ||
    (expr.type === 'Call' && expr.func.startsWith('sort')) ||
    infer(expr).kind === 'scalar'
  // where little is bad, the least comes first
  const func = lines.some(({ threshold }) => threshold.op.startsWith('<')) ? 'sort' : 'sort_desc'
  return data.type !== 'barGauge' || sorted ? expr : { type: 'Call', func, args: [expr] }
}

export function drawingOf(
  panel: ResolvedPanel,
  asked: readonly Node[],
  variables: readonly string[],
  system: System,
): Drawing {
  const displays = panel.queries.map((query) => displayed(panel, query, system))
  const display = displays[0] ?? { unit: 'none' }
  const labels = [...new Set(panel.queries.flatMap((query) => telling(query, system)))]
  return {
    panel,
    exprs: asked.map((expr, i) => scaled(filtered(expr, variables, system), displays[i]?.factor ?? 1)),
    refIds: panel.queries.map((_, i) => String.fromCharCode(65 + i)),
    legends: legendsOf(panel, system),
    displays,
    display,
    scale: display.factor ?? 1,
    bounds: boundsOf(panel, system),
    many: panel.queries.length > 1 || labels.length > 0,
    variables,
    labels,
  }
}

function displayed({ data, queries }: ResolvedPanel, { shape, expr, options }: ResolvedQuery, system: System): Display {
  // the cells of a heatmap stand for values of the observations
  const unit = data.type === 'heatmap' ? (shape.labels.le?.bounds ?? shape.unit) : shape.unit
  const own = displayOf(unit, expanded(expr, system.recorded), data.per)
  // a number of things is whole, unless it was computed
  const whole = unit === 'count' && data.type !== 'timeSeries' && queries.every(({ shape }) => shape.kind === 'gauge')
  const decimals = data.decimals ?? (whole ? 0 : own.decimals)
  const said = data.unit !== undefined && options.axis !== 'right' ? { unit: data.unit } : own
  return { ...said, ...(decimals !== undefined && { decimals }) }
}

const scaled = (expr: Node, factor: number): Node =>
  factor === 1
    ? expr
    : {
        type: 'BinaryExpr',
        op: '*',
        lhs: expr,
        rhs: { type: 'NumberLiteral', val: factor, unit: 'number' },
        returnBool: false,
      }
