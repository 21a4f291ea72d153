/** The PromQL of a panel: Grafana's variables replaced by stand-ins, parsed, every name looked up. */
import { isComparison, type Node, selectorsOf } from '../../schemas/promql/ast.ts'
import { infer, type Shape } from '../../schemas/promql/infer.ts'
import { type ParseProblem, parse } from '../../schemas/promql/parse/parse.ts'
import type { Series } from '../../schemas/promql/series.ts'
import { transform } from '../../schemas/promql/transform.ts'

export interface Understood {
  readonly expr: string
  readonly problems: readonly ParseProblem[]
  readonly node?: Node
  /** What the query gives; undefined where one of its names is unknown. */
  readonly shape?: Shape
}

/** Series that Prometheus makes of alerts, with whatever labels these have. */
export const fromAlerts: ReadonlySet<string> = new Set(['ALERTS', 'ALERTS_FOR_STATE'])

/** `spans` are the variables that hold a duration, as `$window` in `rate(x[$window])`. */
export function understand(
  expr: string,
  series: ReadonlyMap<string, Series>,
  spans: ReadonlySet<string> = new Set(),
): Understood {
  try {
    const { node: parsed, problems } = parse(standIns(expr, spans))
    if (!parsed) return { expr, problems }
    const node = resolved(parsed, series)
    const known = selectorsOf(node).every((selector) => selector.series !== undefined)
    return { expr, problems, node, ...(known && { shape: infer(node) }) }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { expr, problems: [{ message: 'the expression is nested too deeply', from: 0, to: expr.length }] }
  }
}

/** A string that does not end goes on to the end of the text. */
const variableOrString = /"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|`[^`]*`?|\$(?:\{(\w+)(?::\w+)?\}|(\w+))/g

/** Equally long, so that places in it are places in the query. */
function standIns(expr: string, spans: ReadonlySet<string>): string {
  return expr.replaceAll(variableOrString, (whole: string, braced?: string, bare?: string) => {
    const name = braced ?? bare
    if (name === undefined) return whole
    return (spans.has(name) ? '5m' : `$${name}`).padEnd(whole.length)
  })
}

function resolved(parsed: Node, series: ReadonlyMap<string, Series>): Node {
  return transform(parsed, (node) => {
    if (node.type !== 'VectorSelector') return measured(node)
    const known = series.get(node.name)
    return known ? { ...node, series: known } : node
  })
}

/** A number has the unit of what it is compared with or added to, and so has a variable in its place. */
function measured(node: Node): Node {
  if (node.type !== 'BinaryExpr' || !(isComparison(node.op) || node.op === '+' || node.op === '-')) return node
  const bare = (side: Node, other: Node): Node =>
    side.type === 'NumberLiteral' || side.type === 'VariableLiteral' ? { ...side, unit: infer(other).unit } : side
  return { ...node, lhs: bare(node.lhs, node.rhs), rhs: bare(node.rhs, node.lhs) }
}
