/** Where the commands start: one script instead of hundreds of modules, made anew whenever a file has changed. */
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { filesIn, makeFolder, removeFolder } from '../support/cli-folder.ts'
import { root, runProgram } from '../support/cli-run.ts'

let folder: string
/** A project of its own, with a cache of its own. */
beforeAll(async () => {
  // a URL escapes what is in this name
  folder = join(await makeFolder(), 'a é %20 b')
  mkdirSync(folder)
  for (const part of ['definitions', 'generators', 'schemas', 'package.json'])
    cpSync(join(root, part), join(folder, part), { recursive: true })
  mkdirSync(join(folder, 'node_modules'))
  for (const name of readdirSync(join(root, 'node_modules')).filter((one) => one !== '.cache'))
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name))
})
afterAll(() => removeFolder(join(folder, '..')))

const cache = (name = '') => join(folder, 'node_modules/.cache/plimsoll', name)
const kept = (ending: string) => readdirSync(cache()).filter((name) => name.endsWith(ending))

const runIn = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  runProgram([process.execPath, join(folder, 'generators/start/index.js'), ...args], { env, cwd: folder })

/** What `generate` writes into a folder that is empty before. */
async function generated(
  env: Readonly<Record<string, string>> = {},
  ...more: readonly string[]
): Promise<Record<string, string>> {
  const out = join(folder, 'generated')
  rmSync(out, { recursive: true, force: true })
  const { code, stderr } = await runIn(['generate', '--out', out, ...more], env)
  expect(stderr).toBe('')
  expect(code).toBe(0)
  return filesIn(out)
}

function change(path: string, from: string, to: string): void {
  const file = join(folder, path)
  const text = readFileSync(file, 'utf8')
  expect(text).toContain(from)
  writeFileSync(file, text.replace(from, to))
}

describe('where nothing has changed', { timeout: 120_000 }, () => {
  const out = () => join(folder, 'out')
  const generate = async (env: Readonly<Record<string, string>> = {}) => {
    const { stdout, stderr } = await runIn(['generate'], env)
    expect(stderr).toBe('')
    return stdout.replace(/ in \d+\.\d\d s/, '')
  }
  const ranAgain = () => {
    const { mtimeMs } = statSync(cache('unchanged.json'))
    return () => statSync(cache('unchanged.json')).mtimeMs !== mtimeMs
  }

  test('nothing is run, and the same is said', async () => {
    rmSync(out(), { recursive: true, force: true })
    expect(await generate()).toMatch(/\d+ written, 0 unchanged, 0 removed,\n$/)
    const [again, ran] = [await generate(), ranAgain()]
    expect(again).toMatch(/^0 written, \d+ unchanged, 0 removed,\n$/)
    expect(await generate()).toBe(again)
    expect(ran()).toBe(false)
    expect(await generate({ CI: 'true' })).toBe(again)
  })

  test('what looks elsewhere than in its files is run each time', async () => {
    const reading = "description: process.env.SAID ?? 'API performance"
    change('definitions/pybase/index.ts', "description: 'API performance", reading)
    const said = () => readFileSync(join(out(), 'pybase/catalog.json'), 'utf8')
    await generate({ SAID: 'One.' })
    await generate({ SAID: 'Another.' })
    expect(said()).toContain('Another.')
    change('definitions/pybase/index.ts', reading, "description: 'API performance")
  })

  test.each([
    [
      'a file that was edited by hand',
      () => writeFileSync(join(out(), 'pybase/docker-compose.yml'), 'services: {}\n'),
      1,
    ],
    ['a file that was deleted', () => rmSync(join(out(), 'pybase/prometheus/prometheus.yml')), '1'],
    ['a template', () => change('generators/outputs/docs/templates/alerts.hbs', '# Alerts', '# All alerts'), '5'],
    ['a definition', () => change('definitions/pybase/thresholds.ts', 'in every session', 'each time'), '[1-9]'],
  ] as const)('%s is noticed', async (_, edit, written) => {
    await generate()
    edit()
    expect(await generate()).toMatch(new RegExp(`(?:^|\\n)${written} written, `))
  })
})

