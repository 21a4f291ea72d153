/** Rows of tables about the lint of dashboards: what is changed in a good one, and everything that is found then. */
import { type Finding, lintDashboard } from '../../generators/lint/index.ts'
import { type Change, context, goodDashboard } from './dashboard.ts'

export interface LintCase {
  /** The rule that the row is about. */
  readonly rule: string
  readonly name: string
  readonly changes: readonly Change[]
  /** Of all rules, not only the one that the row is about. */
  readonly finds: readonly string[]
}

export const lineOf = ({ id, where, message }: Finding): string => `${id} ${where}: ${message}`

export const linesOf = (changes: readonly Change[]): string[] =>
  lintDashboard(goodDashboard(...changes), context).map(lineOf)
