import { type Node, walk } from '../../schemas/promql/ast.ts'
import { type Check, foundIn, ofRules } from './check.ts'

export const exprGrafana: Check = {
  id: 'expr/grafana',
  doc: `Grafana's variables and windows ($__rate_interval, $endpoint) exist in dashboards only. Prometheus refuses a rule that has a
window it does not know, and takes a variable in a matcher for the literal text, which selects nothing.`,
  run: ofRules((rule) =>
    walk(rule.expr).flatMap((node) => {
      const name = variableOf(node)
      return name === undefined
        ? []
        : [foundIn(rule, node, `${name} exists in Grafana only; a rule needs a fixed value, such as minutes(5)`)]
    }),
  ),
}

function variableOf(node: Node): string | undefined {
  if (node.type === 'VariableLiteral') return `$${node.name}`
  if (node.type === 'VectorSelector') return node.matchers.find(({ variable }) => variable)?.value
  if (node.type !== 'MatrixSelector' && node.type !== 'SubqueryExpr') return undefined
  const spans = [node.range, node.type === 'SubqueryExpr' ? node.step : undefined]
  return spans.find((span): span is Extract<typeof span, string> => typeof span === 'string')
}
