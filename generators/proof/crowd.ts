/** Many of the same, for what is counted or summed up: one series is never more than two. */
import { isComparison, type Node, type VectorSelector, walk } from '../../schemas/promql/ast.ts'
import type { System } from '../load/system.ts'
import { allSelectors, isScraped, valuesOf } from './choose.ts'
import { extended, type Universe, type Wanted, wantedFor } from './universe.ts'

/** Nobody reads a test of more. */
const most = 20

/** The universe of an expression with as many copies of each series as its greatest limit asks for, and two more. */
export function crowdOf(node: Node, system: System, universe: Universe): Universe {
  const limits = walk(node).flatMap((part) =>
    part.type === 'BinaryExpr' && isComparison(part.op) && part.rhs.type === 'NumberLiteral' ? [part.rhs.val] : [],
  )
  const many = Math.ceil(Math.max(2, ...limits.filter((limit) => limit <= most))) + 2
  const label = sharedLabel(node, system, many)
  const copies = wantedFor(node, system).flatMap((one) => copiesOf(one, label, system, many - 1))
  return extended(universe, copies, system)
}

/** A label that all series have and no matcher fixes, so that what is joined stays together; the instance if there is no other. */
function sharedLabel(node: Node, system: System, many: number): string {
  const selectors = allSelectors(node, system).filter((selector) => isScraped(selector, system))
  const free = ({ matchers, series }: VectorSelector, label: string): boolean => {
    const domain = series?.labels[label]
    const enough = domain !== undefined && (domain.kind !== 'enumerated' || domain.values.length >= many)
    return enough && !matchers.some(({ name, op }) => name === label && op === '=')
  }
  const labels = Object.keys(selectors[0]?.series?.labels ?? {}).filter(
    (label) => !['job', 'instance', 'le', 'quantile'].includes(label),
  )
  return labels.find((label) => selectors.every((one) => free(one, label))) ?? 'instance'
}

function copiesOf({ selector, labels }: Wanted, label: string, system: System, many: number): Wanted[] {
  const own = labels[label]
  const named =
    label === 'instance' ? [] : valuesOf(label, selector, system, new Map()).filter((value) => value !== own)
  const bounded = system.series.get(selector.name)?.labels[label]?.kind === 'enumerated'
  const made = bounded ? [] : Array.from({ length: many }, (_, i) => `${own}-${i + 2}`)
  return [...named, ...made].slice(0, many).map((value) => ({ selector, labels: { ...labels, [label]: value } }))
}
