import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { ToolError } from './error.ts'
import type { Environment } from './find.ts'

/** Anything to run: a Tool, or a system program by its name. */
export interface Program {
  readonly name: string
  readonly path: string
}

export interface RunOptions {
  readonly cwd?: string
  readonly env?: Environment
  /** What the program reads on its standard input. */
  readonly input?: string
  readonly timeoutMs?: number
}

export interface Outcome {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

function start(tool: Program, args: readonly string[], options: RunOptions): ChildProcessWithoutNullStreams {
  const { cwd, env = process.env } = options
  return spawn(tool.path, args, { cwd, env: { ...env }, stdio: 'pipe' })
}

function cannotStart({ name, path }: Program, cause: unknown): ToolError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  const message = `${name} cannot be started from ${path} (${reason}); check that it is installed and executable`
  return new ToolError(message, { cause })
}

function collect(stream: NodeJS.ReadableStream): () => string {
  let text = ''
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
  })
  return () => text
}

function kill(child: ChildProcessWithoutNullStreams, done: () => void): void {
  if (child.exitCode !== null || child.signalCode !== null) done()
  else child.once('exit', done)
  child.kill('SIGKILL')
  // a grandchild may hold the pipes open for longer
  for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy()
}

function communicate(child: ChildProcessWithoutNullStreams, tool: Program, options: RunOptions): Promise<Outcome> {
  const { input = '', timeoutMs = 60_000 } = options
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)]
  return new Promise((resolve, reject) => {
    const late = `${tool.name} did not finish within ${timeoutMs / 1000} s and was killed; retry, or check its input`
    const timer = setTimeout(() => kill(child, () => reject(new ToolError(late))), timeoutMs)
    child.once('error', (cause) => {
      clearTimeout(timer)
      reject(cannotStart(tool, cause))
    })
    child.once('close', (code, signal) => {
      clearTimeout(timer)
      if (code !== null) resolve(Object.freeze({ code, stdout: stdout(), stderr: stderr() }))
      else reject(new ToolError(`${tool.name} was ended by ${signal}; run it again by hand to see why`))
    })
    // a program may exit without reading all of its input
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}

/**
 * Runs a program without a shell, and resolves with its exit code and output whatever the code is.
 * A ToolError where it cannot be started, is ended by a signal, or outlasts `timeoutMs` (a minute by default).
 */
export async function runTool(tool: Program, args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  let child: ChildProcessWithoutNullStreams
  try {
    child = start(tool, args, options)
  } catch (cause) {
    throw cannotStart(tool, cause)
  }
  return communicate(child, tool, options)
}

/** The version a tool reports, such as `3.15.0` or `2.42.0+ds`; a ToolError where it reports none. */
export async function versionOf(tool: Program): Promise<string> {
  const { code, stdout, stderr } = await runTool(tool, ['--version'])
  // which stream it is depends on the release
  const version = /\b(?:version|Chromium|Chrome) ([^\s(]+)/.exec(`${stdout}\n${stderr}`)?.[1]
  if (code === 0 && version !== undefined) return version
  throw new ToolError(
    `${tool.path} --version exited with ${code} and named no version; check that it is really ${tool.name}`,
  )
}
