/** Fields that several definitions have. */
import { z } from 'zod'
import { type Node, walk } from '../promql/ast.ts'

/** Milliseconds that Prometheus can write: whole and positive. */
export const duration = z
  .number('a duration is a number of seconds, such as minutes(5)')
  .positive('a duration is longer than zero')
  .refine(Number.isInteger, 'a duration is a whole number of milliseconds')

export const labelName = z
  .string()
  .regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/, 'a label name has letters, digits and underscores only')

/** Static labels, as they are attached by configuration. */
export const staticLabels = z.record(
  labelName.refine((name) => !name.startsWith('__'), 'label names that begin with __ are reserved for Prometheus'),
  z.string().min(1, 'an empty label value is the same as no label'),
)

/** A tree made by the expression builders. */
export const node = z.custom<Node>(isTree, 'an expression is made by the builders, or by promql``')

function isTree(value: unknown): boolean {
  try {
    return walk(value as Node).every(({ type }) => typeof type === 'string')
  } catch {
    return false
  }
}

const control = /[\p{Cc}\u2028\u2029\ufeff\ufffe\uffff]/u

/** Prose, for comments and documents as well: no control characters, which YAML refuses. */
export const prose = (missing: string) =>
  z
    .string(missing)
    .regex(/\S/, missing)
    .refine((text) => !control.test(text.replace(/[\n\t]/g, '')), 'it has control characters; remove them')

/** The name of a file or a folder: nothing that could lead elsewhere. */
export const fileName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]*$/i, 'a name for a file has letters, digits, dots and dashes only, and no path')
  .max(100)

/** A record whose keys have a form; the message is of the first key that has not. */
export const recordOf = <V extends z.core.SomeType>(key: RegExp, value: V, message: string) =>
  z.record(z.string().regex(key), value, {
    error: (issue) => (issue.code === 'invalid_key' ? message : undefined),
  })
