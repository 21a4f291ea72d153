/** Every alert and every recording rule of the five systems is proven: promtool runs the tests that are in out/. */
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { systems } from '../../../definitions/index.ts'
import { promtool } from '../../support/promtool.ts'
import { filesIn, type Rule, type RuleFile, type RuleTest, type TestFile } from '../../support/rule-tests.ts'
import { root } from '../../support/system.ts'

const proven = { alerts: 0, fire: 0, silent: 0, resolve: 0, recordings: 0 }

afterAll(() => {
  const { alerts, fire, silent, resolve, recordings } = proven
  console.log(
    `${alerts} alerts: ${fire} fire, ${silent} stay silent, ${resolve} resolve; ${recordings} recording rules record what they should`,
  )
})

describe.concurrent.each(systems.map(({ data }) => data.name))('%s', (name) => {
  const rules = [...filesIn<RuleFile>(root, name, 'rules').values()].flatMap(({ groups }) =>
    groups.flatMap((group) => group.rules),
  )
  const files = filesIn<TestFile>(root, name, 'tests')
  const tests = [...files.values()].flatMap((file) => file.tests)
  const testOf = ({ alert, record }: Rule): RuleTest | undefined => tests.find((one) => one.name === (alert ?? record))

  test('promtool finds every test true', async () => {
    const { output } = await promtool(['test', 'rules', ...files.keys()], {
      cwd: join(root, 'out', name, 'prometheus/tests'),
      timeoutMs: 240_000,
    })
    expect(output).not.toContain('FAILED')
    expect(output.match(/SUCCESS/g)).toHaveLength(files.size)

    const alerts = rules.filter(({ alert }) => alert !== undefined)
    for (const rule of alerts) {
      const seen = testOf(rule)?.alert_rule_test ?? []
      const fires = seen.findIndex(({ exp_alerts }) => exp_alerts.length > 0)
      proven.alerts += 1
      proven.fire += Number(fires !== -1)
      proven.silent += Number(seen.some(({ exp_alerts }, i) => exp_alerts.length === 0 && i < fires))
      proven.resolve += Number(fires !== -1 && seen.at(-1)?.exp_alerts.length === 0)
    }
    proven.recordings += rules.length - alerts.length
  }, 300_000)

  test.each(rules.filter(({ alert }) => alert !== undefined).map((rule) => [rule.alert ?? '', rule] as const))(
    '%s is tested silent, firing, and resolved',
    (_, rule) => {
      const seen = (testOf(rule)?.alert_rule_test ?? []).map(({ exp_alerts }) => exp_alerts.length > 0)
      // what is computed from nothing fires always
      const always = rule.expr === 'vector(1)'
      expect(seen[0], 'at first').toBe(always)
      expect(seen, 'at some time').toContain(true)
      expect(seen.at(-1), 'in the end').toBe(always)
      if (rule.for !== undefined) expect(JSON.stringify(testOf(rule)?.promql_expr_test), 'before').toContain('pending')
    },
  )

  test.each(rules.flatMap((rule) => (rule.record === undefined ? [] : [[rule.record, rule] as const])))(
    '%s is tested with a value',
    (_, rule) => {
      expect(testOf(rule)?.promql_expr_test?.flatMap(({ exp_samples }) => exp_samples).length).toBeGreaterThan(0)
    },
  )

  test('each file of tests loads just the rule files that it needs', () => {
    const recordedIn = filesIn<RuleFile>(root, name, 'rules')
    for (const [file, { rule_files, tests: inFile }] of files) {
      const names = new Set(inFile.map((one) => one.name))
      const needed = needs(
        rules.filter(({ alert, record }) => names.has(alert ?? record ?? '')),
        rules,
      )
      const expected = [...recordedIn].flatMap(([path, { groups }]) =>
        groups.some((group) => group.rules.some((rule) => needed.has(rule.alert ?? rule.record ?? '')))
          ? [`../rules/${path}`]
          : [],
      )
      expect(rule_files, file).toEqual(expected.sort())
    }
  })
})

/** The rules and what they read, by name. */
function needs(own: readonly Rule[], all: readonly Rule[], found = new Set<string>()): Set<string> {
  for (const { alert, record, expr } of own) {
    const name = alert ?? record ?? ''
    if (found.has(name)) continue
    found.add(name)
    const read = all.filter((rule) => rule.record !== undefined && expr.includes(rule.record))
    needs(read, all, found)
  }
  return found
}
