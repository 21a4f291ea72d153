/** `npm run generate`: definitions to files on disk. */
import { pipeline } from '../pipeline.ts'
import { apply } from '../write/apply.ts'
import { readManifest } from '../write/manifest.ts'
import { type Plan, plan } from '../write/plan.ts'
import pc from './colours.ts'
import { keptProofs } from './memory.ts'
import { type Located, locate, printProblems, summary } from './report.ts'
import type { Settings } from './settings.ts'

/** 0 when written, 1 when a definition is wrong; then nothing was written. */
export async function generate(settings: Settings): Promise<number> {
  if (settings.watch) {
    const { watch, watched } = await import('./watch.ts')
    if (process.env[watched] === undefined) return watch()
  }
  const memory = keptProofs()
  const { systems, files, problems } = await pipeline({ ...settings, memory })
  memory.save()
  if (problems.length > 0) {
    const { misfitting } = await import('../fit.ts')
    return refuse(locate([...problems, ...misfitting(systems)], settings.root), settings)
  }
  const todo = plan(settings.out, files, readManifest(settings.out), settings.systems)
  const written = [...todo.added, ...todo.changed, ...(todo.manifestChanged ? [todo.manifest] : [])]
  // what is on disk already was valid when it was written, and compiling the schemas takes its time
  if (written.length > 0) {
    const { misfitting } = await import('../fit.ts')
    const misfits = misfitting(systems, written)
    if (misfits.length > 0) return refuse(locate(misfits, settings.root), settings)
    const { validateAll } = await import('../validate.ts')
    validateAll(written)
  }
  apply(todo)
  tell(todo, settings)
  return 0
}

function refuse(problems: readonly Located[], { json }: Settings): number {
  if (json) process.stdout.write(`${JSON.stringify({ problems }, null, 2)}\n`)
  else {
    printProblems(problems)
    const count = `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`
    process.stderr.write(`${pc.red(count)}; nothing was written\n`)
  }
  return 1
}

function tell(done: Plan, { json }: Settings): void {
  if (json) {
    process.stdout.write(`${JSON.stringify(result(done), null, 2)}\n`)
    return
  }
  for (const line of changes(done)) process.stdout.write(`${line}\n`)
  const written = done.added.length + done.changed.length
  process.stdout.write(`${summary({ written, unchanged: done.unchanged.length, removed: done.removed.length })}\n`)
}

/** `+ path`, `~ path` and `- path`, as in a plan of Terraform. */
export function changes({ added, changed, removed }: Plan): string[] {
  return [
    ...added.map(({ path }) => `${pc.green('+')} ${path}`),
    ...changed.map(({ path }) => `${pc.yellow('~')} ${path}`),
    ...removed.map((path) => `${pc.red('-')} ${path}`),
  ]
}

export function result({ added, changed, unchanged, removed, foreign, manifestChanged }: Plan): object {
  const paths = (files: Plan['added']) => files.map(({ path }) => path)
  return {
    added: paths(added),
    changed: paths(changed),
    unchanged: unchanged.length,
    removed,
    foreign,
    manifestChanged,
    seconds: Number((performance.now() / 1000).toFixed(3)),
  }
}
