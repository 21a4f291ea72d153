import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { toolNames } from '../../../generators/tools/catalogue.ts'
import { ensureTools, type Install, installReleases } from '../../../generators/tools/ensure.ts'
import { ToolError } from '../../../generators/tools/error.ts'
import { runTool } from '../../../generators/tools/run.ts'
import { script, withFolder, withServer } from './support.ts'

const says = (version: string) => `echo "tool, version ${version} (branch: fake)"`
const never: Install = () => Promise.reject(new Error('nothing is to be installed'))

describe('ensureTools', () => {
  test('logs a line for each tool, in the order asked for', () =>
    withFolder(async (folder) => {
      const env = {
        PATH: join(folder, 'bin'),
        PLIMSOLL_CACHE: join(folder, 'cache'),
        PLIMSOLL_AMTOOL: script(join(folder, 'own'), says('0.1.0')),
      }
      script(join(folder, 'bin', 'promtool'), says('2.42.0+ds'))
      script(join(folder, 'cache', 'alertmanager-0.34.1', 'alertmanager'), says('0.34.1'))
      const lines: string[] = []
      const log = (line: string) => void lines.push(line)
      const tools = await ensureTools(['promtool', 'amtool', 'alertmanager'], log, { env, install: never })
      expect(lines).toEqual([
        'promtool 2.42.0+ds from path',
        'amtool 0.1.0 from environment',
        'alertmanager 0.34.1 from cache',
      ])
      expect(tools.map((tool) => tool.name)).toEqual(['promtool', 'amtool', 'alertmanager'])
    }))

  test('installs only what is missing', () =>
    withFolder(async (folder) => {
      const env = { PATH: folder, PLIMSOLL_CACHE: join(folder, 'cache') }
      script(join(folder, 'promtool'), says('1.0.0'))
      const install: Install = async (missing, given) => {
        expect([missing, given]).toEqual([['amtool'], env])
        script(join(folder, 'cache', 'alertmanager-0.34.1', 'amtool'), says('0.34.1'))
      }
      const tools = await ensureTools(['promtool', 'amtool'], () => {}, { env, install })
      expect(tools.map((tool) => tool.from)).toEqual(['path', 'cache'])
    }))

  test('explains what is missing after the installation', () =>
    withFolder(async (folder) => {
      const env = { PATH: folder, PLIMSOLL_CACHE: folder }
      const ensuring = ensureTools(['amtool'], () => {}, { env, install: async () => {} })
      await expect(ensuring).rejects.toThrow(
        'amtool is still missing after the installation; install it by hand and set PLIMSOLL_AMTOOL to its path',
      )
      await expect(ensuring).rejects.toThrow(ToolError)
    }))

  test('passes on why an installation failed', () =>
    withFolder(async (folder) => {
      const install: Install = () => Promise.reject(new ToolError('the network is down'))
      const env = { PATH: folder, PLIMSOLL_CACHE: folder }
      await expect(ensureTools(['amtool'], () => {}, { env, install })).rejects.toThrow('the network is down')
    }))
})

test.each([
  [['amtool', 'alertmanager'], 'alertmanager/releases/download/v0.34.1/'],
  [['blackbox_exporter'], 'blackbox_exporter/releases/download/v0.28.0/'],
] as const)(
  'of %j, installReleases asks for the release once, and refuses what is not the pinned archive',
  (names, path) =>
    withFolder(async (folder) => {
      const asked: (string | undefined)[] = []
      await withServer(
        (request, response) => {
          asked.push(request.url)
          response.end('not the archive')
        },
        async (base) => {
          const installing = installReleases(names, { PLIMSOLL_CACHE: folder }, base)
          await expect(installing).rejects.toThrow('instead of the pinned')
        },
      )
      expect(asked).toEqual([expect.stringContaining(`/prometheus/${path}`)])
    }),
)

test('a tool without a pinned release is to be installed by hand', () =>
  withFolder(async (folder) => {
    const installing = installReleases(['promtool', 'chromium'], { PLIMSOLL_CACHE: folder }, 'http://127.0.0.1:9')
    await expect(installing).rejects.toThrow(
      'No official release of chromium is pinned; install it by hand and set PLIMSOLL_CHROMIUM to its path',
    )
  }))

describe('install.ts', () => {
  const install = (args: string[], env: Record<string, string>) => {
    const path = fileURLToPath(new URL('../../../generators/tools/install.ts', import.meta.url))
    const node = { name: 'node', path: process.execPath }
    return runTool(node, ['--import', 'tsx', path, ...args], { env: { ...process.env, ...env } })
  }

  test('ensures all of them by default', () =>
    withFolder(async (folder) => {
      const env = toolNames.map((name) => [`PLIMSOLL_${name.toUpperCase()}`, script(join(folder, name), says('1.2.3'))])
      expect(await install([], Object.fromEntries(env))).toEqual({
        code: 0,
        stdout: toolNames.map((name) => `${name} 1.2.3 from environment\n`).join(''),
        stderr: '',
      })
    }))

  test('ensures the tools named', () =>
    withFolder(async (folder) => {
      const PLIMSOLL_ALERTMANAGER = script(join(folder, 'a'), says('4.5.6'))
      const outcome = await install(['alertmanager'], { PLIMSOLL_ALERTMANAGER })
      expect(outcome).toEqual({ code: 0, stdout: 'alertmanager 4.5.6 from environment\n', stderr: '' })
    }))

  test('exits with 2 and a sentence where a tool is wrong or unknown', async () => {
    const wrong = await install([], { PLIMSOLL_PROMTOOL: '/none' })
    expect(wrong).toMatchObject({ code: 2, stdout: '' })
    expect(wrong.stderr).toBe(
      'PLIMSOLL_PROMTOOL is set to /none, which is not an executable file; correct the path or unset the variable\n',
    )
    const unknown = await install(['thanos'], {})
    expect(unknown.code).toBe(2)
    expect(unknown.stderr).toContain('There is no tool called thanos; name one of promtool, amtool')
  })
})
