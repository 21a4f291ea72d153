import { formatDuration } from '../../schemas/model/duration.ts'
import { type Node, walk } from '../../schemas/promql/ast.ts'
import { intervalOf } from '../facts/jobs.ts'
import type { System } from '../load/system.ts'
import { type Check, foundIn, ofExpressions } from './check.ts'

export const exprWindow: Check = {
  id: 'expr/window',
  doc: `A window must hold at least two samples, or rate() and its like give nothing; with four, one failed scrape does no harm.
The window is compared with the interval of the job that exposes the metric, and with the evaluation interval for recorded series.
Windows longer than the retention are refused too, since the samples are gone. Source: https://www.robustperception.io/what-range-should-i-use-with-rate/`,
  run: ofExpressions((expression, system) =>
    walk(expression.expr).flatMap((node) => {
      const message = retentionProblem(node, system.data.retention) ?? windowProblem(node, system)
      return message === undefined ? [] : [foundIn(expression, node, message)]
    }),
  ),
}

function retentionProblem(node: Node, retention: number): string | undefined {
  const [what, length] =
    node.type === 'VectorSelector'
      ? ['offset', node.offset ?? 0]
      : ['window', 'range' in node && typeof node.range === 'number' ? node.range : 0]
  return length > retention
    ? `the ${what} ${formatDuration(length)} is longer than the retention of ${formatDuration(retention)}`
    : undefined
}

function windowProblem(node: Node, system: System): string | undefined {
  if (
    node.type === 'SubqueryExpr' &&
    typeof node.range === 'number' &&
    typeof node.step === 'number' &&
    node.range < 4 * node.step
  ) {
    const [has, step, wants] = [node.range, node.step, 4 * node.step].map(formatDuration)
    return `the window ${has} is less than four steps of ${step}; take ${wants} or more, or a smaller step`
  }
  if (node.type !== 'MatrixSelector' || typeof node.range !== 'number') return undefined
  const interval = intervalOf(system, node.vector)
  if (node.range >= 4 * interval) return undefined
  const [has, comes, wants] = [node.range, interval, 4 * interval].map(formatDuration)
  return `the window ${has} is less than four scrapes of ${node.vector.name}, which comes every ${comes}; take ${wants} or more`
}
