import { readdirSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { installRelease } from '../../../generators/tools/download.ts'
import { findTool } from '../../../generators/tools/find.ts'
import { urlOf } from '../../../generators/tools/releases.ts'
import { versionOf } from '../../../generators/tools/run.ts'
import { pack } from './archives.ts'
import { withFolder, withServer } from './support.ts'

test('an archive with the right sum is installed, and runs', () =>
  withFolder(async (folder) => {
    const { release, bytes } = pack(folder)
    const cache = join(folder, 'deep', 'cache')
    const asked: (string | undefined)[] = []
    const listener: RequestListener = (request, response) => {
      asked.push(request.url)
      response.end(bytes)
    }
    await withServer(listener, async (base) => {
      expect(await installRelease(release, { cache, base })).toBe(join(cache, 'prometheus-3.15.0'))
      expect(await installRelease(release, { cache, base })).toBe(join(cache, 'prometheus-3.15.0'))
    })
    expect(asked, 'the second time downloads nothing').toEqual([urlOf(release, '')])
    expect(readdirSync(cache)).toEqual(['prometheus-3.15.0'])
    const tool = findTool('promtool', { PLIMSOLL_CACHE: cache })
    expect(tool?.from).toBe('cache')
    expect(tool && (await versionOf(tool))).toBe('9.8.7')
  }))

test('redirects are followed', () =>
  withFolder(async (folder) => {
    const { release, bytes } = pack(folder)
    const cache = join(folder, 'cache')
    const listener: RequestListener = (request, response) =>
      request.url === '/elsewhere' ? response.end(bytes) : response.writeHead(302, { location: '/elsewhere' }).end()
    await withServer(listener, (base) => installRelease(release, { cache, base }))
    expect(readdirSync(cache)).toEqual(['prometheus-3.15.0'])
  }))

test('concurrent installs all succeed', () =>
  withFolder(async (folder) => {
    const { release, bytes } = pack(folder)
    const cache = join(folder, 'cache')
    await withServer(
      (_, response) => response.end(bytes),
      (base) => Promise.all([1, 2, 3].map(() => installRelease(release, { cache, base }))),
    )
    expect(readdirSync(cache)).toEqual(['prometheus-3.15.0'])
  }))
