/** Tables of alerts on the real promtool: which series make an alert of a system fire, and which leave it silent. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { inFolder } from './folder.ts'
import { promtool } from './promtool.ts'
import { root } from './tsc.ts'

export interface Case {
  readonly story: string
  readonly alert: string
  /** The rule file of the alert, without `.yml`; files of recording rules are read too. */
  readonly file: string
  /** Files of recording rules that it needs; `recording` if left out and there is one. */
  readonly recordings?: readonly string[]
  /** Series in promtool's notation, one sample each minute. */
  readonly series: Readonly<Record<string, string>>
  /** Labels with which it fires at `at`, apart from its own; none if it is silent. */
  readonly fires: readonly Readonly<Record<string, string>>[]
  /** After half an hour if left out. */
  readonly at?: string
}

/** Annotations and the alert's own labels are left to the golden files; promtool compares all of them, so they are asked for by ALERTS. */
function asTest(system: string, { alert, file, recordings, series, fires, at = '30m30s' }: Case): object {
  const rules = join(root, `out/${system}/prometheus/rules`)
  const there = readdirSync(rules).includes('recording.yml') ? ['recording'] : []
  return {
    rule_files: [...new Set([...(recordings ?? there), file])].map((name) => join(rules, `${name}.yml`)),
    evaluation_interval: '1m',
    tests: [
      {
        interval: '1m',
        input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
        promql_expr_test: [
          {
            expr: `count without (severity, team, alertname, alertstate) (ALERTS{alertname="${alert}",alertstate="firing"})`,
            eval_time: at,
            exp_samples: fires.map((labels) => ({
              labels: `{${Object.entries(labels)
                .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
                .join(',')}}`,
              value: 1,
            })),
          },
        ],
      },
    ],
  }
}

/** A test for each row, named by its story. */
export function alertCases(system: string, cases: readonly Case[]): void {
  describe.each(cases)('$alert: $story', (each) => {
    test(each.fires.length > 0 ? 'fires' : 'is silent', async () => {
      const { code, output } = await inFolder({ 'test.yml': stringify(asTest(system, each)) }, (cwd) =>
        promtool(['test', 'rules', 'test.yml'], { cwd }),
      )
      expect(code, output).toBe(0)
    })
  })
}
