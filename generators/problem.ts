/** What is wrong with a definition: where, what, and what to do, in one sentence. */
import { relative, sep } from 'node:path'

export interface Problem {
  /** The check that found it, `expr/type` for instance; `npm run explain -- expr/type` tells more. */
  readonly id: string
  readonly system: string
  /** The path of the definition's file. */
  readonly file: string
  /** The definition's name, as it is written in the file. */
  readonly name: string
  readonly message: string
  /** The part of the expression that it is about, under the whole. */
  readonly excerpt?: string
}

/** A path as a reader of the repository knows it: relative to `root`, with slashes. */
export function relativePath(root: string, file: string): string {
  return relative(root, file).split(sep).join('/')
}

export function sortProblems(problems: readonly Problem[]): Problem[] {
  const key = ({ system, file, name, id, message }: Problem) => [system, file, name, id, message].join('\0')
  return [...problems].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
}
