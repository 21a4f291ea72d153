/** The real command in a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'

/** The project's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, '')

/** `node generators/start/index.js`, with full paths, so that it can be run from anywhere. */
export const command: readonly string[] = [process.execPath, `${root}/generators/start/index.js`]

type Env = Readonly<Record<string, string | undefined>>

/** What a shell of a person has, and none of what CI or the test runner sets. */
export function environment(more: Env = {}): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env
  return { PATH, HOME, TMPDIR, TERM: 'xterm', NO_COLOR: '1', ...more }
}

export interface Outcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly env?: Env
  readonly cwd?: string
  /** It is killed after this long, and its code is null. */
  readonly timeoutMs?: number
}

export function run(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  return runProgram([...command, ...args], options)
}

export async function runProgram(words: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const { env, cwd = root, timeoutMs = 30_000 } = options
  const [program = '', ...args] = words
  const child = spawn(program, args, { cwd, env: environment(env), stdio: ['ignore', 'pipe', 'pipe'] })
  const texts = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      texts[name] += text
    })
  }
  const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs)
  try {
    return { code: await ended(child), ...texts }
  } finally {
    clearTimeout(timer)
  }
}

export function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
}

/** It could not run, and says why in one sentence: no stack trace, nothing of Node's own. */
export function expectRefusal({ code, stderr }: Outcome, ...says: readonly (string | RegExp)[]): void {
  expect(stderr).not.toMatch(/^\s+at |Node\.js v\d/m)
  expect(stderr.trim().split('\n')).toHaveLength(1)
  for (const text of says) expect(stderr).toMatch(text)
  expect(code).toBe(2)
}

/** Problems of definitions: said, counted, and nothing of Node's own. */
export function expectProblems({ code, stderr }: Outcome, ...says: readonly (string | RegExp)[]): void {
  expect(stderr).not.toMatch(/^\s+at |Node\.js v\d|TypeError/m)
  for (const text of says) expect(stderr).toMatch(text)
  expect(stderr).toMatch(/\d+ problems?; nothing was written$/m)
  expect(code).toBe(1)
}
