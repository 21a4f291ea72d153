/** `npm run simulate` as it is run: it says where everything is, ends when it is told to, and leaves nothing behind. */
import { describe, expect, test } from 'vitest'
import { openDoor } from '../../../generators/simulate/doors.ts'
import { start } from '../../support/cli-live.ts'
import { expectRefusal, run } from '../../support/cli-run.ts'

test.each(['SIGINT', 'SIGTERM'] as const)('serves all targets until %s, and leaves nothing behind', async (signal) => {
  const live = start(['simulate', 'pybase'])
  try {
    await live.says(/Ctrl-C stops/)
    const addresses = [...live.said().matchAll(/^([\w-]+) +127\.0\.0\.1:\d+ +(http:\S+)$/gm)]
    expect(addresses.map(([, job]) => job)).toEqual(
      'backend extraction-worker search-worker postgres redis node cadvisor prometheus alertmanager'.split(' '),
    )
    for (const [, , url = ''] of addresses) expect(await (await fetch(url)).text()).toMatch(/^# HELP /)
    expect(await live.stop(signal)).toBe(0)
    for (const [, , url = ''] of addresses) await expect(fetch(url)).rejects.toThrow()
  } finally {
    await live.stop('SIGKILL')
  }
})

test('the same seed gives the same values, whatever the ports', async () => {
  const scraped = async () => {
    const live = start(['simulate', 'pybase', '--seed', '5'])
    try {
      const [, url = ''] = await live.says(/^redis .* (http:\S+)$/m)
      const text = await (await fetch(url)).text()
      return text.match(/^redis_config_\w+ .*|^redis_db_keys\{.*/gm)
    } finally {
      await live.stop('SIGKILL')
    }
  }
  const [one, other] = await Promise.all([scraped(), scraped()])
  expect(one?.length).toBeGreaterThan(1)
  expect(other).toEqual(one)
})

describe('what it cannot do, it says in a sentence', () => {
  test('a port in use', async () => {
    const taken = await openDoor()
    try {
      const outcome = await run(['simulate', 'pybase', '--port-from', String(taken.port)])
      expectRefusal(outcome, `port ${taken.port} of 127.0.0.1 is in use; stop what listens there`)
    } finally {
      await taken.close()
    }
  })

  test.each<[string, readonly string[], RegExp]>([
    ['a system that is not there', ['pybas'], /there is no system named pybas; did you mean pybase\?/],
    [
      'an incident that is not there',
      ['pybase', '--incident', 'ApiErrorHigh'],
      /pybase has no alert ApiErrorHigh; did you mean ApiErrorsHigh\?/,
    ],
    [
      'ports that do not go as far',
      ['pybase', '--port-from', '65530'],
      /there is no port 65536; choose a lower --port-from|port 655\d\d .* is in use/,
    ],
  ])('%s', async (_, args, says) => {
    expectRefusal(await run(['simulate', ...args]), says)
  })

  test.each([
    [['--port-from', '0'], /It is a port between 1 and 65535/],
    [['--seed', 'x'], /It is a whole number/],
    [['--speed', '0.5'], /It is a number of 1 or more/],
  ])('%s', async (args, says) => {
    const { code, stderr } = await run(['simulate', 'pybase', ...args])
    expect(stderr).toMatch(says)
    expect(code).toBe(2)
  })
})
