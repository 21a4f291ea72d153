/** Definitions that break several rules in several places: all of it at once, and nothing is written. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeModule } from '../../support/cli-definitions.ts'
import { filesIn, makeFolder, put, removeFolder } from '../../support/cli-folder.ts'
import { expectProblems, run } from '../../support/cli-run.ts'

const metrics = [
  "export const opened = v.gauge('connections_opened_total', { help: 'Connections that are open.' })",
  "export const sizes = v.histogram('answer_size', { help: 'Size of an answer.', unit: 'bytes', buckets: [10] })",
  'export const limits = v.thresholds({',
  "  many: { above: v.count(10), why: 'Sized for ten.' },",
  "  idle: { below: v.count(1), why: 'Nobody is there.' },",
  '})',
]
const rules = [
  "import { limits, opened, sizes } from './metrics.ts'",
  "const runbook = { meaning: 'a', impact: 'b', diagnose: ['c'], mitigate: ['d'] }",
  "const rest = { severity: 'warning', owner: 'team', runbook }",
  "const many = v.alert('ManyOpen', { ...rest, when: v.breaches(v.sum(opened), limits.many),",
  "  summary: 'Many are open.', description: () => 'On {{ $externalLabels.host }}.' })",
  "const gone = v.alert('AppGone', { ...rest, when: v.absent(opened), summary: 'It is gone.', description: () => 'Gone.' })",
  "const calm = v.alert('AllCalm', { ...rest, when: v.lt(v.sum(opened), v.count(1)), summary: 'calm', description: () => 'Calm.' })",
  "const open = v.panel.stat('Open', { description: 'Open now.', show: v.query(v.sum(opened), { legend: '{{nope}}' }) })",
  "const main = v.dashboard('main', { title: 'Main', description: 'All of it.', rows: [v.row('All', [open])] })",
  "export const app = v.system('app', { title: 'App', description: 'An app.', retention: v.days(1), thresholds: limits,",
  '  dashboards: [main],',
  "  targets: [v.target('app', { service: 'app', port: 80, exposes: [opened, sizes] })],",
  "  rules: [v.ruleGroup('load', { rules: [many, gone, calm] })] })",
  // the schemas refuse this one, and the checks refuse the other
  "export const shop = v.system('Shop', { title: '', description: 'A shop.', retention: v.days(1), thresholds: {},",
  "  targets: [v.target('shop', { service: 'shop', port: 99999, exposes: [] })], rules: [] })",
  'export const systems = [app, shop]',
]
/** The first line is the import of the vocabulary. */
const lineOf = (lines: readonly string[], text: string): number => lines.findIndex((line) => line.includes(text)) + 2

const expected = [
  ['metrics.ts', lineOf(metrics, 'connections_opened_total'), 'connections_opened_total', 'metric/rules', /_total/],
  ['metrics.ts', lineOf(metrics, 'answer_size'), 'answer_size', 'metric/rules', /answer_size_bytes/],
  ['metrics.ts', lineOf(metrics, 'idle:'), 'idle', 'threshold/used', /use it or remove it/],
  ['index.ts', lineOf(rules, "'ManyOpen'"), 'ManyOpen', 'alert/annotations', /no typed reference; use labels/],
  ['index.ts', lineOf(rules, "'AppGone'"), 'AppGone', 'alert/absent', /needs a for of/],
  ['index.ts', lineOf(rules, "'Open'"), 'main: Open', 'panel/legend', /the legend names the label nope/],
  // its form is wrong, and the rest of its system is checked all the same
  ['index.ts', lineOf(rules, "'AllCalm'"), 'AllCalm', 'alert/schema', /one static sentence that ends in a full stop/],
  ['index.ts', lineOf(rules, "'Shop'"), 'Shop', 'system/schema', /a system is named in lower case with dashes/],
  ['index.ts', lineOf(rules, "'Shop'"), 'Shop', 'system/schema', /title/],
  ['index.ts', lineOf(rules, "'shop'"), 'shop', 'target/schema', /port is between 1 and 65535/],
] as const

let folder: string
let args: string[]
beforeAll(async () => {
  folder = await makeFolder()
  writeModule(folder, 'metrics.ts', ...metrics)
  args = ['--definitions', writeModule(folder, 'index.ts', ...rules), '--out', `${folder}/out`]
  put(folder, 'out/app/catalog.json', 'old')
})
afterAll(() => removeFolder(folder))

describe.concurrent('all problems at once', () => {
  test('each with file, line, name, what to do, and its id; out/ is as it was', async () => {
    const before = filesIn(folder)
    const outcome = await run(['generate', ...args])
    expectProblems(outcome)
    const said = outcome.stderr.trim().split('\n')
    for (const [file, line, name, id, message] of expected) {
      const found = said.filter((text) => text.includes(`/${file}:${line} ${name}: `) && text.endsWith(`[${id}]`))
      expect(found.join('\n'), `${file}:${line} ${name} [${id}]`).toMatch(message)
    }
    expect(said.at(-1)).toBe(`${expected.length} problems; nothing was written`)
    expect(outcome.stdout).toBe('')
    expect(filesIn(folder)).toEqual(before)
  })

  test('as JSON', async () => {
    const { code, stdout, stderr } = await run(['generate', '--json', ...args])
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
    const { problems } = JSON.parse(stdout) as { problems: Record<string, unknown>[] }
    expect(problems).toHaveLength(expected.length)
    for (const [file, line, name, id, message] of expected) {
      expect(problems).toContainEqual(
        expect.objectContaining({
          ...{ line, name, id, system: expect.any(String) },
          file: expect.stringMatching(new RegExp(`/${file}$`)),
          message: expect.stringMatching(message),
        }),
      )
    }
  })

  test('check says the same, and GitHub gets annotations', async () => {
    const { code, stdout, stderr } = await run(['check', ...args], { env: { GITHUB_ACTIONS: 'true' } })
    expect(code).toBe(1)
    expect(stderr).toMatch(/index\.ts:\d+ ManyOpen: .*\[alert\/annotations\]$/m)
    const notes = stdout.split('\n').filter((line) => line.startsWith('::error '))
    expect(notes).toHaveLength(expected.length)
    for (const [file, line, name, id] of expected) {
      const head = new RegExp(`^::error file=[^:,]*/${file},line=${line},title=${id}::${name}: .`)
      expect(notes.filter((note) => head.test(note)).length, `${file}:${line} ${id}`).toBeGreaterThan(0)
    }
    expect(stdout).toMatch(new RegExp(`0 stale, ${expected.length} problems`))
  })
})
