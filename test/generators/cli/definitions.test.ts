/** Modules of definitions that cannot be used: one sentence, exit code 2, and out/ as it was. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemLines, writeModule } from '../../support/cli-definitions.ts'
import { filesIn, makeFolder, put, removeFolder } from '../../support/cli-folder.ts'
import { expectProblems, expectRefusal, type Outcome, run } from '../../support/cli-run.ts'

let folder: string
beforeAll(async () => {
  folder = await makeFolder()
  put(folder, 'out/app/catalog.json', 'old')
})
afterAll(() => {
  expect(filesIn(`${folder}/out`)).toEqual({ 'app/catalog.json': 'old' })
  return removeFolder(folder)
})

const generate = (definitions: string): Promise<Outcome> =>
  run(['generate', '--definitions', definitions, '--out', `${folder}/out`])

describe.concurrent('a module that', () => {
  test.each<[string, string[], RegExp]>([
    ['throws', ['', "throw new RangeError('no such shop')"], /RangeError: no such shop .*throws\.ts:3\b/],
    ['misuses the vocabulary', ['', 'v.sum(undefined)'], /misuses-the-vocabulary\.ts:3\b/],
    ['is no TypeScript', ['', 'export const systems = ['], /is-no-TypeScript\.ts:\d+/],
    [
      'imports what is not there',
      ["import './gone.ts'"],
      /Cannot find module .*gone\.ts.*imports-what-is-not-there\.ts/,
    ],
    ['throws a text', ["throw 'a text'"], /a text/],
    ['exports no systems', ['export const system = 1'], /exports-no-systems\.ts exports no list named systems/],
    ['exports no list', ['export const systems = { app: 1 }'], /exports no list named systems/],
    [
      'exports one always',
      ['export const systems = [{}]', 'export const always = 7'],
      /exports-one-always\.ts .*always/,
    ],
    ['exports an empty list', ['export const systems = []'], /exports-an-empty-list\.ts lists no system/],
  ])('%s', async (name, lines, says) => {
    const outcome = await generate(writeModule(folder, `${name.replaceAll(' ', '-')}.ts`, ...lines))
    expect(outcome.stdout).toBe('')
    expectRefusal(outcome, says)
  })

  test('does not exist', async () => {
    expectRefusal(await generate(`${folder}/nowhere.ts`), /cannot be loaded: .*nowhere\.ts/)
  })

  test.each<[string, string]>([
    ['null', 'export const systems = [null]'],
    ['an empty object', 'export const systems = [{}]'],
    ['numbers', 'export const systems = [{ data: { name: 5, targets: 6, rules: 7 } }]'],
  ])('lists %s as a system', async (name, line) => {
    const outcome = await generate(writeModule(folder, `lists-${name.replaceAll(' ', '-')}.ts`, line))
    expectProblems(outcome, /\[system\/schema\]/)
  })

  test('has two systems of one name', async () => {
    writeModule(folder, 'a.ts', ...systemLines())
    writeModule(folder, 'b.ts', ...systemLines())
    const outcome = await generate(
      writeModule(
        folder,
        'twice.ts',
        "import { app as a } from './a.ts'",
        "import { app as b } from './b.ts'",
        'export const systems = [a, b]',
      ),
    )
    expectProblems(outcome, /\/b\.ts:\d+ app: two systems are named app; rename one \[system\/duplicate\]/)
  })

  test('names a system, a rule file and an alert so that they would leave out/', async () => {
    const definitions = writeModule(
      folder,
      'evil.ts',
      ...systemLines({ name: '../evil', ruleFile: '../../evil', alert: '../Evil' }),
      'export const systems = [app]',
    )
    expectProblems(await generate(definitions), /\[system\/schema\]/, /\[group\/schema\]/, /\[alert\/schema\]/)
    expect(Object.keys(filesIn(folder)).filter((path) => /evil\.(yml|md|json)$/i.test(path))).toEqual([])
  })
})
