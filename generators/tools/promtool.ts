/** Prometheus' own judgement of what was generated. */
import type { OutputFile } from '../outputs/file.ts'
import { findTool, type Tool } from './find.ts'
import { inFolder } from './folder.ts'
import { runTool, versionOf } from './run.ts'

export interface Finding {
  /** Whether it judged all that there is for it. */
  readonly ran: boolean
  readonly version?: string
  /** What it refused, with its own words. */
  readonly findings: readonly string[]
  /** Why it did not judge all, where it is there and could not. */
  readonly why?: string
}

/**
 * `promtool check config`, which would miss the secrets if it looked for them, and `check rules --lint=all --lint-fatal`,
 * on files in a folder that is removed afterwards.
 */
export async function promtoolFindings(files: readonly OutputFile[]): Promise<Finding> {
  const tool = findTool('promtool')
  if (!tool) return { ran: false, findings: [] }
  const read = files.filter(({ path }) => path.includes('/prometheus/'))
  const configs = read.filter(({ path }) => path.endsWith('/prometheus.yml'))
  const rules = read.filter(({ path }) => path.includes('/rules/')).map(({ path }) => path)
  return inFolder(read, async (folder) => {
    const [version, ...results] = await Promise.all([
      versionOf(tool),
      ...configs.map(({ path }) => run(tool, folder, ['check', 'config', '--syntax-only', path])),
      ...(rules.length > 0 ? [run(tool, folder, ['check', 'rules', '--lint=all', '--lint-fatal', ...rules])] : []),
    ])
    return { ran: true, version, findings: results.filter((finding) => finding !== undefined) }
  })
}

async function run(tool: Tool, cwd: string, args: string[]): Promise<string | undefined> {
  const { code, stdout, stderr } = await runTool(tool, args, { cwd })
  return code === 0 ? undefined : `promtool ${args.slice(0, 2).join(' ')}: ${`${stdout}\n${stderr}`.trim()}`
}
