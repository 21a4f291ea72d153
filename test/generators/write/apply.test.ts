import { mkdirSync, readFileSync, rmSync, statSync, unlinkSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { apply } from '../../../generators/write/apply.ts'
import { filesIn, foldersIn, put, withFolder } from '../../support/cli-folder.ts'
import { planned, refusal, summaryOf, write } from '../../support/cli-write.ts'

const first = { 'app/docs/alerts.md': 'alerts', 'app/rules/load.yml': 'rules', 'shop/catalog.json': '{}' }
const manifestIn = (out: string): Record<string, string> =>
  (JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as { files: Record<string, string> }).files

/** Runs the body with `out/` as the first run left it. */
const afterFirst = (body: (out: string) => void): Promise<void> =>
  withFolder((folder) => {
    const out = join(folder, 'out')
    write(out, first)
    body(out)
  })

describe('the first run', () => {
  test('writes every file, and a manifest that lists them in order', () =>
    afterFirst((out) => {
      const { 'manifest.json': manifest, ...rest } = filesIn(out)
      expect(rest).toEqual(first)
      expect(JSON.parse(manifest ?? '')).toMatchObject({ version: 1 })
      expect(Object.keys(manifestIn(out))).toEqual(Object.keys(first).sort())
      expect(manifestIn(out)['app/rules/load.yml']).toMatch(/^[0-9a-f]{64}$/)
    }))

  test('makes the folders above out/', () =>
    withFolder((folder) => {
      const out = join(folder, 'srv', 'monitoring', 'out')
      write(out, { 'app/a.yml': 'a' })
      expect(readFileSync(join(out, 'app/a.yml'), 'utf8')).toBe('a')
    }))
})

describe('a later run', () => {
  test('touches no file that is as it should be, nor the manifest', () =>
    afterFirst((out) => {
      const paths = [...Object.keys(first), 'manifest.json'].map((path) => join(out, path))
      for (const path of paths) utimesSync(path, 1_000_000, 1_000_000)
      const before = paths.map((path) => statSync(path))
      expect(summaryOf(write(out, first))).toMatchObject({
        added: [],
        changed: [],
        removed: [],
        manifestChanged: false,
      })
      for (const [i, path] of paths.entries()) {
        expect(statSync(path)).toMatchObject({ ino: before[i]?.ino, mtimeMs: before[i]?.mtimeMs })
      }
    }))

  test('replaces a changed file by renaming a new one over it, and leaves no temporary file', () =>
    afterFirst((out) => {
      const file = join(out, 'app/rules/load.yml')
      const before = statSync(file)
      expect(summaryOf(write(out, { ...first, 'app/rules/load.yml': 'new' }))).toMatchObject({
        added: [],
        changed: ['app/rules/load.yml'],
        removed: [],
      })
      expect(statSync(file).ino).not.toBe(before.ino)
      const { 'manifest.json': _, ...rest } = filesIn(out)
      expect(rest).toEqual({ ...first, 'app/rules/load.yml': 'new' })
    }))

  test('removes what is generated no more, and the folders that this leaves empty', () =>
    afterFirst((out) => {
      expect(summaryOf(write(out, { 'shop/catalog.json': '{}' })).removed).toEqual([
        'app/docs/alerts.md',
        'app/rules/load.yml',
      ])
      expect(Object.keys(filesIn(out))).toEqual(['manifest.json', 'shop/catalog.json'])
      expect(foldersIn(out)).toEqual(['shop'])
    }))

  test('never removes what a person put there, nor the folder that it is in', () =>
    afterFirst((out) => {
      put(out, 'app/docs/notes.txt', 'mine')
      put(out, '.gitkeep', '')
      write(out, { 'shop/catalog.json': '{}' })
      expect(filesIn(out)).toMatchObject({ 'app/docs/notes.txt': 'mine', '.gitkeep': '' })
      expect(foldersIn(out)).toEqual(['app', 'app/docs', 'shop'])
    }))

  test('repairs a file that was deleted by hand', () =>
    afterFirst((out) => {
      unlinkSync(join(out, 'shop/catalog.json'))
      expect(summaryOf(write(out, first)).added).toEqual(['shop/catalog.json'])
      expect(filesIn(out)).toMatchObject(first)
    }))

  test('adopts files that are right already where the manifest was lost', () =>
    afterFirst((out) => {
      rmSync(join(out, 'manifest.json'))
      expect(summaryOf(write(out, first))).toMatchObject({ added: [], changed: [], foreign: [], manifestChanged: true })
      expect(Object.keys(manifestIn(out))).toEqual(Object.keys(first).sort())
    }))

  test('takes a file that vanished since it was planned as removed', () =>
    afterFirst((out) => {
      const todo = planned(out, { 'shop/catalog.json': '{}' })
      unlinkSync(join(out, 'app/rules/load.yml'))
      apply(todo)
      expect(Object.keys(manifestIn(out))).toEqual(['shop/catalog.json'])
    }))

  test('has nothing to do again where a text holds half a surrogate pair, which UTF-8 cannot write', () =>
    afterFirst((out) => {
      const odd = { 'app/a.md': 'half \ud800 of a pair' }
      write(out, odd)
      expect(summaryOf(planned(out, odd))).toMatchObject({ changed: [], manifestChanged: false })
    }))
})

describe('a run for one system', () => {
  test('leaves the files of the others, and their lines in the manifest', () =>
    afterFirst((out) => {
      const before = manifestIn(out)
      expect(summaryOf(write(out, { 'app/docs/alerts.md': 'changed' }, ['app']))).toMatchObject({
        changed: ['app/docs/alerts.md'],
        removed: ['app/rules/load.yml'],
      })
      expect(Object.keys(manifestIn(out))).toEqual(['app/docs/alerts.md', 'shop/catalog.json'])
      expect(manifestIn(out)['shop/catalog.json']).toBe(before['shop/catalog.json'])
      expect(filesIn(out)['shop/catalog.json']).toBe('{}')
    }))
})

describe('a run that fails half-way', () => {
  test('keeps the old manifest, since the new one comes last', () =>
    afterFirst((out) => {
      const before = filesIn(out)
      const todo = planned(out, { 'app/docs/alerts.md': 'new', 'app/rules/load.yml': 'new', 'shop/new.json': '{}' })
      rmSync(join(out, 'app/rules/load.yml'))
      mkdirSync(join(out, 'app/rules/load.yml'))
      refusal(() => apply(todo))
      const after = filesIn(out)
      expect(after['manifest.json']).toBe(before['manifest.json'])
      expect(after['shop/catalog.json']).toBe('{}')
      expect(Object.keys(after).filter((path) => path.endsWith('.tmp'))).toEqual([])
    }))

  test('names the folder that is in the way, not the temporary file', () =>
    afterFirst((out) => {
      const todo = planned(out, { ...first, 'app/rules/load.yml': 'new' })
      rmSync(join(out, 'app/rules/load.yml'))
      mkdirSync(join(out, 'app/rules/load.yml'))
      expect(refusal(() => apply(todo))).toMatch(/app\/rules\/load\.yml: a folder is where a file should be/)
    }))

  test('can be run again, and then all is well', () =>
    afterFirst((out) => {
      const next = { 'app/docs/alerts.md': 'new', 'app/rules/load.yml': 'new' }
      const todo = planned(out, next)
      rmSync(join(out, 'app/rules/load.yml'))
      mkdirSync(join(out, 'app/rules/load.yml'))
      refusal(() => apply(todo))
      rmSync(join(out, 'app/rules/load.yml'), { recursive: true })
      write(out, next)
      const { 'manifest.json': _, ...rest } = filesIn(out)
      expect(rest).toEqual(next)
    }))

  test('leaves the temporary file of another run alone', () =>
    afterFirst((out) => {
      const before = filesIn(out)
      put(out, `app/rules/load.yml.${process.pid}.tmp`, 'of another run')
      expect(refusal(() => write(out, { ...first, 'app/docs/alerts.md': 'new', 'app/rules/load.yml': 'new' }))).toMatch(
        /another run/,
      )
      expect(filesIn(out)).toEqual({ ...before, [`app/rules/load.yml.${process.pid}.tmp`]: 'of another run' })
    }))
})
