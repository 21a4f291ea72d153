/**
 * What binds to what. The tree of lezer-promql is not to be trusted with that: it reads `a + b[5m:]` as
 * `(a + b)[5m:]` and `-1 ^ 2` as `(-1) ^ 2`. So each run of operands and operators is laid out flat and put together
 * again.
 * Precedence: https://prometheus.io/docs/prometheus/latest/querying/operators/#binary-operator-precedence
 */
import { childrenOf, type Part, type Source, type Tree } from './source.ts'

interface Item {
  readonly kind: 'prefix' | 'operand' | 'postfix' | 'binary'
  readonly tree: Tree
}

/** How the parts are made. */
export interface Builder {
  operand(tree: Tree): Part
  /** `[5m]`, `[1h:]`, `offset 5m`, `@ end()`; `tree` is what the operand and the modifier make together. */
  postfix(operand: Part, tree: Tree): Part
  /** A sign at `from`. */
  prefix(from: number, operand: Part): Part
  binary(lhs: Part, tree: Tree, rhs: Part): Part
}

const precedence: Readonly<Record<string, number>> = {
  Or: 1,
  And: 2,
  Unless: 2,
  Eql: 3,
  Neq: 3,
  Lss: 3,
  Lte: 3,
  Gtr: 3,
  Gte: 3,
  TrimUpper: 3,
  TrimLower: 3,
  Add: 4,
  Sub: 4,
  Mul: 5,
  Div: 5,
  Mod: 5,
  Atan2: 5,
  Pow: 6,
}
/** The only operator that binds to the right, and more tightly than a sign. */
const power = 6

/** Builds an expression with the precedence that Prometheus gives it. */
export function inOrder(source: Source, tree: Tree, builder: Builder): Part {
  const items: Item[] = []
  flatten(source, tree, items)
  let at = 0
  const take = (kind: Item['kind'], least = 0): Item | undefined => {
    const item = items[at]
    if (item?.kind !== kind || (kind === 'binary' && precedenceOf(item.tree) < least)) return undefined
    at += 1
    return item
  }
  const operand = (): Part => {
    const sign = take('prefix')
    if (sign) return builder.prefix(sign.tree.from, expression(power))
    let part = builder.operand((take('operand') as Item).tree)
    for (let next = take('postfix'); next; next = take('postfix')) part = builder.postfix(part, next.tree)
    return part
  }
  const expression = (least: number): Part => {
    let part = operand()
    for (let next = take('binary', least); next; next = take('binary', least)) {
      const own = precedenceOf(next.tree)
      part = builder.binary(part, next.tree, expression(own === power ? own : own + 1))
    }
    return part
  }
  return expression(0)
}

export const operatorOf = (tree: Tree): Tree => tree.firstChild?.nextSibling as Tree
const precedenceOf = (tree: Tree): number => precedence[operatorOf(tree).name] ?? 0

function flatten(source: Source, tree: Tree, items: Item[]): void {
  const [first = tree, ...rest] = childrenOf(tree)
  const last = rest.at(-1) ?? tree
  switch (tree.name) {
    case 'BinaryExpr':
      flatten(source, first, items)
      items.push({ kind: 'binary', tree })
      flatten(source, last, items)
      return
    case 'UnaryExpr':
      items.push({ kind: 'prefix', tree })
      flatten(source, last, items)
      return
    case 'MatrixSelector':
    case 'SubqueryExpr':
    case 'OffsetExpr':
    case 'StepInvariantExpr':
    case 'AnchoredExpr':
    case 'SmoothedExpr':
      flatten(source, first, items)
      items.push({ kind: 'postfix', tree })
      return
    case 'NumberDurationLiteral':
      if (isSigned(source, tree)) items.push({ kind: 'prefix', tree })
  }
  items.push({ kind: 'operand', tree })
}

/** Whether a number of the tree begins with its sign. */
export const isSigned = (source: Source, tree: Tree): boolean => /[-+]/.test(source.text[tree.from] ?? '')
