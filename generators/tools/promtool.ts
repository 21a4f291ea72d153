/** Prometheus' own judgement of what was generated. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { OutputFile } from '../outputs/file.ts'
import { findTool, type Tool } from './find.ts'
import { runTool, versionOf } from './run.ts'

export interface Finding {
  readonly ran: boolean
  readonly version?: string
  /** What promtool refused, with its own words. */
  readonly findings: readonly string[]
}

/** `promtool check config` and `check rules --lint=all --lint-fatal` on files in a folder that is removed afterwards. */
export async function promtoolFindings(files: readonly OutputFile[]): Promise<Finding> {
  const tool = findTool('promtool')
  if (!tool) return { ran: false, findings: [] }
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-'))
  try {
    const written = files
      .filter(({ path }) => path.includes('/prometheus/'))
      .map(({ path, text }) => write(folder, path, text))
    const configs = written.filter((path) => path.endsWith('/prometheus.yml'))
    const rules = written.filter((path) => path.includes('/rules/'))
    const runs = await Promise.all([
      versionOf(tool),
      ...configs.map((path) => run(tool, folder, ['check', 'config', '--lint=all', '--lint-fatal', path])),
      ...(rules.length > 0 ? [run(tool, folder, ['check', 'rules', '--lint=all', '--lint-fatal', ...rules])] : []),
    ])
    const [version, ...results] = runs as [string, ...(string | undefined)[]]
    return { ran: true, version, findings: results.filter((finding) => finding !== undefined) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function write(folder: string, path: string, text: string): string {
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  return path
}

async function run(tool: Tool, cwd: string, args: string[]): Promise<string | undefined> {
  const { code, stdout, stderr } = await runTool(tool, args, { cwd })
  return code === 0 ? undefined : `promtool ${args.slice(0, 2).join(' ')}: ${`${stdout}\n${stderr}`.trim()}`
}
