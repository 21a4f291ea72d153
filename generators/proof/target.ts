/** Where the left side of a comparison should come to. */
import type { ComparisonOp } from '../../schemas/promql/ast.ts'

/** How near to the limit: far from it as in a healthy system, or so near that a limit a fifth away would be told apart. */
export type Nearness = 'near' | 'far'

/** How far from a limit a value just beyond it or just within it is, as a share of the limit. */
const margins: Readonly<Record<Nearness, number>> = { near: 0.05, far: 0.5 }

/** Candidates, the best first; `limit` is the right side. */
export function targetsOf(op: ComparisonOp, limit: number, holds: boolean, nearness: Nearness): readonly number[] {
  if (op === '==' || op === '!=') return (op === '==') === holds ? [limit] : [limit === 0 ? 1 : 0, limit + 1]
  const up = op.startsWith('>')
  const inclusive = op.endsWith('=')
  const size = Math.abs(limit) * margins[nearness]
  // a limit of zero has nothing near it but itself
  const off = limit + (up === holds ? 1 : -1) * (size || 1)
  // at the limit itself where that is right already, so that `>=` in place of `>` is noticed
  const first = inclusive === holds && (nearness === 'near' || size === 0) ? [limit] : []
  // nearer where nothing is as far
  const nearer = nearness === 'near' ? [5, 50].map((times) => limit + (off - limit) / times) : []
  return [...first, off, ...nearer]
}
