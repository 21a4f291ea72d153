/** Grafana's variables as typed values. They exist in dashboards only; a rule that holds one is refused. */
import { type Expr, expression, type NoLabels } from './expr.ts'
import type { Match } from './select.ts'

/**
 * The values that a dashboard's variable has at the moment, one or many:
 * `select(requests, { endpoint: variable('endpoint') })` is `http_requests_total{endpoint=~"$endpoint"}`.
 */
export function variable(name: string): Match<never> {
  return Object.freeze({ op: '=~', value: `$${name}`, variable: true, names: [] })
}

/** A number that a dashboard's variable holds: `topk($limit, v)`. */
export function numberVariable<const U extends string = 'none'>(
  name: string,
  unit: U = 'none' as U,
): Expr<NoLabels, U, 'scalar'> {
  return expression({ type: 'VariableLiteral', name, unit })
}
