/** Colour is for terminals only. */
import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeSystem } from '../../support/cli-definitions.ts'
import { makeFolder, removeFolder } from '../../support/cli-folder.ts'
import { command, run, runProgram } from '../../support/cli-run.ts'

const esc = String.fromCharCode(27)
const hasTerminal = spawnSync('script', ['-qec', 'true', '/dev/null']).status === 0

let folder: string
let definitions: string
beforeAll(async () => {
  folder = await makeFolder()
  definitions = writeSystem(folder)
})
afterAll(() => removeFolder(folder))

const argumentsOf = (name: string) => ['generate', '--definitions', definitions, '--out', `${folder}/${name}`]
const onTerminal = (name: string, env: Readonly<Record<string, string | undefined>>) =>
  runProgram(['script', '-qec', [...command, ...argumentsOf(name)].map((word) => `'${word}'`).join(' '), '/dev/null'], {
    env,
  })

describe.concurrent('into a file or a pipe', () => {
  test.each<[string, Readonly<Record<string, string | undefined>>]>([
    ['plain', { NO_COLOR: undefined }],
    ['ci', { NO_COLOR: undefined, CI: 'true' }],
    ['no-color', { NO_COLOR: '1' }],
  ])('no colour: %s', async (name, env) => {
    const { code, stdout, stderr } = await run(argumentsOf(name), { env })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^\+ app\/catalog\.json$/m)
    expect(stdout + stderr).not.toContain(esc)
  })
})

describe.concurrent('on a terminal', () => {
  test.skipIf(!hasTerminal)('colour', async () => {
    const { stdout } = await onTerminal('terminal', { NO_COLOR: undefined })
    expect(stdout).toContain(`${esc}[32m+${esc}[39m app/catalog.json`)
  })

  test.skipIf(!hasTerminal)('none where NO_COLOR is set', async () => {
    const { stdout } = await onTerminal('terminal-no-color', { NO_COLOR: '1' })
    expect(stdout).toMatch(/^\+ app\/catalog\.json\r?$/m)
    expect(stdout).not.toContain(esc)
  })
})
