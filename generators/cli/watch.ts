/** `--watch`: the same command again in a fresh process whenever a file that it imported changes, which tsx sees to. */
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

/** Set in the processes that `--watch` starts, which have the same arguments. */
export const watched = 'PLIMSOLL_WATCHED'

export function watch(): Promise<number> {
  const tsx = createRequire(import.meta.url).resolve('tsx/cli')
  const outputs = fileURLToPath(new URL('../outputs', import.meta.url))
  const main = process.argv[1] as string
  const child = spawn(
    process.execPath,
    [tsx, 'watch', '--clear-screen=false', `--include=${outputs}/*/templates/*`, main, ...process.argv.slice(2)],
    { stdio: 'inherit', env: { ...process.env, [watched]: '1' } },
  )
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => resolve(code ?? 0))
  })
}
