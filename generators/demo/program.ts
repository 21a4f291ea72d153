/** A real program that listens on loopback until it is stopped. */
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { ToolError } from '../tools/error.ts'
import type { Tool } from '../tools/find.ts'
import type { Afterwards } from './afterwards.ts'

export interface Running {
  /** Where it answers, without a path. */
  readonly url: string
  readonly stop: () => Promise<void>
  /** Resolves when it has ended, with a sentence that has its last words. */
  readonly ended: Promise<string>
}

/** The first answer that is one, asked for every tenth of a second; an error with the last words where there is none. */
export async function eventually<T>(ask: () => Promise<T | undefined>, words: () => string, ms = 30_000): Promise<T> {
  const end = Date.now() + ms
  while (Date.now() < end) {
    const answer = await ask().catch(() => undefined)
    if (answer !== undefined) return answer
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new ToolError(`nothing came within ${ms / 1000} s; the last words were:\n${words()}`)
}

interface Where {
  /** It is ready when this answers. */
  readonly url: string
  readonly cwd: string
  /** Told how to stop it as soon as it is started, ready or not. */
  readonly afterwards?: Afterwards
}

/** Starts a program, and waits until it is ready; a ToolError with its last words where it ends before. */
export async function startServer(tool: Tool, args: readonly string[], where: Where): Promise<Running> {
  const { url, cwd, afterwards } = where
  const child = spawn(tool.path, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  const words = lastWords(child)
  let hasEnded = false
  const ended = new Promise<string>((resolve) => {
    const end = (message = '') => {
      hasEnded = true
      resolve(`${tool.name} ended; its last words were:\n${words()}${message}`)
    }
    child.once('close', () => end())
    child.once('error', ({ message }) => end(message))
  })
  const kill = () => void child.kill('SIGKILL')
  // a process that is ended by its runner runs no hooks
  process.once('exit', kill)
  const stop = async () => {
    process.off('exit', kill)
    kill()
    await ended
  }
  afterwards?.(stop)
  try {
    await eventually(async () => hasEnded || (await fetch(url)).ok || undefined, words)
    if (hasEnded) throw new ToolError(await ended)
    return { url: new URL(url).origin, stop, ended }
  } catch (error) {
    await stop()
    throw error
  }
}

function lastWords(child: ChildProcessByStdio<null, Readable, Readable>): () => string {
  let words = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      words = `${words}${text}`.slice(-2000)
    })
  }
  return () => words.trimEnd()
}