describe('the program as one script', { timeout: 120_000 }, () => {
  let first: Record<string, string>
  test('writes what its source writes, byte for byte', async () => {
    first = await generated()
    // with this, tsx runs the source
    expect(await generated({ PLIMSOLL_WATCHED: '1' })).toEqual(first)
    expect(Object.keys(first).length).toBeGreaterThan(40)
  })

  test('is kept, with what V8 made of it, and is used again', async () => {
    const before = [kept('.cjs'), kept('.v8')]
    expect(before).toMatchObject([{ length: 1 }, { length: 2 }])
    expect(await generated()).toEqual(first)
    expect([kept('.cjs'), kept('.v8')]).toEqual(before)
  })

  test('reads a definition that has changed', async () => {
    change('definitions/pybase/thresholds.ts', 'above: seconds(1)', 'above: seconds(7)')
    const rules = (await generated())['pybase/prometheus/rules/slow-tasks.yml']
    expect(rules).toContain('pybase:http_request_duration_seconds:p95_rate5m > 7')
    change('definitions/pybase/thresholds.ts', 'above: seconds(7)', 'above: seconds(1)')
    expect(await generated()).toEqual(first)
  })

  test('is made anew when a generator has changed, and the one before is gone', async () => {
    const before = kept('.cjs')
    change('generators/outputs/prometheus/limits.ts', 'spareLabels = 2', 'spareLabels = 200')
    expect((await generated())['pybase/prometheus/prometheus.yml']).toContain('label_limit: 205')
    expect(kept('.cjs')).toHaveLength(1)
    expect(kept('.cjs')).not.toEqual(before)
    change('generators/outputs/prometheus/limits.ts', 'spareLabels = 200', 'spareLabels = 2')
    expect(await generated()).toEqual(first)
  })

  test.each(['.cjs', '.v8', '.json'])('is made anew where what was kept is damaged: %s', async (ending) => {
    for (const name of kept(ending)) writeFileSync(cache(name), 'not what it was')
    expect(await generated()).toEqual(first)
  })

  test.each([
    ['missing', (name: string) => rmSync(cache(name))],
    ['empty', (name: string) => writeFileSync(cache(name), '')],
  ])('is made anew where it is %s', async (_, spoil) => {
    for (const name of kept('.cjs')) spoil(name)
    expect(await generated()).toEqual(first)
    expect(kept('.cjs')).toHaveLength(1)
  })

  test('says that a definition is missing, though it was there before', async () => {
    const [from, to] = ['thresholds.ts', 'elsewhere.ts'].map((name) => join(folder, 'definitions/pybase', name)) as [
      string,
      string,
    ]
    renameSync(from, to)
    const { code, stderr } = await runIn(['generate', '--out', join(folder, 'generated')])
    renameSync(to, from)
    expect(stderr).toMatch(/^the definitions cannot be loaded: .*thresholds\.ts/)
    expect(code).toBe(2)
  })

  test('reads what has changed beside the folder of the definitions, too', async () => {
    const only = join(folder, 'elsewhere/index.ts')
    mkdirSync(join(only, '..'), { recursive: true })
    writeFileSync(
      only,
      "export { always } from '../definitions/index.ts'\nimport { pybase } from '../definitions/pybase/index.ts'\nexport const systems = [pybase]\n",
    )
    const p95 = async () =>
      /p95_rate5m > (\d)/.exec(
        (await generated({}, '--definitions', only))['pybase/prometheus/rules/slow-tasks.yml'] ?? '',
      )
    expect((await p95())?.[1]).toBe('1')
    change('definitions/pybase/thresholds.ts', 'above: seconds(1)', 'above: seconds(3)')
    expect((await p95())?.[1]).toBe('3')
    change('definitions/pybase/thresholds.ts', 'above: seconds(3)', 'above: seconds(1)')
  })

  test('keeps definitions frozen, and says where one is not', async () => {
    change(
      'definitions/pybase/index.ts',
      'export const pybase',
      'Object(limits.apiP95.data).value = 9\nexport const pybase',
    )
    const { code, stderr } = await runIn(['generate', '--out', join(folder, 'generated')])
    change('definitions/pybase/index.ts', 'Object(limits.apiP95.data).value = 9\n', '')
    expect(stderr).toMatch(/Cannot assign to read only property 'value'.*definitions\/pybase\/index\.ts/)
    expect(code).toBe(2)
  })

  test('does without a place to keep anything', async () => {
    rmSync(cache(), { recursive: true })
    writeFileSync(cache(), '')
    expect(await generated()).toEqual(first)
  })
})
