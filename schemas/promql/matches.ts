/** Matchers of PromQL, evaluated here, with RE2's syntax as far as it can be translated. */
import type { MatchType } from './ast.ts'
import { regexProblem, translate } from './parse/regex.ts'

const known = new Map<string, RegExp | undefined>()

/** Anchored at both ends; undefined where Prometheus would refuse the pattern. */
export function regexOf(pattern: string): RegExp | undefined {
  if (!known.has(pattern)) known.set(pattern, regexProblem(pattern) === undefined ? translate(pattern) : undefined)
  return known.get(pattern)
}

/** Whether a label's value satisfies a matcher. */
export function matches(op: MatchType, pattern: string, value: string): boolean {
  switch (op) {
    case '=':
      return value === pattern
    case '!=':
      return value !== pattern
    case '=~':
      return regexOf(pattern)?.test(value) ?? false
    case '!~':
      return !(regexOf(pattern)?.test(value) ?? true)
  }
}
