/** The compiler that the project pins, run on a project file; its words are compared, so its version matters. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

export function tsc(project: string, ...args: readonly string[]): string {
  const { stdout, error } = spawnSync(
    process.execPath,
    ['node_modules/typescript/bin/tsc', '-p', project, '--pretty', 'false', ...args],
    { cwd: root, encoding: 'utf8' },
  )
  if (error) throw error
  return stdout
}
