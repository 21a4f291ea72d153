/** The project's own definitions give the same bytes everywhere, and nothing of the machine gets into them. */
import { readFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { filesIn, makeFolder, removeFolder } from '../../support/cli-folder.ts'
import { type Outcome, root, run } from '../../support/cli-run.ts'

const abroad = { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', TMPDIR: '/tmp' }

let folder: string
let here: Outcome
let there: Outcome
beforeAll(async () => {
  folder = await makeFolder()
  const [a, b] = await Promise.all([
    run(['generate', '--out', `${folder}/here`], { env: { TZ: 'UTC', LANG: 'C' } }),
    run(['generate', '--out', 'there'], { env: abroad, cwd: folder }),
  ])
  here = a
  there = b
})
afterAll(() => removeFolder(folder))

test('another time zone, language and folder make no difference', () => {
  expect(here).toMatchObject({ code: 0, stderr: '' })
  expect(there).toMatchObject({ code: 0, stderr: '' })
  const files = filesIn(`${folder}/here`)
  expect(Object.keys(files)).toContain('manifest.json')
  expect(filesIn(`${folder}/there`)).toEqual(files)
})

test('no file names a folder of this machine, its host, or the time', () => {
  const today = new Date().toISOString().slice(0, 10)
  // an ordinary word would be found by chance
  const host = hostname().length > 8 ? [hostname()] : []
  for (const [path, text] of Object.entries(filesIn(`${folder}/here`))) {
    for (const found of [folder, root, `${tmpdir()}/`, today, ...host].filter((word) => text.includes(word))) {
      expect.fail(`${path} contains ${found}`)
    }
    expect(text, path).not.toContain('\r')
    expect(text.endsWith('\n'), `${path} ends with a line break`).toBe(true)
  }
})

test('the manifest lists every file with its sum, and nothing else', () => {
  const { files } = JSON.parse(readFileSync(`${folder}/here/manifest.json`, 'utf8')) as { files: object }
  const written = Object.keys(filesIn(`${folder}/here`)).filter((path) => path !== 'manifest.json')
  expect(Object.keys(files)).toEqual(written.sort())
})
