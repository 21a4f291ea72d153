import { formatDuration } from 'plimsoll'
import { selectorsOf, walk } from '../../schemas/promql/ast.ts'
import type { System } from '../load/system.ts'
import { type Check, foundIn, ofRules } from './check.ts'

export const exprWindow: Check = {
  id: 'expr/window',
  doc: `A window must hold at least two samples, or rate() and its like give nothing; with four, one failed scrape does no harm.
The window is compared with the interval of the job that exposes the metric, and with the evaluation interval for recorded series.
Windows longer than the retention are refused too, since the samples are gone. Source: https://www.robustperception.io/what-range-should-i-use-with-rate/`,
  run: ofRules((rule, system) =>
    [...walk(rule.expr)].flatMap((node) => {
      if ((node.type !== 'MatrixSelector' && node.type !== 'SubqueryExpr') || typeof node.range !== 'number') return []
      const [selector] = node.type === 'MatrixSelector' ? [node.vector] : selectorsOf(node.expr)
      const interval = selector === undefined ? 0 : intervalOf(system, selector.name)
      if (node.range > system.data.retention) {
        return [
          foundIn(
            rule,
            node,
            `the window ${formatDuration(node.range)} is longer than the retention of ${formatDuration(system.data.retention)}`,
          ),
        ]
      }
      if (node.type === 'SubqueryExpr' || node.range >= 4 * interval) return []
      const [has, wants] = [formatDuration(node.range), formatDuration(4 * interval)]
      return [
        foundIn(
          rule,
          node,
          `the window ${has} is less than four scrapes of ${node.vector.name}, which comes every ${formatDuration(interval)}; take ${wants} or more`,
        ),
      ]
    }),
  ),
}

/** How far apart the samples of a series are: the longest interval of the jobs that expose it. */
export function intervalOf(system: System, name: string): number {
  const series = system.series.get(name)
  if (!series) return 0
  if (series.recorded) {
    const group = system.groups.find(({ rules }) => rules.some(({ data }) => data.name === name))
    return group?.data.interval ?? system.data.evaluationInterval
  }
  const jobs = system.metrics.find(({ data }) => data.name === series.of)?.jobs ?? []
  return Math.max(0, ...system.targets.filter(({ data }) => jobs.includes(data.name)).map(({ interval }) => interval))
}
