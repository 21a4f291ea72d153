/** What a check is: an id, what it is for, and a function from a system to what is wrong with it. */
import { type Node, walk } from '../../schemas/promql/ast.ts'
import { printLine } from '../../schemas/promql/print.ts'
import { escapeRegex } from '../../schemas/promql/select.ts'
import type { Expression, ResolvedGroup, ResolvedRule, System } from '../load/system.ts'
import type { Problem } from '../problem.ts'

export interface Check {
  readonly id: string
  /** A paragraph for the user: what it finds, why that matters, where the rule comes from. */
  readonly doc: string
  readonly run: (system: System) => readonly Found[]
}

/** A problem without what is the same for all problems of a check. */
export type Found = Pick<Problem, 'file' | 'name' | 'message' | 'excerpt'>

export const found = (data: { readonly file: string; readonly name: string }, message: string): Found => ({
  file: data.file,
  name: data.name,
  message,
})

/** A problem of a part of an expression, with a caret under it. */
export function foundIn({ data, expr }: Expression, part: Node, message: string): Found {
  return { ...found(data, message), excerpt: pointAt(expr, part) }
}

/** The expression on one line, and a line with carets under the part. */
function pointAt(whole: Node, part: Node): string {
  const line = printLine(whole)
  const text = printLine(part)
  const alike = walk(whole).filter((node) => printLine(node) === text)
  const places = [...line.matchAll(new RegExp(`(?<![\\w:])${escapeRegex(text)}(?![\\w:])`, 'g'))].map(
    ({ index }) => index,
  )
  const from = places[Math.min(alike.indexOf(part), places.length - 1)]
  return from === undefined || whole === part ? line : `${line}\n${' '.repeat(from)}${'^'.repeat(text.length)}`
}

/** Every rule of a system, with its group. */
export function rulesOf(
  system: System,
): { readonly rule: ResolvedRule; readonly group: ResolvedGroup; readonly index: number }[] {
  return system.groups.flatMap((group) => group.rules.map((rule, index) => ({ rule, group, index })))
}

/** A check of each rule by itself. */
export function ofRules(check: (rule: ResolvedRule, system: System) => readonly Found[]): Check['run'] {
  return (system) => rulesOf(system).flatMap(({ rule }) => check(rule, system))
}

/** A check of each expression by itself, whether a rule or a panel has it. */
export function ofExpressions(check: (expression: Expression, system: System) => readonly Found[]): Check['run'] {
  return (system) =>
    [
      ...rulesOf(system).map(({ rule }) => rule),
      ...system.dashboards.flatMap(({ queries }) => queries),
      ...(system.restarts ? [system.restarts] : []),
    ].flatMap((expression) => check(expression, system))
}
