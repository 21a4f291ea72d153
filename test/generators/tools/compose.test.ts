/** Which command is Compose, and what it says of a file; scripts stand in for those that are not everywhere. */
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { composeFindings, findCompose } from '../../../generators/tools/compose.ts'
import { script, withFolder } from './support.ts'

const files = [
  { path: 'a/docker-compose.yml', text: 'name: a\n' },
  { path: 'a/catalog.json', text: '{}\n' },
  { path: 'b/docker-compose.yml', text: 'name: wrong\n' },
]
/** It says which version it is, and refuses a file that says wrong. */
const plugin = (version: string) => `case "$*" in
"compose version --short") echo ${version};;
"compose --file "*" config --quiet") ! grep wrong "$3" || { echo "line 1: wrong" >&2; exit 15; };;
*) echo "unknown: $*" >&2; exit 1;;
esac`
const alone = (version: string) => `[ "$*" = "version --short" ] && echo ${version}`
const without = 'echo "docker: unknown command: docker compose" >&2; exit 1'

describe('the command', () => {
  test.each([
    ['the plugin of Docker', { docker: plugin('2.40.3') }, 'docker compose', '2.40.3'],
    ['one that stands alone', { 'docker-compose': alone('v5.0.1') }, 'docker-compose', '5.0.1'],
    [
      'alone, where Docker lacks the plugin',
      { docker: without, 'docker-compose': alone('2.1.0') },
      'docker-compose',
      '2.1.0',
    ],
    [
      'the plugin before the other',
      { docker: plugin('2.2.0'), 'docker-compose': alone('2.1.0') },
      'docker compose',
      '2.2.0',
    ],
    ['none, where it is of the first generation', { 'docker-compose': alone('1.29.2') }, undefined, undefined],
    ['none, where Docker lacks the plugin', { docker: without }, undefined, undefined],
    ['none', {}, undefined, undefined],
  ])('%s', (_, programs, name, version) =>
    withFolder(async (folder) => {
      for (const [program, body] of Object.entries(programs)) script(join(folder, program), body)
      const found = await findCompose({ PATH: folder })
      expect([found?.name, found?.version]).toEqual([name, version])
    }),
  )
})

describe('its judgement', () => {
  test('names the file that it refuses, and what it said', () =>
    withFolder(async (folder) => {
      script(join(folder, 'docker'), plugin('2.40.3'))
      expect(await composeFindings(files, { PATH: `${folder}:/usr/bin:/bin` })).toEqual({
        ran: true,
        version: '2.40.3',
        findings: ['docker compose config: b/docker-compose.yml: name: wrong\n\nline 1: wrong'],
      })
    }))

  test('is missing where the command is', () =>
    withFolder(async (folder) => {
      expect(await composeFindings(files, { PATH: folder })).toEqual({ ran: false, findings: [] })
    }))
})
