import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ToolError } from '../../../generators/tools/error.ts'
import { cacheDirectory, findTool, isExecutable, type ToolName } from '../../../generators/tools/find.ts'
import { script, withFolder } from './support.ts'

const inCache = {
  promtool: 'prometheus-3.15.0/promtool',
  prometheus: 'prometheus-3.15.0/prometheus',
  amtool: 'alertmanager-0.34.1/amtool',
  alertmanager: 'alertmanager-0.34.1/alertmanager',
  blackbox_exporter: 'blackbox_exporter-0.28.0/blackbox_exporter',
} as const

const tools = [
  ['promtool', 'PLIMSOLL_PROMTOOL'],
  ['prometheus', 'PLIMSOLL_PROMETHEUS'],
  ['amtool', 'PLIMSOLL_AMTOOL'],
  ['alertmanager', 'PLIMSOLL_ALERTMANAGER'],
  ['blackbox_exporter', 'PLIMSOLL_BLACKBOX_EXPORTER'],
] as const satisfies [ToolName, string][]

describe.each(tools)('%s', (name, variable) => {
  test('is taken from the environment, then PATH, then the cache', () =>
    withFolder((folder) => {
      const own = script(join(folder, 'own', 'tool'))
      const onPath = script(join(folder, 'bin', name))
      const cached = script(join(folder, 'cache', inCache[name]))
      const cache = { PLIMSOLL_CACHE: join(folder, 'cache') }
      const path = { PATH: `${join(folder, 'none')}:${join(folder, 'bin')}` }
      expect(findTool(name, { ...cache, ...path, [variable]: own })).toEqual({ name, path: own, from: 'environment' })
      expect(findTool(name, { ...cache, ...path, [variable]: '' })).toEqual({ name, path: onPath, from: 'path' })
      expect(findTool(name, cache)).toEqual({ name, path: cached, from: 'cache' })
      expect(findTool(name, { PLIMSOLL_CACHE: folder })).toBeUndefined()
    }))

  test('is an error where its variable leads to no executable file', () =>
    withFolder((folder) => {
      mkdirSync(join(folder, 'directory'))
      script(join(folder, 'plain'), 'true', 0o644)
      script(join(folder, 'bin', name))
      for (const wrong of ['missing', 'directory', 'plain'].map((entry) => join(folder, entry))) {
        const find = () => findTool(name, { PATH: join(folder, 'bin'), [variable]: wrong })
        expect(find).toThrow(ToolError)
        expect(find).toThrow(`${variable} is set to ${wrong}, which is not an executable file; correct the path`)
      }
    }))
})

test("Debian's name of alertmanager is known, and the upstream name wins", () =>
  withFolder((folder) => {
    const env = { PATH: `${join(folder, 'first')}:${join(folder, 'second')}`, PLIMSOLL_CACHE: folder }
    const debian = script(join(folder, 'first', 'prometheus-alertmanager'))
    expect(findTool('alertmanager', env)?.path).toBe(debian)
    const upstream = script(join(folder, 'second', 'alertmanager'))
    expect(findTool('alertmanager', env)?.path).toBe(upstream)
  }))

test('PATH entries that are no executable files are passed over', () =>
  withFolder((folder) => {
    mkdirSync(join(folder, 'a', 'promtool'), { recursive: true })
    script(join(folder, 'b', 'promtool'), 'true', 0o644)
    const file = script(join(folder, 'c'))
    const right = script(join(folder, 'd', 'promtool'))
    const PATH = [join(folder, 'a'), join(folder, 'b'), '', file, join(folder, 'd')].join(':')
    expect(findTool('promtool', { PATH })?.path).toBe(right)
  }))

test('relative paths become absolute, so that the tool also runs in another folder', () =>
  withFolder((folder) => {
    const path = script(join(folder, 'promtool'))
    expect(findTool('promtool', { PLIMSOLL_PROMTOOL: relative(process.cwd(), path) })?.path).toBe(path)
    expect(findTool('promtool', { PATH: relative(process.cwd(), folder) })?.path).toBe(path)
  }))

test('a release that is not the pinned one is not taken from the cache', () =>
  withFolder((folder) => {
    script(join(folder, 'prometheus-2.0.0', 'promtool'))
    expect(findTool('promtool', { PLIMSOLL_CACHE: folder })).toBeUndefined()
  }))

test('what is found is frozen', () =>
  withFolder((folder) => {
    script(join(folder, 'amtool'))
    expect(findTool('amtool', { PATH: folder })).toSatisfy(Object.isFrozen)
  }))

test.each([
  [{ PLIMSOLL_CACHE: '/own', XDG_CACHE_HOME: '/xdg', HOME: '/home/me' }, '/own'],
  [{ PLIMSOLL_CACHE: 'own' }, join(process.cwd(), 'own')],
  [{ PLIMSOLL_CACHE: '', XDG_CACHE_HOME: '/xdg', HOME: '/home/me' }, '/xdg/plimsoll'],
  [{ XDG_CACHE_HOME: 'relative', HOME: '/home/me' }, '/home/me/.cache/plimsoll'],
  [{ HOME: '/home/me' }, '/home/me/.cache/plimsoll'],
  [{}, join(homedir(), '.cache', 'plimsoll')],
])('the cache of %o is %s', (env, expected) => {
  expect(cacheDirectory(env)).toBe(expected)
})

test('a path below a file is not executable', () => {
  expect(isExecutable(join(process.cwd(), 'package.json', 'below-a-file'))).toBe(false)
})
