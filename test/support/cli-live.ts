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
  /** Sends a signal, and gives the exit code: to the command alone, or as a terminal does to all that it started. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<number | null>
  readonly code: Promise<number | null>
}

export function start(args: readonly string[], env: Readonly<Record<string, string>> = {}): Live {
  const [program = '', ...rest] = [...command, ...args]
  const stdio: ['ignore', 'pipe', 'pipe'] = ['ignore', 'pipe', 'pipe']
  // a group of its own, which gets signals as a whole
  const child = spawn(program, rest, { cwd: root, env: environment(env), stdio, detached: true })
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
      if (signal === 'SIGTERM') child.kill(signal)
      else killGroup(child.pid ?? 0, signal)
      return code
    },
    code,
  }
}

function killGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal)
  } catch {
    // all of it has ended
  }
}
