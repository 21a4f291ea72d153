/**
 * Recording rules: expressions computed once, and used by their name afterwards.
 * Naming: https://prometheus.io/docs/practices/rules/
 */
import { z } from 'zod'
import type { VectorSelector } from '../promql/ast.ts'
import { type Expr, expression } from '../promql/expr.ts'
import { infer } from '../promql/infer.ts'
import type { Series } from '../promql/series.ts'
import { definedIn } from './definition.ts'
import { node, prose } from './fields.ts'

export const recordingSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-zA-Z0-9_]*:[a-zA-Z_][a-zA-Z0-9_]*:[a-zA-Z0-9_]+$/, 'a recording rule is named level:metric:operations'),
  file: z.string(),
  expr: node,
  help: prose('help says what is recorded').regex(/^\S[^\r\n]*$/, 'help is one line'),
})
export type RecordingData = z.infer<typeof recordingSchema>

/** A recorded series: an expression like any metric, with the labels that the rule leaves. */
export interface Recording<out L extends object = object, out U extends string = string> extends Expr<L, U, 'gauge'> {
  readonly kind: 'recording'
  readonly data: RecordingData
}

/**
 * `record('endpoint:http_requests:rate5m', sum(rate(requests, minutes(5)), { by: ['endpoint'] }), { help: '…' })`.
 * The name is checked against the expression: its labels, its metric, and the windows of its functions.
 */
export function record<L extends object, U extends string>(
  name: string,
  expr: Expr<L, U, 'vector' | 'condition' | 'gauge'>,
  definition: { readonly help: string },
): Recording<L, U> {
  const { labels, unit } = infer(expr.node)
  const series: Series = Object.freeze({ name, of: name, labels, unit, kind: 'gauge', recorded: true })
  const selector: VectorSelector = { type: 'VectorSelector', name, matchers: [], series }
  return Object.freeze({
    ...expression<L, U, 'gauge'>(selector),
    kind: 'recording',
    data: Object.freeze({ name, file: definedIn(), expr: expr.node, help: definition.help }),
  }) as Recording<L, U>
}
