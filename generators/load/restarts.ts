/** When processes were started anew: as the system says, or by the start times that they expose. */
import type { SystemData } from '../../schemas/model/system.ts'
import type { Node } from '../../schemas/promql/ast.ts'
import type { Series } from '../../schemas/promql/series.ts'

const startTime = 'process_start_time_seconds'

/** `changes(process_start_time_seconds[2m]) > 0` where something exposes it. */
export function restartsOf(
  { restarts, targets, scrapeInterval }: SystemData,
  known: ReadonlyMap<string, Series>,
): Node | undefined {
  const series = known.get(startTime)
  if (restarts || !series) return restarts
  // four scrapes of whoever is scraped least, and long enough for the step of annotations
  const longest = Math.max(scrapeInterval, ...targets.map(({ data }) => data.interval ?? 0))
  const range = Math.max(120_000, 4 * longest)
  const vector = { type: 'VectorSelector', name: startTime, matchers: [], series } as const
  return {
    type: 'BinaryExpr',
    op: '>',
    lhs: { type: 'Call', func: 'changes', args: [{ type: 'MatrixSelector', vector, range }] },
    rhs: { type: 'NumberLiteral', val: 0, unit: 'number' },
    returnBool: false,
  }
}
