/** `check`: clean, stale, or refused by promtool, which a script stands in for. */
import { chmodSync, cpSync, readFileSync, rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemLines, writeModule, writeSystem } from '../../support/cli-definitions.ts'
import { filesIn, makeFolder, put, removeFolder } from '../../support/cli-folder.ts'
import { type Outcome, run } from '../../support/cli-run.ts'

let folder: string
let definitions: string
let missing: Readonly<Record<string, string>>

/** A program that says what it is, and otherwise does what the text says. */
function script(name: string, text: string): string {
  const version = 'case "$1" in --version) echo "promtool, version 9.8.7 (branch: x)"; exit 0;; esac'
  const file = put(folder, `bin/${name}`, `#!/bin/sh\n${version}\n${text}\n`)
  chmodSync(file, 0o755)
  return file
}

const check = (out: string, env: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Outcome> =>
  run(['check', '--definitions', definitions, '--out', out, ...args], { env })

/** `out/` as it should be, to be spoilt. */
function copy(name: string): string {
  cpSync(`${folder}/out`, `${folder}/${name}`, { recursive: true })
  return `${folder}/${name}`
}

let accepting: Readonly<Record<string, string>>
beforeAll(async () => {
  folder = await makeFolder()
  definitions = writeSystem(folder)
  accepting = { PLIMSOLL_PROMTOOL: script('promtool-yes', 'exit 0') }
  missing = { PATH: `${folder}/nothing`, PLIMSOLL_CACHE: `${folder}/nothing` }
  await run(['generate', '--definitions', definitions, '--out', `${folder}/out`])
})
afterAll(() => removeFolder(folder))

describe.concurrent('in step', () => {
  test('it is clean, says so, and writes nothing', async () => {
    const before = filesIn(folder)
    const { code, stdout, stderr } = await check(`${folder}/out`, accepting)
    expect(stderr).toBe('')
    expect(stdout).toMatch(/^1 system, 7 files, 0 stale, 0 problems, in \d+\.\d\d s, promtool 9\.8\.7\n$/)
    expect(code).toBe(0)
    expect(filesIn(`${folder}/out`)).toMatchObject(
      Object.fromEntries(
        Object.entries(before).flatMap(([path, text]) => (path.startsWith('out/') ? [[path.slice(4), text]] : [])),
      ),
    )
  })

  test('as JSON', async () => {
    const { code, stdout, stderr } = await check(`${folder}/out`, accepting, '--json')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(JSON.parse(stdout)).toMatchObject({
      systems: 1,
      files: 7,
      problems: [],
      drift: { added: [], changed: [], unchanged: 7, removed: [] },
      promtool: { ran: true, version: '9.8.7', findings: [] },
    })
  })
})

describe.concurrent('out of step', () => {
  function spoil(name: string): string {
    const out = copy(name)
    put(out, 'app/docs/alerts.md', 'edited by hand')
    rmSync(`${out}/app/catalog.json`)
    put(out, 'app/old.yml', 'of an earlier run')
    const manifest = JSON.parse(readFileSync(`${out}/manifest.json`, 'utf8')) as { files: Record<string, string> }
    put(
      out,
      'manifest.json',
      JSON.stringify({ ...manifest, files: { ...manifest.files, 'app/old.yml': 'a'.repeat(64) } }),
    )
    return out
  }

  test('a stale, a missing and an extra file are named, with what to do; nothing is repaired', async () => {
    const out = spoil('spoilt')
    const before = filesIn(out)
    const { code, stdout, stderr } = await check(out, accepting)
    expect(code).toBe(1)
    expect(stdout.split('\n').slice(0, 3)).toEqual(['+ app/catalog.json', '~ app/docs/alerts.md', '- app/old.yml'])
    expect(stdout).toMatch(/\b3 stale, 0 problems/)
    expect(stderr).toMatch(/spoilt is not in step with the definitions; run npm run generate and commit/)
    expect(filesIn(out)).toEqual(before)
  })

  test('the same as JSON', async () => {
    const { code, stdout } = await check(spoil('spoilt-json'), accepting, '--json')
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({
      drift: { added: ['app/catalog.json'], changed: ['app/docs/alerts.md'], unchanged: 5, removed: ['app/old.yml'] },
    })
  })

  test('no out/ at all', async () => {
    const { code, stdout } = await check(`${folder}/never`, accepting)
    expect(code).toBe(1)
    expect(stdout).toMatch(/^\+ app\/catalog\.json\n/)
    expect(stdout).toMatch(/\b7 stale/)
  })

  test('a manifest that is missing is named', async () => {
    const out = copy('no-manifest')
    rmSync(`${out}/manifest.json`)
    const { code, stdout, stderr } = await check(out, accepting)
    expect(code).toBe(1)
    expect(`${stdout}${stderr}`).toMatch(/manifest\.json/)
  })

  test.each([[[]], [['--json']]])('a file in the way that no run wrote is named %j', async (args) => {
    const out = copy(`in-the-way${args.length}`)
    put(out, 'app/docs/alerts.md', 'mine')
    const manifest = JSON.parse(readFileSync(`${out}/manifest.json`, 'utf8')) as { files: Record<string, string> }
    const { 'app/docs/alerts.md': _, ...files } = manifest.files
    put(out, 'manifest.json', JSON.stringify({ ...manifest, files }))
    const { code, stdout, stderr } = await check(out, accepting, ...args)
    expect(code).toBe(1)
    expect(`${stdout}${stderr}`).toMatch(/app\/docs\/alerts\.md/)
  })

  test('a file that a person put there is nobody’s business', async () => {
    const out = copy('notes')
    put(out, 'app/notes.txt', 'mine')
    expect(await check(out, accepting)).toMatchObject({ code: 0, stderr: '' })
  })
})

describe.concurrent('promtool', () => {
  test('that is missing is said, and is no failure', async () => {
    const { code, stdout, stderr } = await check(`${folder}/out`, missing)
    expect(stderr).toMatch(/^not run: promtool; install it, or name it in PLIMSOLL_PROMTOOL\n$/)
    expect(stdout).toMatch(/0 stale, 0 problems, in \d+\.\d\d s\n$/)
    expect(code).toBe(0)
  })

  test('that is missing in CI is a failure', async () => {
    const { code, stderr } = await check(`${folder}/out`, { ...missing, CI: 'true' })
    expect(stderr).toMatch(/not run: promtool/)
    expect(code).toBe(2)
  })

  test('that is missing is in the JSON too', async () => {
    const { code, stdout } = await check(`${folder}/out`, missing, '--json')
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ promtool: { ran: false } })
  })

  test('that is named wrongly is an error', async () => {
    const { code, stderr } = await check(`${folder}/out`, { PLIMSOLL_PROMTOOL: `${folder}/nowhere` })
    expect(stderr).toMatch(/^PLIMSOLL_PROMTOOL is set to .*nowhere, which is not an executable file; .*\n$/)
    expect(code).toBe(2)
  })

  test('that refuses a file is quoted', async () => {
    const refusing = { PLIMSOLL_PROMTOOL: script('promtool-no', 'echo "a strange rule in $2" >&2; exit 1') }
    const { code, stdout, stderr } = await check(`${folder}/out`, refusing)
    expect(stderr).toMatch(/promtool check config: a strange rule in config/)
    expect(stderr).toMatch(/promtool check rules: a strange rule in rules/)
    expect(stdout).toMatch(/0 stale, 2 problems/)
    expect(code).toBe(1)
  })
})

