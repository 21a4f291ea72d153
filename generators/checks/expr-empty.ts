import { isComparison, type Node, walk } from '../../schemas/promql/ast.ts'
import { infer } from '../../schemas/promql/infer.ts'
import { type Check, foundIn, ofExpressions } from './check.ts'

export const exprEmpty: Check = {
  id: 'expr/empty',
  doc: `The count or the sum of series that a comparison lets through is not 0 when none is left: it is nothing, and nothing is less
than no number. "Fewer than two are up" then never fires when all are down. Compare with bool, which gives 0 and 1.`,
  run: ofExpressions((expression) =>
    walk(expression.expr).flatMap((node) => {
      if (node.type !== 'BinaryExpr' || !isComparison(node.op) || !/^(<|<=|==)$/.test(node.op) || !isFiltered(node.lhs))
        return []
      return [
        foundIn(
          expression,
          node,
          'is empty when no series is left, and then does not fire; count with { bool: true }, so that there is a 0',
        ),
      ]
    }),
  ),
}

const isFiltered = (node: Node): boolean =>
  node.type === 'AggregateExpr' && (node.op === 'count' || node.op === 'sum') && infer(node.expr).kind === 'condition'
