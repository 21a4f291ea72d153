import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { ToolName } from '../../../generators/tools/catalogue.ts'
import { isDebian, isDebianRoot, packagesFor, withoutServices } from '../../../generators/tools/debian.ts'
import { ToolError } from '../../../generators/tools/error.ts'
import { runTool } from '../../../generators/tools/run.ts'
import { script, withFolder } from './support.ts'

const packages: [ToolName[], string[]][] = [
  [[], []],
  [['promtool'], ['prometheus']],
  [['prometheus'], ['prometheus']],
  [['amtool'], ['prometheus-alertmanager']],
  [['chromium'], ['chromium']],
  [['alertmanager'], ['prometheus-alertmanager']],
  [
    ['amtool', 'promtool', 'prometheus', 'alertmanager'],
    ['prometheus-alertmanager', 'prometheus'],
  ],
]
test.each(packages)('%j come from %j', (names, expected) => {
  expect(packagesFor(names)).toEqual(expected)
})

const debian = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_ID="12"\nID=debian\n'
test.each([
  ['Debian', debian, true],
  ['Ubuntu', 'NAME="Ubuntu"\nID=ubuntu\nID_LIKE=debian\n', true],
  ['Linux Mint', 'ID=linuxmint\nID_LIKE="ubuntu debian"\n', true],
  ['a single-quoted descendant', "ID=own\nID_LIKE='debian'", true],
  ['Windows line ends', 'ID=debian\r\nNAME=x\r\n', true],
  ['Alpine', 'NAME="Alpine Linux"\nID=alpine\n', false],
  ['Fedora', 'ID=fedora\nVARIANT_ID=debian\nHOME_URL="https://debian.org"\n', false],
  ['a name that only begins alike', 'ID=debianish\nID_LIKE="arch"\n', false],
  ['an empty file', '', false],
])('isDebian of %s', (_, text, expected) => {
  expect(isDebian(text)).toBe(expected)
})

test('only root on Debian with apt-get installs packages', () =>
  withFolder((folder) => {
    script(join(folder, 'apt-get'))
    const host = { osRelease: debian, uid: 0, env: { PATH: folder } }
    expect(isDebianRoot(host)).toBe(true)
    expect(isDebianRoot({ ...host, osRelease: 'ID=alpine\n' })).toBe(false)
    expect(isDebianRoot({ ...host, uid: 1000 })).toBe(false)
    expect(isDebianRoot({ ...host, uid: undefined })).toBe(false)
    expect(isDebianRoot({ ...host, env: { PATH: join(folder, 'none') } })).toBe(false)
  }))

describe('withoutServices', () => {
  test('has a policy that forbids, for the time of the action only', () =>
    withFolder(async (folder) => {
      const policy = join(folder, 'policy-rc.d')
      const { code } = await withoutServices(policy, () => runTool({ name: 'policy-rc.d', path: policy }, []))
      expect(code).toBe(101)
      expect(existsSync(policy)).toBe(false)
    }))

  test('removes the policy where the action fails', () =>
    withFolder(async (folder) => {
      const policy = join(folder, 'policy-rc.d')
      const before = process.listenerCount('SIGTERM')
      const failing = withoutServices(policy, () => Promise.reject(new ToolError('apt-get failed')))
      await expect(failing).rejects.toThrow('apt-get failed')
      expect(existsSync(policy)).toBe(false)
      expect(process.listenerCount('SIGTERM')).toBe(before)
    }))

  test('leaves a policy alone that is there already', () =>
    withFolder(async (folder) => {
      const policy = script(join(folder, 'policy-rc.d'), 'exit 0')
      const before = [readFileSync(policy, 'utf8'), statSync(policy).mode]
      expect(await withoutServices(policy, async () => 'done')).toBe('done')
      expect([readFileSync(policy, 'utf8'), statSync(policy).mode]).toEqual(before)
    }))

  test('explains where the policy cannot be written', () =>
    withFolder(async (folder) => {
      const policy = join(folder, 'none', 'policy-rc.d')
      await expect(withoutServices(policy, async () => 'done')).rejects.toThrow(`${policy} cannot be written (`)
    }))

  test('removes the policy where a signal ends the process', () =>
    withFolder(async (folder) => {
      const policy = join(folder, 'policy-rc.d')
      const module = fileURLToPath(new URL('../../../generators/tools/debian.ts', import.meta.url))
      const code = `
        const { withoutServices } = await import(${JSON.stringify(module)})
        await withoutServices(${JSON.stringify(policy)}, () => {
          console.log('inside')
          return new Promise((done) => setTimeout(done, 60_000))
        })`
      const args = ['--import', 'tsx', '--input-type=module', '--eval', code]
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
      const ended = once(child, 'exit')
      await Promise.race([once(child.stdout, 'data'), ended])
      expect(existsSync(policy)).toBe(true)
      child.kill('SIGTERM')
      expect(await ended).toEqual([null, 'SIGTERM'])
      expect(existsSync(policy)).toBe(false)
    }))
})
