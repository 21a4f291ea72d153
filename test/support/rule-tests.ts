/** Rule files and their unit tests, as they are written to out/. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

export interface Rule {
  readonly alert?: string
  readonly record?: string
  readonly expr: string
  readonly for?: string
}
export interface RuleFile {
  readonly groups: readonly { readonly name: string; readonly rules: readonly Rule[] }[]
}
export interface RuleTest {
  readonly name: string
  readonly alert_rule_test?: readonly { readonly eval_time: string; readonly exp_alerts: readonly unknown[] }[]
  readonly promql_expr_test?: readonly { readonly exp_samples: readonly { readonly labels: string }[] }[]
}
export interface TestFile {
  readonly rule_files: readonly string[]
  readonly tests: readonly RuleTest[]
}

/** The files of a folder of a system, `rules` or `tests`, by their names. */
export function filesIn<T>(root: string, system: string, folder: 'rules' | 'tests'): ReadonlyMap<string, T> {
  const path = join(root, 'out', system, 'prometheus', folder)
  return new Map(readdirSync(path).map((name) => [name, parse(readFileSync(join(path, name), 'utf8')) as T]))
}
