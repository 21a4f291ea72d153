/** What holds for any files, whatever was there before. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { filesIn, foldersIn, put, withFolder } from '../../support/cli-folder.ts'
import { type Files, planned, summaryOf, write } from '../../support/cli-write.ts'

/** Folders have no dot and files have one, so that no file is where another path has a folder. */
const folder = fc.constantFrom('app', 'shop', 'docs', 'rules')
const path = fc
  .tuple(fc.array(folder, { minLength: 1, maxLength: 3 }), fc.constantFrom('a.yml', 'b.md', 'c.json'))
  .map(([folders, name]) => [...folders, name].join('/'))
const text = fc.oneof(
  fc.constantFrom('', '\n', '\ufeffbom', 'a\r\nb', 'caf\u00e9 \u{1f6a2}'),
  fc.string({ unit: 'binary' }),
)
const files: fc.Arbitrary<Files> = fc.dictionary(path, text, { maxKeys: 10 })
const foreign: fc.Arbitrary<Files> = fc.dictionary(
  path.map((file) => `${file}.mine`),
  text,
  { maxKeys: 4 },
)

const utf8 = (set: Files): Files =>
  Object.fromEntries(Object.entries(set).map(([name, value]) => [name, Buffer.from(value).toString('latin1')]))

/** Each example in a folder of its own, which is removed. */
function law<T>(arbitrary: fc.Arbitrary<T>, body: (out: string, example: T) => void): Promise<void> {
  return withFolder((parent) => {
    let n = 0
    fc.assert(
      fc.property(arbitrary, (example) => {
        n += 1
        const out = join(parent, String(n))
        body(out, example)
        rmSync(out, { recursive: true, force: true })
      }),
      { numRuns: 80 },
    )
  })
}
const two = fc.tuple(files, files)

test('after a run there is nothing to do', () =>
  law(two, (out, [before, now]) => {
    write(out, before)
    write(out, now)
    const paths = Object.keys(now)
    expect(summaryOf(planned(out, now))).toEqual({
      added: [],
      changed: [],
      unchanged: paths,
      removed: [],
      foreign: [],
      manifestChanged: false,
    })
  }))

test('one set after another leaves just the second, and what people put there', () =>
  law(fc.tuple(files, files, foreign), (out, [before, now, theirs]) => {
    write(out, before)
    for (const [name, value] of Object.entries(theirs)) put(out, name, value)
    write(out, now)
    const { 'manifest.json': _, ...rest } = filesIn(out)
    expect(rest).toEqual({ ...utf8(theirs), ...utf8(now) })
  }))

test('the way to a set makes no difference to the bytes, the manifest included', () =>
  law(two, (out, [before, now]) => {
    write(join(out, 'direct'), now)
    write(join(out, 'detour'), before)
    write(join(out, 'detour'), now)
    expect(filesIn(join(out, 'detour'))).toEqual(filesIn(join(out, 'direct')))
    expect(foldersIn(join(out, 'detour'))).toEqual(foldersIn(join(out, 'direct')))
  }))

test('a run for one system changes nothing of the others', () =>
  law(two, (out, [before, now]) => {
    const isApp = ([name]: [string, string]) => name.startsWith('app/')
    write(out, before)
    write(out, Object.fromEntries(Object.entries(now).filter(isApp)), ['app'])
    const expected = Object.fromEntries([
      ...Object.entries(before).filter((entry) => !isApp(entry)),
      ...Object.entries(now).filter(isApp),
    ])
    const { 'manifest.json': _, ...rest } = filesIn(out)
    expect(rest).toEqual(utf8(expected))
    expect(summaryOf(planned(out, expected))).toMatchObject({ added: [], changed: [], manifestChanged: false })
  }))

test('what is planned is what is done', () =>
  law(two, (out, [before, now]) => {
    write(out, before)
    const { added, changed, removed } = summaryOf(planned(out, now))
    const old = filesIn(out)
    write(out, now)
    const fresh = filesIn(out)
    const [was, is] = [Object.keys(old), Object.keys(fresh)]
    const isOurs = (name: string) => name !== 'manifest.json'
    expect([...added].sort()).toEqual(is.filter((name) => !was.includes(name) && isOurs(name)).sort())
    expect([...removed].sort()).toEqual(was.filter((name) => !is.includes(name)).sort())
    expect([...changed].sort()).toEqual(
      is.filter((name) => was.includes(name) && old[name] !== fresh[name] && isOurs(name)).sort(),
    )
  }))
