import { readFileSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { catalogue, type ToolName } from './catalogue.ts'
import { ToolError } from './error.ts'
import { type Environment, onPath } from './find.ts'
import { runTool } from './run.ts'

/** The packages that hold the tools, each once. */
export function packagesFor(names: readonly ToolName[]): readonly string[] {
  return [...new Set(names.map((name) => catalogue[name].debian))]
}

/** Whether the text of an os-release file describes Debian, Ubuntu, or a descendant of one. */
export function isDebian(osRelease: string): boolean {
  const values = osRelease.matchAll(/^(?:ID|ID_LIKE)=(["']?)(.*)\1\s*$/gm)
  const words = [...values].flatMap(([, , value = '']) => value.trim().split(/\s+/))
  return words.includes('debian') || words.includes('ubuntu')
}

/** What decides whether packages can be installed. */
export interface Host {
  readonly osRelease: string
  readonly uid: number | undefined
  readonly env: Environment
}

function readOsRelease(): string {
  try {
    return readFileSync('/etc/os-release', 'utf8')
  } catch {
    return ''
  }
}

function thisHost(): Host {
  return { osRelease: readOsRelease(), uid: process.getuid?.(), env: process.env }
}

/** Whether this is root on Debian or Ubuntu, with apt-get on PATH. */
export function isDebianRoot({ osRelease, uid, env }: Host = thisHost()): boolean {
  return isDebian(osRelease) && uid === 0 && onPath(['apt-get'], env) !== undefined
}

async function placePolicy(policy: string): Promise<boolean> {
  try {
    await writeFile(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755, flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw new ToolError(`${policy} cannot be written (${(error as Error).message}); install the packages by hand`, {
      cause: error,
    })
  }
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Runs the action while a policy-rc.d forbids packages to start services. One that is there already stays as it is;
 * ours is removed whatever happens, also when a signal ends the process.
 */
export async function withoutServices<T>(policy: string, action: () => Promise<T>): Promise<T> {
  if (!(await placePolicy(policy))) return action()
  const remove = () => rmSync(policy, { force: true })
  const stop = (signal: NodeJS.Signals) => {
    remove()
    for (const other of signals) process.off(other, stop)
    process.kill(process.pid, signal)
  }
  for (const signal of signals) process.on(signal, stop)
  try {
    return await action()
  } finally {
    for (const signal of signals) process.off(signal, stop)
    remove()
  }
}

async function aptGet(args: readonly string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const { code, stdout, stderr } = await runTool({ name: 'apt-get', path: 'apt-get' }, args, {
    env,
    timeoutMs: 15 * 60_000,
  })
  if (code === 0) return
  const reason = (stderr.trim() || stdout.trim()).split('\n').at(-1)
  throw new ToolError(`apt-get ${args.join(' ')} exited with ${code} (${reason}); run it by hand to see why`)
}

/**
 * Installs packages of Debian or Ubuntu, for root, without starting the services in them.
 * A ToolError where apt-get fails.
 */
export async function installDebianPackages(packages: readonly string[]): Promise<void> {
  await aptGet(['update'])
  await withoutServices('/usr/sbin/policy-rc.d', () =>
    aptGet(['install', '-y', '--no-install-recommends', ...packages]),
  )
}
