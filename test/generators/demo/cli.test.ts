/** `npm run demo` as it is run: it ends when it is told to or when a part of it does, and leaves nothing behind. */
import { chmodSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openDoor } from '../../../generators/simulate/doors.ts'
import { put, withFolder } from '../../support/cli-folder.ts'
import { type Live, start } from '../../support/cli-live.ts'
import { expectRefusal, run } from '../../support/cli-run.ts'

/** Runs the demo with a folder for what is temporary, and gives what it says and where everything is. */
async function withDemo(body: (live: Live, urls: readonly string[], folder: string) => Promise<void>): Promise<void> {
  await withFolder(async (folder) => {
    const live = start(['demo', 'pybase', '--speed', '100'], { TMPDIR: folder })
    try {
      await live.says(/Ctrl-C stops it/, 60_000)
      const urls = [...live.said().matchAll(/http:\/\/127\.0\.0\.1:\d+/g)].map(([url]) => url)
      await body(live, urls, folder)
    } finally {
      await live.stop('SIGKILL')
    }
  })
}

async function expectNothingLeft(urls: readonly string[], folder: string): Promise<void> {
  expect(new Set(urls).size).toBe(4)
  for (const url of urls) await expect(fetch(url)).rejects.toThrow()
  // tsx and esbuild keep what they translated
  expect(readdirSync(folder).filter((name) => name.startsWith('plimsoll'))).toEqual([])
}

test.each(['SIGINT', 'SIGTERM'] as const)('runs until %s, and leaves nothing behind', async (signal) => {
  await withDemo(async (live, urls, folder) => {
    for (const url of urls) expect((await fetch(url.replace(/$/, '/incidents'))).status).toBeLessThan(500)
    expect(readdirSync(folder).filter((name) => name.startsWith('plimsoll'))).toHaveLength(1)
    expect(await live.stop(signal)).toBe(0)
    await expectNothingLeft(urls, folder)
  })
})

test('ends with its last words when Prometheus does', async () => {
  await withDemo(async (live, urls, folder) => {
    const [, prometheus] = /Prometheus +(\S+)/.exec(live.said()) ?? []
    await fetch(`${prometheus}/-/quit`, { method: 'POST' })
    expect(await live.code).toBe(2)
    expect(live.said()).toMatch(/prometheus ended; its last words were:\n.*level=/s)
    expect(live.said()).not.toMatch(/^\s+at /m)
    await expectNothingLeft(urls, folder)
  })
})

test('ends at once where it is told to while it starts', async () => {
  await withFolder(async (folder) => {
    const live = start(['demo', 'pybase'], { TMPDIR: folder })
    await live.says(/^simulator/m, 60_000)
    const before = Date.now()
    expect(await live.stop()).toBe(0)
    expect(Date.now() - before).toBeLessThan(5000)
    expect(readdirSync(folder).filter((name) => name.startsWith('plimsoll'))).toEqual([])
  })
})

test('a Prometheus that does not start is said, with its last words', async () => {
  await withFolder(async (folder) => {
    const broken = put(folder, 'prometheus', '#!/bin/sh\necho "storage is broken" >&2\nexit 1\n')
    chmodSync(broken, 0o755)
    const env = { PLIMSOLL_PROMETHEUS: broken, TMPDIR: folder }
    const { code, stdout, stderr } = await run(['demo', 'pybase'], { env, timeoutMs: 60_000 })
    expect(stderr).toBe('prometheus ended; its last words were:\nstorage is broken\n')
    expect(code).toBe(2)
    for (const [url] of stdout.matchAll(/http:\/\/127\.0\.0\.1:\d+/g)) await expect(fetch(url)).rejects.toThrow()
    expect(readdirSync(folder).filter((name) => name.startsWith('plimsoll'))).toEqual([])
  })
})

test('a program that is missing is said, with what to do', async () => {
  await withFolder(async (folder) => {
    const outcome = await run(['demo', 'pybase'], { env: { PATH: folder, PLIMSOLL_CACHE: folder } })
    expectRefusal(outcome, 'prometheus is missing; run npm run tools, or set PLIMSOLL_PROMETHEUS to where it is')
  })
})

test.each<[string, readonly string[], RegExp]>([
  ['a system that is not there', ['pybas'], /there is no system named pybas; did you mean pybase\?/],
  ['a speed that is none', ['pybase', '--speed', '0'], /It is a number of 1 or more/],
])('%s is said', async (_, args, says) => {
  const { code, stderr } = await run(['demo', ...args])
  expect(stderr).toMatch(says)
  expect(code).toBe(2)
})

test('a port in use is said', async () => {
  const taken = await openDoor()
  try {
    const from = String(taken.port)
    expectRefusal(await run(['demo', 'pybase', '--port-from', from]), `port ${from} of 127.0.0.1 is in use`)
  } finally {
    await taken.close()
  }
})

test('an incident that is not there is said, and all that was started is stopped', async () => {
  await withFolder(async (folder) => {
    const args = ['demo', 'pybase', '--incident', 'ApiErrorHigh']
    const outcome = await run(args, { env: { TMPDIR: folder }, timeoutMs: 60_000 })
    expectRefusal(outcome, 'pybase has no alert ApiErrorHigh; did you mean ApiErrorsHigh?')
    expect(readdirSync(folder).filter((name) => name.startsWith('plimsoll'))).toEqual([])
  })
})
