import { readdirSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { urlOf } from '../../../generators/tools/releases.ts'
import { pack, pinned, refused, releaseOf } from './archives.ts'
import { script, withFolder, withServer } from './support.ts'

test('an archive with another sum is refused', () =>
  withFolder(async (folder) => {
    const { release, bytes } = pack(folder)
    const cache = join(folder, 'cache')
    await withServer(
      (_, response) => response.end(bytes),
      async (base) => {
        const message = await refused(pinned, cache, base)
        expect(message).toContain(urlOf(pinned, base))
        expect(message).toContain(`the sha256 ${release.sha256} instead of the pinned ${pinned.sha256}`)
        expect(message).toContain('PLIMSOLL_PROMTOOL and PLIMSOLL_PROMETHEUS')
      },
    )
    expect(readdirSync(cache)).toEqual([])
  }))

const broken: [string, RequestListener, string | RegExp][] = [
  ['answers 404', (_, response) => response.writeHead(404).end('no'), '(the server answered 404)'],
  ['answers 204', (_, response) => response.writeHead(204).end(), '(the server answered 204)'],
  [
    'closes in the middle',
    (_, response) => {
      response.writeHead(200, { 'content-length': '1000' })
      response.write('half', () => setTimeout(() => response.destroy(), 50))
    },
    /cannot be downloaded \(.+\); check the network/,
  ],
  ['closes at once', (request) => request.socket.destroy(), /cannot be downloaded \(.+\); check the network/],
  ['stalls', (_, response) => response.write('half'), 'timeout'],
]
test.each(broken)('a server that %s leaves nothing behind', (_, listener, expected) =>
  withFolder(async (cache) => {
    const message = await withServer(listener, (base) => refused(pinned, cache, base, 1500))
    expect(message).toMatch(expected)
    expect(message).toContain('prometheus-3.15.0.linux-amd64.tar.gz cannot be downloaded')
    expect(readdirSync(cache)).toEqual([])
  }),
)

test('a refused connection is explained', () =>
  withFolder(async (cache) => {
    const gone = await withServer(
      () => {},
      async (base) => base,
    )
    expect(await refused(pinned, cache, gone)).toMatch(/cannot be downloaded \(.*ECONNREFUSED.*\); check the network/)
    expect(readdirSync(cache)).toEqual([])
  }))

test.each([
  ['lacks a binary', (folder: string) => pack(folder, ['promtool']), 'lacks one of promtool, prometheus'],
  ['is no archive', () => releaseOf(Buffer.from('hello')), 'is unusable ('],
])('an archive that %s is refused, though its sum is right', (_, make, expected) =>
  withFolder(async (folder) => {
    const { release, bytes } = make(folder)
    const cache = join(folder, 'cache')
    await withServer(
      (_, response) => response.end(bytes),
      async (base) => expect(await refused(release, cache, base)).toContain(expected),
    )
    expect(readdirSync(cache)).toEqual([])
  }),
)

test('a folder without the tools is not overwritten', () =>
  withFolder(async (folder) => {
    const { release, bytes } = pack(folder)
    const cache = join(folder, 'cache')
    script(join(cache, 'prometheus-3.15.0', 'other'))
    await withServer(
      (_, response) => response.end(bytes),
      async (base) => expect(await refused(release, cache, base)).toContain('remove it and retry'),
    )
    expect(readdirSync(cache)).toEqual(['prometheus-3.15.0'])
    expect(readdirSync(join(cache, 'prometheus-3.15.0'))).toEqual(['other'])
  }))

test('a cache that cannot be written is explained', () =>
  withFolder(async (folder) => {
    const cache = join(script(join(folder, 'file')), 'cache')
    expect(await refused(pinned, cache, 'http://127.0.0.1:1')).toContain('set PLIMSOLL_CACHE to another folder')
  }))
