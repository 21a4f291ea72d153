/** amtool as `check` runs it: what it accepts, what it refuses, what it is too old for, and where it routes. */
import { chmodSync } from 'node:fs'
import { discord, receiver, secret } from 'plimsoll'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { alertmanager } from '../../../generators/outputs/alertmanager/index.ts'
import { amtoolFindings } from '../../../generators/tools/amtool.ts'
import { withAlerting } from '../../support/alerting.ts'
import { put } from '../../support/cli-folder.ts'
import { inFolder } from '../../support/folder.ts'
import { type Parts, systemFrom } from '../../support/system.ts'

afterEach(() => vi.unstubAllEnvs())

const judged = async (...all: readonly Parts[]) => {
  const systems = await Promise.all(all.map(systemFrom))
  return amtoolFindings(systems, systems.flatMap(alertmanager))
}
const young = withAlerting({
  name: 'young',
  alertmanager: '99.1',
  otherwise: receiver('them', discord({ urlFile: secret('d') })),
})

test('it accepts what is generated, and routes it alike', async () => {
  expect(await judged(withAlerting(), withAlerting({ name: 'other' }))).toEqual({
    ran: true,
    version: expect.stringMatching(/^\d+\.\d+/),
    findings: [],
  })
})

test('it does not judge what it is too old for, says so, and judges the rest', async () => {
  const { ran, version, findings, why } = await judged(young, withAlerting())
  expect({ ran, findings }).toEqual({ ran: false, findings: [] })
  expect(why).toBe(
    `young targets Alertmanager 99.1, which amtool ${version} cannot read; name a younger one in PLIMSOLL_AMTOOL`,
  )
})

test('it does not fail where it is missing', async () => {
  await inFolder({}, async (folder) => {
    vi.stubEnv('PATH', folder)
    vi.stubEnv('PLIMSOLL_CACHE', folder)
    expect(await judged(withAlerting())).toEqual({ ran: false, findings: [] })
  })
})

describe('another one', () => {
  /** A program that is asked for its version, judges files by one line of a shell, and routes by another. */
  const instead = (check: string, routes: string, use: () => Promise<void>) =>
    inFolder({}, async (folder) => {
      const script = [
        '#!/bin/sh',
        'case "$1" in',
        '  --version) echo "amtool, version 1.2.3" ;;',
        `  check-config) ${check} ;;`,
        `  config) ${routes} ;;`,
        'esac',
      ]
      const file = put(folder, 'amtool', `${script.join('\n')}\n`)
      chmodSync(file, 0o755)
      vi.stubEnv('PLIMSOLL_AMTOOL', file)
      await use()
    })

  test('that refuses a file is quoted, and asked for no routes', () =>
    instead('echo "bad line in $2" >&2; exit 1', 'exit 9', async () => {
      const { findings } = await judged(withAlerting())
      expect(findings).toEqual(['amtool check-config: bad line in demo/alertmanager/alertmanager.yml'])
    }))

  test('that routes otherwise is contradicted, alert by alert', () =>
    instead('exit 0', 'echo elsewhere', async () => {
      const { findings } = await judged(withAlerting())
      const where = (alert: string, to: string) =>
        `amtool config routes test: ${alert} in demo/alertmanager/alertmanager.yml goes to elsewhere, and was ` +
        `reckoned to go to ${to}; this is a fault of Plimsoll`
      expect(findings).toEqual([
        where('Watchdog', 'nobody'),
        where('Page', 'desk'),
        where('Ticket', 'desk'),
        where('Note', 'nobody'),
      ])
    }))

  test('that cannot route is quoted', () =>
    instead('exit 0', 'echo "no such label" >&2; exit 1', async () => {
      const { findings } = await judged(withAlerting())
      expect(findings[0]).toBe(
        'amtool config routes test: Watchdog in demo/alertmanager/alertmanager.yml: no such label',
      )
    }))
})
