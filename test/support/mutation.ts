/** Rule files with one small mistake each, and whether the generated tests notice it. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse as parseYaml, stringify } from 'yaml'
import type { OutputFile } from '../../generators/outputs/file.ts'
import { type Mistake, mutantsOf } from '../../generators/proof/mutants.ts'
import { formatDuration, parseDuration } from '../../schemas/model/duration.ts'
import { type Node, selectorsOf } from '../../schemas/promql/ast.ts'
import { parse } from '../../schemas/promql/parse/parse.ts'
import { print } from '../../schemas/promql/print.ts'
import { promtool } from './promtool.ts'
import type { Rule, RuleFile, TestFile } from './rule-tests.ts'

export interface Mutation {
  readonly alert: string
  readonly mistake: Mistake | 'for'
  readonly what: string
  readonly files: Readonly<Record<string, string>>
}

/** All mutations of every alert that the files define; each is its rule, what it reads, and its own test, as files below a folder. */
export function mutationsOf(files: readonly OutputFile[]): Mutation[] {
  const rules = files
    .filter(({ path }) => path.includes('/rules/'))
    .flatMap(({ text }) => (parseYaml(text) as RuleFile).groups)
  const recordings = rules.flatMap((group) => group.rules).filter(({ record }) => record !== undefined)
  const tests = files.filter(({ path }) => path.includes('/tests/')).map(({ text }) => parseYaml(text) as TestFile)
  return rules.flatMap((group) =>
    group.rules
      .filter(({ alert }) => alert !== undefined)
      .flatMap((rule) =>
        changed(rule).map(({ rule: mutant, ...change }) => ({
          ...change,
          alert: rule.alert ?? '',
          files: filesOf(mutant, recordings, tests),
        })),
      ),
  )
}

interface Change {
  readonly mistake: Mistake | 'for'
  readonly what: string
  readonly rule: Rule
}

function changed(rule: Rule): Change[] {
  const wait = parseDuration(rule.for ?? '')
  const waits = wait === undefined ? [] : [1.2, 0.8].map((factor) => formatDuration(Math.round(wait * factor)))
  return [
    ...mutantsOf(treeOf(rule)).map(({ mistake, what, node }) => ({
      mistake,
      what,
      rule: { ...rule, expr: print(node) },
    })),
    ...waits.map((to) => ({
      mistake: 'for' as const,
      what: `for ${to} in place of ${rule.for}`,
      rule: { ...rule, for: to },
    })),
  ]
}

function treeOf({ expr }: Rule): Node {
  const parsed = parse(expr)
  if (!('node' in parsed) || !parsed.node) throw new Error(`${expr} cannot be read`)
  return parsed.node
}

function filesOf(rule: Rule, recordings: readonly Rule[], tests: readonly TestFile[]): Record<string, string> {
  const reads = recordings.filter((one) => needed(rule, recordings).has(one.record ?? ''))
  const file = tests.find((one) => one.tests.some(({ name }) => name === rule.alert))
  if (!file) throw new Error(`${rule.alert} has no test`)
  const groups = [...(reads.length > 0 ? [{ name: 'reads', rules: reads }] : []), { name: 'own', rules: [rule] }]
  const test = {
    ...file,
    rule_files: ['rules.yml'],
    group_eval_order: groups.map(({ name }) => name),
    tests: file.tests.filter(({ name }) => name === rule.alert),
  }
  return { 'rules.yml': stringify({ groups }), 'test.yml': stringify(test) }
}

function needed(rule: Rule, recordings: readonly Rule[], found = new Set<string>()): Set<string> {
  for (const { name } of selectorsOf(treeOf(rule))) {
    const recording = recordings.find(({ record }) => record === name)
    if (!recording || found.has(name)) continue
    found.add(name)
    needed(recording, recordings, found)
  }
  return found
}

/** The mutations that no test notices. Files that are the same are judged once. */
export async function survivors(folder: string, mutations: readonly Mutation[]): Promise<Mutation[]> {
  const keyOf = ({ files }: Mutation): string => JSON.stringify(files)
  const distinct = [...new Map(mutations.map((one) => [keyOf(one), one])).values()]
  const alive = await judged(folder, distinct)
  const keys = new Set(alive.map(keyOf))
  return mutations.filter((one) => keys.has(keyOf(one)))
}

/** As many as promtool judges in one go. */
const portion = 40

async function judged(folder: string, mutations: readonly Mutation[]): Promise<Mutation[]> {
  if (mutations.length > portion)
    return [...(await judged(folder, mutations.slice(0, portion))), ...(await judged(folder, mutations.slice(portion)))]
  mutations.forEach(({ files }, i) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(folder, String(i)), { recursive: true })
      writeFileSync(join(folder, String(i), path), text)
    }
  })
  const { output } = await promtool(['test', 'rules', ...mutations.map((_, i) => `${i}/test.yml`)], {
    cwd: folder,
    timeoutMs: 300_000,
  })
  const verdicts = output.split(/^Unit Testing: +/m).slice(1)
  if (verdicts.length !== mutations.length)
    throw new Error(`promtool judged ${verdicts.length} of ${mutations.length} files:\n${output}`)
  return mutations.filter((_, i) =>
    verdicts.some((text) => text.startsWith(`${i}/test.yml`) && /^\s*SUCCESS/m.test(text)),
  )
}
