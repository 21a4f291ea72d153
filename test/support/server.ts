/** Real programs that listen on loopback, for as long as a test needs them. */
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import type { ToolName } from '../../generators/tools/catalogue.ts'
import { findTool, type Tool } from '../../generators/tools/find.ts'

/** The tool, without which a test fails and says how to get it. */
export function needed(name: ToolName): Tool {
  const tool = findTool(name)
  if (!tool) throw new Error(`${name} is missing; run npm run tools`)
  return tool
}

const given = new Set<number>()

/**
 * A port of 127.0.0.1 that nobody listens on, below those that the system gives to whoever asks for any: until it is used,
 * one of those might be given away.
 */
export async function freePort(): Promise<number> {
  const port = 10_000 + Math.floor(Math.random() * 20_000)
  if (given.has(port) || !(await isFree(port))) return freePort()
  given.add(port)
  return port
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })

/** All of them, or the first that failed once none is under way any more. */
export async function allDone<T>(all: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(all)
  return Promise.all(all)
}

/** The first answer that is one, asked for every tenth of a second; an error with the last words where there is none. */
export async function eventually<T>(ask: () => Promise<T | undefined>, words: () => string, ms = 30_000): Promise<T> {
  const end = Date.now() + ms
  while (Date.now() < end) {
    const answer = await ask().catch(() => undefined)
    if (answer !== undefined) return answer
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`nothing came within ${ms / 1000} s; the last words were:\n${words()}`)
}

/** A program that runs until it is stopped. */
export interface Running {
  /** Where it answers, without a path. */
  readonly url: string
  readonly stop: () => Promise<void>
}

/** Starts a program, which is ready when the URL answers; an error with its last words where it ends before. */
export async function startServer(
  tool: Tool,
  args: readonly string[],
  { url, cwd }: { readonly url: string; readonly cwd: string },
): Promise<Running> {
  const child = spawn(tool.path, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  let words = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      words = `${words}${text}`.slice(-2000)
    })
  }
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve())
    child.once('error', ({ message }) => {
      words += message
      resolve()
    })
  })
  const kill = () => void child.kill('SIGKILL')
  // a test runner that is stopped runs no hooks
  process.once('exit', kill)
  const stop = async () => {
    process.off('exit', kill)
    kill()
    await ended
  }
  try {
    const ready = eventually(
      async () => ((await fetch(url)).ok ? true : undefined),
      () => words,
    )
    const early = ended.then(() => Promise.reject(new Error(`${tool.name} ended; its last words were:\n${words}`)))
    await Promise.race([ready, early])
    return { url: new URL(url).origin, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Runs a program until the body is done; the body begins when the URL answers. */
export async function whileRunning<T>(
  tool: Tool,
  args: readonly string[],
  where: { readonly url: string; readonly cwd: string },
  body: () => Promise<T>,
): Promise<T> {
  const running = await startServer(tool, args, where)
  try {
    return await body()
  } finally {
    await running.stop()
  }
}
