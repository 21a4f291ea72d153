/** A call of a function of PromQL; its type is given by the builder that makes it. */
import type { StringLiteral } from './ast.ts'
import { expression, nodeOf, type Operand } from './expr.ts'

export const call = (func: string, ...args: readonly unknown[]): never =>
  expression({ type: 'Call', func, args: args.map((arg) => nodeOf(arg as Operand)) }) as never

/** A string as an argument. */
export const text = (val: string) => ({ node: { type: 'StringLiteral', val } satisfies StringLiteral })
