/** A disk that is full, read-only, or no disk at all: one sentence, exit code 2, and every old file as it was. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeSystem } from '../../support/cli-definitions.ts'
import { filesIn, makeFolder, removeFolder } from '../../support/cli-folder.ts'
import { command, expectRefusal, type Outcome, run, runProgram } from '../../support/cli-run.ts'

const long = 'Connections pile up. '.repeat(10_000).trim()

let folder: string
let definitions: string
/** The same system with more text than the disk has room for. */
let larger: string
let mounted = false
beforeAll(async () => {
  folder = await makeFolder()
  definitions = writeSystem(`${folder}/small`)
  larger = writeSystem(`${folder}/large`, { description: long, steps: ['Look elsewhere.'] })
  mkdirSync(`${folder}/tiny`)
  mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', `${folder}/tiny`]).status === 0
})
afterAll(async () => {
  if (mounted) spawnSync('umount', ['-l', `${folder}/tiny`])
  await removeFolder(folder)
})

const generate = (module: string, out: string): Promise<Outcome> =>
  run(['generate', '--definitions', module, '--out', out], { timeoutMs: 10_000 })

/** The run fails in a sentence, and the folder is byte for byte as it was. */
async function expectUntouched(out: string, says: RegExp, body: () => Promise<Outcome>): Promise<void> {
  const before = filesIn(out)
  expect(Object.keys(before)).toContain('manifest.json')
  expectRefusal(await body(), says)
  expect(filesIn(out)).toEqual(before)
}

describe('a file system of 64 KiB', () => {
  test('that is too small for the new files keeps the old ones', async ({ skip }) => {
    if (!mounted) return skip('mounting is not permitted')
    const out = `${folder}/tiny/out`
    expect((await generate(definitions, out)).code).toBe(0)
    await expectUntouched(out, /cannot write .*: the disk is full; make room, and run again/, () =>
      generate(larger, out),
    )
    expect(await generate(definitions, out)).toMatchObject({ code: 0, stderr: '' })
  })

  test('that is read-only keeps the old ones, and is fine where there is nothing to write', async ({ skip }) => {
    if (!mounted) return skip('mounting is not permitted')
    const out = `${folder}/tiny/out`
    expect(spawnSync('mount', ['-o', 'remount,ro', `${folder}/tiny`]).status).toBe(0)
    try {
      const says = /cannot write .*: it is on a read-only file system; choose another folder with --out/
      await expectUntouched(out, says, () => generate(larger, out))
      expect(await generate(definitions, out)).toMatchObject({ code: 0, stderr: '' })
    } finally {
      spawnSync('mount', ['-o', 'remount,rw', `${folder}/tiny`])
    }
  })
})

test('a limit on the size of files keeps the old ones', async () => {
  const out = `${folder}/limited`
  expect((await generate(definitions, out)).code).toBe(0)
  const words = [...command, 'generate', '--definitions', larger, '--out', out].map((word) => `'${word}'`).join(' ')
  await expectUntouched(out, /cannot write/, () => runProgram(['sh', '-c', `ulimit -f 64; exec ${words}`]))
})

describe.concurrent('out/ where nothing can be written', () => {
  test.each([
    ['below a device', '/dev/null/out', /a file is where a folder should be/],
    ['that is a device', '/dev/null', /a file is where a folder should be/],
  ])('%s', async (_, out, says) => expectRefusal(await generate(definitions, out), says))

  test.each(['/proc', '/sys'])('in %s', async (place) => {
    if (!existsSync(place)) return
    expectRefusal(await generate(definitions, `${place}/plimsoll-test`), /cannot write \/(proc|sys)\/plimsoll-test/)
  })

  test('check of such a folder is refused too', async () => {
    expectRefusal(await run(['check', '--definitions', definitions, '--out', '/dev/null']), /\/dev\/null/)
  })
})
