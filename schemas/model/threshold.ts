/** Thresholds: the load lines. Each has a unit, a direction and a reason, and is written down once. */
import { z } from 'zod'
import type { BinaryExpr, ComparisonOp, NumberLiteral } from '../promql/ast.ts'
import { type AnyExpr, type Expr, expression, type KindOf, type LabelsOf, type UnitOf } from '../promql/expr.ts'
import type { NeedsValue, ThresholdUnit } from '../promql/messages.ts'
import { definedIn } from './definition.ts'
import { prose } from './fields.ts'
import type { Quantity } from './quantity.ts'

export const thresholdSchema = z
  .strictObject({
    name: z.string().min(1),
    file: z.string(),
    op: z.enum(['>', '>=', '<', '<=', '==', '!=']),
    value: z.number('a threshold is a number').refine(Number.isFinite, 'a threshold is finite'),
    unit: z.string(),
    why: prose('a threshold says why it is where it is'),
  })
  .refine(({ unit, value }) => unit !== 'ratio' || value >= 0, 'a ratio is not negative')
export type ThresholdData = z.infer<typeof thresholdSchema>

export interface Threshold<out U extends string = string> {
  readonly data: ThresholdData
  /** The value as a quantity, to compute with. */
  readonly value: Quantity<U>
}

/** One direction and one value, and the reason for it. */
export type Line<U extends string> = {
  /** Why the line is where it is; it stands in the rule file and in the documents. */
  readonly why: string
} & (
  | {
      /** Alerts on more: `>`. */
      readonly above: Quantity<U>
    }
  | {
      /** Alerts on as much or more: `>=`. */
      readonly atLeast: Quantity<U>
    }
  | {
      /** Alerts on less: `<`. */
      readonly below: Quantity<U>
    }
  | {
      /** Alerts on as little or less: `<=`. */
      readonly atMost: Quantity<U>
    }
)

const directions = { above: '>', atLeast: '>=', below: '<', atMost: '<=' } as const satisfies Record<
  string,
  ComparisonOp
>
type Direction = keyof typeof directions

type UnitOfLine<T> =
  T extends Readonly<Record<Direction, Quantity<infer U>>>
    ? U
    : T extends { readonly [K in Direction]?: infer Q }
      ? Q extends Quantity<infer U>
        ? U
        : never
      : never

/**
 * Named thresholds: `thresholds({ apiP95: { above: seconds(1), why: 'The editor feels slow.' } })`.
 * Each is a breach *in* its direction: `above` alerts on more, `below` on less.
 */
export function thresholds<const T extends Readonly<Record<string, Line<string>>>>(
  lines: T,
): { readonly [N in keyof T]: Threshold<UnitOfLine<T[N]>> } {
  const file = definedIn()
  return Object.freeze(
    Object.fromEntries(Object.entries(lines).map(([name, line]) => [name, threshold(name, file, line)])),
  ) as { readonly [N in keyof T]: Threshold<UnitOfLine<T[N]>> }
}

function threshold(name: string, file: string, line: Line<string>): Threshold {
  const { why, ...rest } = line
  const [direction, limit] = (Object.entries(rest)[0] ?? ['above', undefined]) as [Direction, Quantity | undefined]
  const val = limit?.node.val ?? Number.NaN
  const unit = limit?.node.unit ?? 'none'
  return Object.freeze({
    data: Object.freeze({ name, file, op: directions[direction], value: val, unit, why }),
    value: expression({ type: 'NumberLiteral', val, unit, threshold: name } satisfies NumberLiteral) as Quantity,
  })
}

type Breaching<E, T> = T extends Threshold<infer U> ? (UnitOf<E> extends U ? T : ThresholdUnit<UnitOf<E>, U>) : T
type Measurable<E> = KindOf<E> extends 'gauge' | 'vector' | 'condition' ? E : NeedsValue<'breaches()', KindOf<E>>

/** The series of an expression that are beyond a threshold: `breaches(errorRatio, limits.apiErrors)` is `… > 0.05`. */
export function breaches<E extends AnyExpr, T extends Threshold>(
  v: Measurable<E>,
  limit: Breaching<E, T>,
): Expr<LabelsOf<E>, UnitOf<E>, 'condition'> {
  const { data, value } = limit as Threshold
  const node: BinaryExpr = { type: 'BinaryExpr', op: data.op, lhs: (v as E).node, rhs: value.node, returnBool: false }
  return expression(node)
}
