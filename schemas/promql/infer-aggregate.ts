/** What an aggregation leaves of labels, unit and kind. */
import { open } from '../model/label.ts'
import type { AggregateExpr } from './ast.ts'
import { eitherGrouping } from './messages.ts'
import { keep, type Report, type Shape, unknownLabel, usable } from './shape.ts'

const keepsAll = new Set(['topk', 'bottomk', 'limitk', 'limit_ratio'])

/** Of `op by (…) (v)`, for a `v` of this shape. */
export function aggregated(node: AggregateExpr, shape: Shape, report: Report): Shape {
  const histogram = shape.kind === 'histogram' && (node.op === 'sum' || node.op === 'avg')
  if (!histogram && node.op !== 'count' && node.op !== 'group') usable(shape, `${node.op}()`, node, report)
  if (node.ambiguous) report(eitherGrouping(), node)
  for (const label of node.grouping) {
    if (!Object.hasOwn(shape.labels, label)) report(unknownLabel(label, node.without ? 'without' : 'by', shape), node)
  }
  if (keepsAll.has(node.op)) return { ...shape, kind: 'vector' }
  const kept = Object.keys(shape.labels).filter((label) => node.grouping.includes(label) !== node.without)
  const rest = keep(shape, kept, aggregationText(node))
  return {
    ...rest,
    labels: { ...rest.labels, ...countedLabel(node) },
    unit: aggregatedUnit(node.op, shape.unit),
    kind: histogram ? 'histogram' : 'vector',
  }
}

/** count_values makes a label of the value. */
function countedLabel({ op, param }: AggregateExpr): Shape['labels'] {
  return op === 'count_values' && param?.type === 'StringLiteral' ? { [param.val]: open({ atMost: 100 }) } : {}
}

function aggregatedUnit(op: string, unit: string): string {
  if (op === 'count' || op === 'count_values') return 'count'
  if (op === 'group') return 'boolean'
  if (op === 'stdvar') return 'none'
  if (unit !== 'boolean') return unit
  return op === 'sum' ? 'count' : op === 'avg' ? 'ratio' : unit
}

const aggregationText = ({ op, without, grouping }: AggregateExpr): string =>
  without || grouping.length > 0 ? `${op} ${without ? 'without' : 'by'} (${grouping.join(', ')})` : op
