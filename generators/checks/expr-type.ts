import { infer } from '../../schemas/promql/infer.ts'
import { type Check, type Found, foundIn, ofExpressions } from './check.ts'

export const exprType: Check = {
  id: 'expr/type',
  doc: `Finds at load time what the compiler finds in an editor, for definitions that it could not see (JavaScript, casts, text):
a rate of a gauge, a raw counter in a comparison, operands with other labels or units, a quantile without le, a label that was
aggregated away. The sentences are the compiler's own.`,
  run: ofExpressions((expression) => {
    const problems: Found[] = []
    infer(expression.expr, (message, node) => problems.push(foundIn(expression, node, message)))
    return problems
  }),
}
