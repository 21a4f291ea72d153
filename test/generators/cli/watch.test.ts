/** `--watch`: again after each change, until it is interrupted. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { writeSystem } from '../../support/cli-definitions.ts'
import { filesIn, makeFolder, removeFolder } from '../../support/cli-folder.ts'
import { command, ended, environment, root } from '../../support/cli-run.ts'

const isPosix = process.platform !== 'win32'

let folder: string
let definitions: string
let child: ChildProcess | undefined
let printed = ''

beforeEach(async () => {
  folder = await makeFolder()
  definitions = writeSystem(folder, { summary: 'The first sentence.' })
  printed = ''
})
afterEach(async () => {
  if (child?.pid !== undefined && members(child.pid) > 0) process.kill(-child.pid, 'SIGKILL')
  await removeFolder(folder)
})

/** In a process group of its own, so that whatever it starts can be counted. */
function start(...options: readonly string[]): ChildProcess & { pid: number } {
  const [program = '', ...args] = [...command, 'generate', '--definitions', definitions, '--out', `${folder}/out`]
  const started = spawn(program, [...args, ...options], {
    cwd: root,
    env: environment(),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [started.stdout, started.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text
    })
  }
  child = started
  return started as ChildProcess & { pid: number }
}

/** How many processes of a group are running; by /proc, since `ps` is not on every machine. */
function members(group: number): number {
  return processes().filter(([state, id]) => id === group && state !== 'Z').length
}

function processes(): (readonly [state: string, group: number])[] {
  if (!existsSync('/proc/self/stat')) {
    const { stdout } = spawnSync('ps', ['-A', '-o', 'stat=,pgid='], { encoding: 'utf8' })
    return stdout.split('\n').map((line) => [line.trim()[0] ?? 'Z', Number(line.trim().split(/\s+/)[1])] as const)
  }
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        // the name, in parentheses, may hold anything
        const [state = 'Z', , id] = readFileSync(`/proc/${pid}/stat`, 'utf8')
          .replace(/^.*\) /s, '')
          .split(' ')
        return [[state, Number(id)] as const]
      } catch {
        return []
      }
    })
}

async function until(what: string, condition: () => boolean, timeoutMs = 45_000): Promise<void> {
  const deadline = Date.now() + timeoutMs
  while (!condition()) {
    if (Date.now() > deadline) expect.fail(`${what}: not within ${timeoutMs / 1000} s; it printed\n${printed}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

const alerts = (): string => filesIn(folder)['out/app/docs/alerts.md'] ?? ''
const runs = (): number => printed.match(/\d+ written, \d+ unchanged, \d+ removed/g)?.length ?? 0

describe.skipIf(!isPosix)('--watch', () => {
  test('generates, generates again when a definition changes, and ends when interrupted', async () => {
    const watching = start('--watch')
    const end = ended(watching)
    await until('the first run', () => runs() === 1)
    expect(alerts()).toContain('The first sentence.')

    writeSystem(folder, { summary: 'The second sentence.' })
    await until('the second run', () => runs() >= 2 && alerts().includes('The second sentence.'))

    writeSystem(folder, { summary: 'no sentence' })
    await until('a problem', () => printed.includes('a summary is one static sentence'))
    expect(alerts()).toContain('The second sentence.')

    writeSystem(folder, { summary: 'The third sentence.' })
    await until('the run after the problem', () => alerts().includes('The third sentence.'))

    watching.kill('SIGINT')
    await until('the end', () => watching.exitCode !== null || watching.signalCode !== null)
    await end
    await until('nothing left running', () => members(watching.pid) === 0)
    expect(printed).not.toMatch(/^\s+at /m)
  })

  test('may be joined with another short option, and watches once', async () => {
    const watching = start('-wj')
    const enough = 8
    await until('the first run', () => printed.includes('"added"') || members(watching.pid) > enough)
    expect(members(watching.pid)).toBeLessThanOrEqual(enough)
    watching.kill('SIGTERM')
    await until('nothing left running', () => members(watching.pid) === 0)
  })
})
