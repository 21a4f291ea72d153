/** Every query of every dashboard: what the real promtool says of it, and whether the catalog knows what it asks for. */
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { lintFolder } from '../../../generators/lint/index.ts'
import { pipeline, type Rendered } from '../../../generators/pipeline.ts'
import { selectorsOf } from '../../../schemas/promql/ast.ts'
import { parse } from '../../../schemas/promql/parse/parse.ts'
import { inFolder } from '../../support/folder.ts'
import { lineOf } from '../../support/lint.ts'
import { promtool } from '../../support/promtool.ts'
import { type Asked, queriesOf, withoutVariables } from '../../support/queries.ts'
import { root } from '../../support/tsc.ts'

let rendered: Rendered = { systems: [], files: [], problems: [] }
beforeAll(async () => {
  rendered = await pipeline({ definitions: join(root, 'definitions/index.ts'), root: root.replace(/\/$/, '') })
  expect(rendered.problems).toEqual([])
})

/** The dashboards of a system, by path. */
const dashboardsOf = (system: string) =>
  rendered.files.filter(({ schema, path }) => schema === 'dashboard' && path.startsWith(`${system}/`))

const asked = (system: string): Asked[] =>
  dashboardsOf(system).flatMap(({ path, text }) => queriesOf(path, JSON.parse(text)))

interface Catalog {
  readonly metrics: readonly { readonly name: string; readonly type: string }[]
  readonly recording_rules: readonly { readonly name: string }[]
}

/** Every name that a query may ask for, as the catalog has it. */
function namesIn({ metrics, recording_rules }: Catalog): Set<string> {
  const parts = ({ name, type }: Catalog['metrics'][number]) =>
    type === 'histogram' || type === 'summary' ? ['', '_bucket', '_sum', '_count'].map((part) => name + part) : [name]
  const fromAlerts = ['ALERTS', 'ALERTS_FOR_STATE']
  return new Set([...metrics.flatMap(parts), ...recording_rules.map(({ name }) => name), ...fromAlerts])
}

describe('the dashboards of every system', () => {
  test('are clean', () => {
    for (const { name, series, alerts } of rendered.systems) {
      const dashboards = dashboardsOf(name).map(({ text }) => JSON.parse(text))
      expect(dashboards.length, name).toBeGreaterThan(1)
      const names = new Set(alerts.map(({ data }) => data.name))
      expect(lintFolder(dashboards, { series, alerts: names }).map(lineOf), name).toEqual([])
    }
  })

  test('ask nothing that promtool refuses', async () => {
    const all = rendered.systems.flatMap(({ name }) => asked(name))
    expect(all.length).toBeGreaterThan(20)
    const rules = all.map(({ expr }, i) => ({ record: `query:number:n${i}`, expr: withoutVariables(expr) }))
    const { code, output } = await inFolder(
      { 'rules.yml': JSON.stringify({ groups: [{ name: 'all', rules }] }) },
      (cwd) => promtool(['check', 'rules', '--lint=none', 'rules.yml'], { cwd }),
    )
    const refused = all.filter((_, i) => output.includes(`query:number:n${i}"`))
    expect(code, `${JSON.stringify(refused, null, 2)}\n${output.slice(0, 2000)}`).toBe(0)
    expect(output).toContain(`${rules.length} rules found`)
  })

  test('ask only for what the catalog has', () => {
    for (const { name } of rendered.systems) {
      const file = rendered.files.find(({ path }) => path === `${name}/catalog.json`)
      const known = namesIn(JSON.parse(file?.text ?? '{}') as Catalog)
      for (const { where, expr } of asked(name)) {
        const { node } = parse(withoutVariables(expr))
        const names = node ? selectorsOf(node).map((selector) => selector.name) : []
        expect(names.length, `${where}: ${expr}`).toBeGreaterThan(0)
        expect(
          names.filter((one) => !known.has(one)),
          `${where}: ${expr}`,
        ).toEqual([])
      }
    }
  })
})

test.each([
  ['rate(x[$__rate_interval])', 'rate(x[5m])'],
  ['max_over_time(x[$__range:$__interval])', 'max_over_time(x[5m:5m])'],
  [`topk($limit, x{a=~"$b",c="\${d:regex}"})`, `topk(5, x{a=~"$b",c="\${d:regex}"})`],
  [`x > \${n:raw}`, 'x > 5'],
])('%s without variables is %s', (expr, expected) => {
  expect(withoutVariables(expr)).toBe(expected)
})
