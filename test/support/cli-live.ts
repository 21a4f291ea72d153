/** The real command while it runs: what it says so far, and how it ends. */
import { spawn } from 'node:child_process'
import { command, ended, environment, root } from './cli-run.ts'
import { eventually } from './server.ts'

export interface Live {
  readonly pid: number
  /** The first match in what was said so far, as soon as there is one. */
  readonly says: (pattern: RegExp, ms?: number) => Promise<RegExpExecArray>
  /** All that was said. */
  readonly said: () => string
  /** Sends a signal, and gives the exit code. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<number | null>
  readonly code: Promise<number | null>
}

export function start(args: readonly string[], env: Readonly<Record<string, string>> = {}): Live {
  const [program = '', ...rest] = [...command, ...args]
  const child = spawn(program, rest, { cwd: root, env: environment(env), stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
    })
  }
  const code = ended(child)
  return {
    pid: child.pid ?? 0,
    said: () => text,
    says: (pattern, ms) =>
      eventually(
        async () => pattern.exec(text) ?? undefined,
        () => text,
        ms,
      ),
    stop: (signal = 'SIGINT') => {
      child.kill(signal)
      return code
    },
    code,
  }
}