describe.concurrent('amtool', () => {
  /** The same system, with somebody who is told of its alerts. */
  const told = [
    "const pulse = v.alert('Watchdog', {",
    "  when: v.always(), severity: 'none', owner: 'team', summary: 'Alerts arrive.', description: () => 'They do.',",
    "  runbook: { meaning: 'm', impact: 'i', diagnose: ['d'], mitigate: ['m'] },",
    '})',
    "const desk = v.receiver('desk', v.email({ to: ['desk@example.org'], from: 'am@example.org', smarthost: 'smtp:587' }))",
    "const routes = [v.route({ severity: 'none' }, v.nobody), v.route({ severity: 'warning' }, desk)]",
    ...systemLines().map((line) =>
      line
        .replace(
          "description: 'An app.',",
          "description: 'An app.', alerting: v.alerting({ routes, otherwise: desk }),",
        )
        .replace('rules: [tooMany]', 'rules: [tooMany, pulse]'),
    ),
    'export const systems = [app]',
  ]
  const checkTold = (env: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Outcome> =>
    run(['check', '--definitions', writeModule(folder, 'told.ts', ...told), '--out', `${folder}/told`, ...args], {
      env,
    })

  test('is asked where there is something for it to read', async () => {
    const amtool = script('amtool-no', 'echo "a strange line in $2" >&2; exit 1')
    const { code, stderr } = await checkTold({ ...accepting, PLIMSOLL_AMTOOL: amtool })
    expect(stderr).toMatch(/^amtool check-config: a strange line in app\/alertmanager\/alertmanager\.yml$/m)
    expect(code).toBe(1)
  })

  test('that is missing is said', async () => {
    const { stderr } = await checkTold({ ...missing, ...accepting })
    expect(stderr).toMatch(/^not run: amtool; install it, or name it in PLIMSOLL_AMTOOL$/m)
    expect(stderr).not.toMatch(/not run: promtool/)
  })

  test('that is missing is in the JSON too', async () => {
    const { stdout } = await checkTold({ ...missing, ...accepting }, '--json')
    expect(JSON.parse(stdout)).toMatchObject({ problems: [], promtool: { ran: true }, amtool: { ran: false } })
  })
})
