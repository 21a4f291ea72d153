/** Fields that several definitions have. */
import { z } from 'zod'
import { type Node, walk } from '../promql/ast.ts'
import { holdsUser } from './secret.ts'

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

/** What is wrong with a URL that everybody may read, and that is to stay one in YAML, in Markdown and in templates. */
function urlProblem(url: string): string | undefined {
  if (holdsUser(url)) return 'a URL holds no user and no password; give them by file'
  if (url.includes('{{')) return 'it holds a template; write plain text'
  if (/[\s\p{Cc}"'`<>\\|]/u.test(url)) return 'a URL has no spaces, quotes or brackets; write them as %20, %22, %3C'
  return undefined
}

const url = (missing: string, isOne: (text: string) => boolean) =>
  z.string(missing).superRefine((text, context) => {
    const problem = isOne(text) ? urlProblem(text) : missing
    if (problem !== undefined) context.addIssue(problem)
  })

/** A URL of the Web that everybody may read: it ends up in annotations, documents and messages. */
export const publicUrl = (missing: string) =>
  url(missing, (text) => /^https?:\/\/[^/]/.test(text) && (URL.canParse(text) || holdsUser(text)))

/** What a probe asks: a URL of any kind, `host:port`, or a host. */
export const probedUrl = (missing: string) => url(missing, (text) => text !== '')

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
