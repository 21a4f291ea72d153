/** `npm run generate`: definitions to files on disk. */
import pc from 'picocolors'
import { pipeline } from '../pipeline.ts'
import { apply } from '../write/apply.ts'
import { readManifest } from '../write/manifest.ts'
import { type Plan, plan } from '../write/plan.ts'
import { locate, printProblems, summary } from './report.ts'
import type { Settings } from './settings.ts'

/** 0 when written, 1 when a definition is wrong; then nothing was written. */
export async function generate(settings: Settings): Promise<number> {
  if (settings.watch) return (await import('./watch.ts')).watch()
  const { files, problems } = await pipeline(settings)
  if (problems.length > 0) {
    const located = locate(problems, settings.root)
    if (settings.json) process.stdout.write(`${JSON.stringify({ problems: located }, null, 2)}\n`)
    else {
      printProblems(located)
      process.stderr.write(
        `${pc.red(`${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`)}; nothing was written\n`,
      )
    }
    return 1
  }
  const todo = plan(settings.out, files, readManifest(settings.out), settings.systems)
  const written = [...todo.added, ...todo.changed, ...(todo.manifestChanged ? [todo.manifest] : [])]
  // what is on disk already was valid when it was written, and compiling the schemas takes its time
  if (written.length > 0) (await import('../validate.ts')).validateAll(written)
  apply(todo)
  if (settings.json) process.stdout.write(`${JSON.stringify(result(todo), null, 2)}\n`)
  else {
    for (const line of changes(todo)) process.stdout.write(`${line}\n`)
    const count = todo.added.length + todo.changed.length
    process.stdout.write(
      `${summary({ written: count, unchanged: todo.unchanged.length, removed: todo.removed.length })}\n`,
    )
  }
  return 0
}

/** `+ path`, `~ path` and `- path`, as in a plan of Terraform. */
export function changes({ added, changed, removed }: Plan): string[] {
  return [
    ...added.map(({ path }) => `${pc.green('+')} ${path}`),
    ...changed.map(({ path }) => `${pc.yellow('~')} ${path}`),
    ...removed.map((path) => `${pc.red('-')} ${path}`),
  ]
}

export function result({ added, changed, unchanged, removed }: Plan): object {
  const paths = (files: Plan['added']) => files.map(({ path }) => path)
  return {
    added: paths(added),
    changed: paths(changed),
    unchanged: unchanged.length,
    removed,
    seconds: Number((performance.now() / 1000).toFixed(3)),
  }
}
