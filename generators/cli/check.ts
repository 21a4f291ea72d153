/** `npm run check`: is all well? Writes nothing below the project. */
import pc from 'picocolors'
import { pipeline } from '../pipeline.ts'
import { relativePath } from '../problem.ts'
import { type Finding, promtoolFindings } from '../tools/promtool.ts'
import { validateAll } from '../validate.ts'
import { readManifest } from '../write/manifest.ts'
import { type Plan, plan } from '../write/plan.ts'
import { changes, result } from './generate.ts'
import { type Located, locate, printProblems, summary } from './report.ts'
import type { Settings } from './settings.ts'

/** 0 when clean; 1 for problems, drift or a refusal of promtool; 2 where promtool is missing in CI. */
export async function checkAll(settings: Settings): Promise<number> {
  const verdict = await judge(settings)
  if (settings.json) process.stdout.write(`${JSON.stringify(asJson(verdict), null, 2)}\n`)
  else printVerdict(verdict, settings)
  const { problems, promtool } = verdict
  if (problems.length > 0 || isStale(verdict) || promtool.findings.length > 0) return 1
  return !promtool.ran && process.env.CI === 'true' ? 2 : 0
}

interface Verdict {
  readonly systems: number
  readonly files: number
  readonly problems: readonly Located[]
  /** What `generate` would do; undefined where problems keep it from being known. */
  readonly todo?: Plan
  readonly promtool: Finding
}

async function judge(settings: Settings): Promise<Verdict> {
  const { files, problems, systems } = await pipeline(settings)
  const counts = { systems: systems.length, files: files.length }
  if (problems.length > 0) {
    return { ...counts, problems: locate(problems, settings.root), promtool: { ran: false, findings: [] } }
  }
  validateAll(files)
  const todo = plan(settings.out, files, readManifest(settings.out), settings.systems)
  return { ...counts, problems: [], todo, promtool: await promtoolFindings(files) }
}

function isStale({ todo }: Verdict): boolean {
  return todo !== undefined && (changes(todo).length > 0 || todo.manifestChanged || todo.foreign.length > 0)
}

function asJson({ problems, todo, promtool, ...counts }: Verdict): object {
  return { ...counts, problems, drift: todo ? result(todo) : null, promtool }
}

function printVerdict(verdict: Verdict, { out, root }: Settings): void {
  const { problems, todo, promtool } = verdict
  const drift = todo ? changes(todo) : []
  printProblems(problems)
  for (const line of drift) process.stdout.write(`${line}\n`)
  if (isStale(verdict)) {
    process.stderr.write(
      `${relativePath(root, out)} is not in step with the definitions; run npm run generate and commit the result\n`,
    )
  }
  for (const finding of promtool.findings) process.stderr.write(`${finding}\n`)
  if (todo && !promtool.ran) {
    process.stderr.write(`${pc.yellow('not run: promtool')}; install it, or name it in PLIMSOLL_PROMTOOL\n`)
  }
  const counts = {
    systems: verdict.systems,
    files: verdict.files,
    stale: drift.length,
    problems: problems.length + promtool.findings.length,
  }
  process.stdout.write(`${summary(counts)}${promtool.version ? `, promtool ${promtool.version}` : ''}\n`)
}
