/**
 * What the compiler says of each misuse, word for word. `misuse/expected.txt` is meant to be read aloud:
 * each is one sentence that says what is wrong and what to do. Update it with `npx vitest -u` after reading.
 */
import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { tsc } from '../support/tsc.ts'

const folder = new URL('misuse/', import.meta.url)
const fixtures = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && name !== 'vocabulary.ts')
  .map((name) => name.slice(0, -3))
  .sort()

const output = tsc('test/types/tsconfig.json')
const messages = new Map<string, string[]>(fixtures.map((name) => [name, []]))
let current = ''
for (const line of output.split('\n').filter((text) => text !== '')) {
  const [, file, rest] = /^test\/types\/misuse\/([\w-]+)\.ts\(\d+,\d+\): (.+)$/.exec(line) ?? []
  if (file !== undefined) current = file
  messages.get(current)?.push(rest ?? line)
}

describe('a misuse is refused by the compiler', () => {
  test.each(fixtures)('%s, in at most two lines', (name) => {
    const lines = messages.get(name) ?? []
    expect(lines.length, `the compiler accepts misuse/${name}.ts`).toBeGreaterThan(0)
    expect(lines.length, lines.join('\n')).toBeLessThanOrEqual(2)
  })

  test('in these words', async () => {
    const text = fixtures.map((name) => `${name}\n  ${(messages.get(name) ?? []).join('\n  ')}\n`).join('\n')
    await expect(text).toMatchFileSnapshot('misuse/expected.txt')
  })

  test('and nothing else in the fixtures is wrong', () => {
    const elsewhere = output
      .split('\n')
      .filter((line) => line.startsWith('test/types/misuse/vocabulary.ts') || /^(schemas|definitions)\//.test(line))
    expect(elsewhere).toEqual([])
  })
})
