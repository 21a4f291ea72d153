import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { manifestFile, readManifest, sha256 } from '../../../generators/write/manifest.ts'
import { filesIn, put, withFolder } from '../../support/cli-folder.ts'
import { refusal, write } from '../../support/cli-write.ts'

const sum = sha256('x')
const listing = (path: string): string => JSON.stringify({ version: 1, files: { 'app/a.yml': sum, [path]: sum } })

test('where there is none, nothing is known', () =>
  withFolder((folder) => expect(readManifest(join(folder, 'out'))).toEqual({})))

test('what was written is read again, in order', () =>
  withFolder((folder) => {
    const files = { 'shop/b.yml': sum, 'app/a.yml': sha256('y') }
    put(folder, 'manifest.json', manifestFile(files).text)
    expect(readManifest(folder)).toEqual(files)
    expect(Object.keys(readManifest(folder))).toEqual(['app/a.yml', 'shop/b.yml'])
  }))

test('the order in which files are given makes no difference', () =>
  expect(manifestFile({ b: sum, a: sum }).text).toBe(manifestFile({ a: sum, b: sum }).text))

describe('a manifest that is none of ours is refused, and deletes nothing', () => {
  test.each([
    ['empty', ''],
    ['cut off', '{ "version": 1, "files": { "app/a.y'],
    ['a conflict of a merge', `<<<<<<< HEAD\n${listing('app/b.yml')}\n=======\n`],
    ['null', 'null'],
    ['a number', '7'],
    ['a list', '[]'],
    ['without files', '{ "version": 1 }'],
    ['with files that are null', '{ "version": 1, "files": null }'],
    ['with sums that are numbers', '{ "version": 1, "files": { "app/a.yml": 1 } }'],
    ['of a web app', '{ "name": "Shop", "icons": [] }'],
    ['of a bundler, which lists addresses', '{ "version": 1, "files": { "app/a.yml": "/static/a.yml" } }'],
    ['with a list of files', '{ "version": 1, "files": ["app/a.yml"] }'],
    ['of a later release', `{ "version": 2, "files": { "app/a.yml": "${sum}" } }`],
  ])('%s', (_, text) =>
    withFolder((folder) => {
      put(folder, 'manifest.json', text)
      put(folder, 'app/a.yml', 'mine')
      const before = filesIn(folder)
      expect(refusal(() => readManifest(folder))).toMatch(/manifest\.json is no manifest of Plimsoll; restore/)
      refusal(() => write(folder, { 'shop/b.yml': 'b' }))
      expect(filesIn(folder)).toEqual(before)
    }),
  )
})

describe('a manifest that names what is outside is refused, and deletes nothing', () => {
  test.each(['../x', '/etc/passwd', 'a//b', '', 'a/', 'a\0b', 'a\\b', '..', 'app/../../x', '.git/config'])(
    '%j',
    (path) =>
      withFolder((folder) => {
        put(folder, 'x', 'mine')
        put(folder, 'out/app/a.yml', 'x')
        put(folder, 'out/manifest.json', listing(path))
        const before = filesIn(folder)
        expect(refusal(() => write(join(folder, 'out'), { 'shop/b.yml': 'b' }))).toContain(JSON.stringify(path))
        expect(filesIn(folder)).toEqual(before)
        expect(existsSync('/etc/passwd')).toBe(true)
      }),
  )
})

test('a manifest that lists itself does not remove itself', () =>
  withFolder((folder) => {
    put(folder, 'manifest.json', listing('manifest.json'))
    write(folder, { 'app/b.yml': 'b' })
    expect(Object.keys(readManifest(folder))).toEqual(['app/b.yml'])
  }))
