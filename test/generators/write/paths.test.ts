import { join, resolve, sep } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isInside, resolveInside } from '../../../generators/write/paths.ts'
import { filesIn, withFolder } from '../../support/cli-folder.ts'
import { refusal, write } from '../../support/cli-write.ts'

const stray = [
  ['', 'nothing'],
  ['..', 'the folder above'],
  ['../x', 'a file above'],
  ['app/../../x', 'a way up in the middle'],
  ['app/..', 'a way up at the end'],
  ['./x', 'the folder itself'],
  ['/etc/passwd', 'an absolute path'],
  ['//host/x', 'a network path'],
  ['C:/x', 'a drive'],
  ['a//b', 'an empty name'],
  ['a/', 'an empty name at the end'],
  ['a\\b', 'a backslash'],
  ['..\\x', 'a way up with a backslash'],
  ['a\0b', 'a NUL'],
  ['a\nb', 'a line break'],
  ['a b', 'a blank'],
  ['.git/config', 'a hidden folder'],
  ['-rf', 'an option'],
  ['~/x', 'a home folder'],
  ['$HOME', 'a variable'],
  ['caf\u00e9', 'a letter outside of ASCII'],
  ['a'.repeat(400), 'a name that is too long'],
] as const

describe('a path that leads elsewhere', () => {
  test.each(stray)('%j is refused: %s', (path) =>
    withFolder((folder) => {
      expect(isInside(path)).toBe(false)
      expect(refusal(() => resolveInside(folder, path))).toContain(JSON.stringify(path))
      refusal(() => write(join(folder, 'out'), { 'app/good.yml': 'x', [path]: 'evil' }))
      expect(filesIn(folder)).toEqual({})
    }),
  )
})

test.each(['manifest.json', 'app/catalog.json', 'app/docs/runbooks/ApiErrorsHigh.md', '_x/a..b', 'a-b/c.d-e_f'])(
  '%s is inside',
  (path) => withFolder((folder) => expect(resolveInside(folder, path)).toBe(join(folder, path))),
)

test('whatever is taken for inside stays inside, by the rules of the file system', () => {
  const piece = fc.oneof(fc.constantFrom('..', '.', '', 'a', '/', '\\', '\0', '...', '.a', 'a.', '~'), fc.string())
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), fc.constantFrom('/', '\\', ''), (pieces, separator) => {
      const path = pieces.join(separator)
      if (!isInside(path)) return
      expect(resolve('/srv/out', path).startsWith(`/srv/out${sep}`)).toBe(true)
      expect(resolve('/srv/out', path).slice('/srv/out/'.length)).toBe(path)
    }),
    { numRuns: 2000 },
  )
})
