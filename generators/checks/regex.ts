/** Matchers of PromQL, evaluated here. RE2 and JavaScript agree on what definitions need. */
import type { MatchType } from '../../schemas/promql/ast.ts'

/** Anchored at both ends; undefined where the pattern is invalid. */
export function regexOf(pattern: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${pattern})$`, 's')
  } catch {
    return undefined
  }
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
