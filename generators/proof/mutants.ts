/** Small mistakes that somebody could make in an expression; a proof is worth what it notices. */
import {
  type BinaryExpr,
  type ComparisonOp,
  isComparison,
  type Matcher,
  type Node,
  type VectorSelector,
  walk,
} from '../../schemas/promql/ast.ts'
import { printLine } from '../../schemas/promql/print.ts'
import { transform } from '../../schemas/promql/transform.ts'

export type Mistake = 'limit' | 'comparison' | 'matcher' | 'label'

export interface Mutant {
  readonly mistake: Mistake
  /** What was changed, for people. */
  readonly what: string
  readonly node: Node
  /** The parts that were changed, as they were; most often one. */
  readonly parts: readonly Node[]
  /** The matcher that was dropped. */
  readonly matcher?: Matcher
  /** The label that was removed from a `by`. */
  readonly label?: string
}

/** Limits a fifth higher and lower, comparisons turned round, matchers dropped, and labels removed from a `by`; one at a time. */
export function mutantsOf(root: Node): readonly Mutant[] {
  const nodes = [...new Set(walk(root))]
  const single = nodes.flatMap((part) =>
    changesOf(part).map(({ to, ...rest }) => ({ ...rest, parts: [part], node: replaced(root, [part], () => to) })),
  )
  return [...single, ...everywhere(root, nodes)]
}

/** A matcher that several selectors have, dropped from all of them. */
function everywhere(root: Node, nodes: readonly Node[]): readonly Mutant[] {
  const selectors = nodes.filter((node): node is VectorSelector => node.type === 'VectorSelector')
  const keyOf = ({ name, op, value }: Matcher): string => JSON.stringify([name, op, value])
  const matchers = new Map(selectors.flatMap((one) => one.matchers).map((matcher) => [keyOf(matcher), matcher]))
  return [...matchers].flatMap(([key, matcher]): Mutant[] => {
    const parts = selectors.filter((one) => one.matchers.some((other) => keyOf(other) === key))
    if (parts.length < 2) return []
    const without = (one: Node): Node =>
      one.type === 'VectorSelector' ? { ...one, matchers: one.matchers.filter((other) => keyOf(other) !== key) } : one
    return [
      { mistake: 'matcher', what: `no ${matcher.name} anywhere`, matcher, parts, node: replaced(root, parts, without) },
    ]
  })
}

type Change = Omit<Mutant, 'node' | 'parts'> & { readonly to: Node }

/** Only where it is that very part; the same part may stand in several places. */
const replaced = (root: Node, parts: readonly Node[], to: (part: Node) => Node): Node =>
  transform(root, (node) => (parts.includes(node) ? to(node) : node))

function changesOf(part: Node): readonly Change[] {
  switch (part.type) {
    case 'BinaryExpr':
      return isComparison(part.op) ? [...limits(part), turnedRound(part, part.op)] : []
    case 'VectorSelector':
      return part.matchers.map((matcher) => ({
        mistake: 'matcher',
        what: `${printLine(part)} without ${matcher.name}`,
        matcher,
        to: { ...part, matchers: part.matchers.filter((one) => one !== matcher) },
      }))
    case 'AggregateExpr':
      return part.without
        ? []
        : part.grouping.map((label) => ({
            mistake: 'label',
            what: `${part.op} by (${part.grouping.join(', ')}) without ${label}`,
            label,
            to: { ...part, grouping: part.grouping.filter((one) => one !== label) },
          }))
    default:
      return []
  }
}

/** A limit of zero is no higher by a fifth. */
function limits(part: BinaryExpr): Change[] {
  const { rhs } = part
  if (rhs.type !== 'NumberLiteral' || rhs.val === 0) return []
  return [1.2, 0.8].map((factor) => {
    const val = Number((rhs.val * factor).toPrecision(12))
    return { mistake: 'limit', what: `${part.op} ${val} in place of ${rhs.val}`, to: { ...part, rhs: { ...rhs, val } } }
  })
}

const opposite: Readonly<Record<ComparisonOp, ComparisonOp>> = {
  '>': '<',
  '<': '>',
  '>=': '<=',
  '<=': '>=',
  '==': '!=',
  '!=': '==',
}

const turnedRound = (part: BinaryExpr, op: ComparisonOp): Change => ({
  mistake: 'comparison',
  what: `${opposite[op]} in place of ${printLine(part)}`,
  to: { ...part, op: opposite[op] },
})
