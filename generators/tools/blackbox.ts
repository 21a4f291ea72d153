/** blackbox_exporter's own judgement of its modules. */
import type { OutputFile } from '../outputs/file.ts'
import { findTool } from './find.ts'
import { inFolder } from './folder.ts'
import type { Finding } from './promtool.ts'
import { runTool, versionOf } from './run.ts'

/** `blackbox_exporter --config.check` on each file, in a folder that is removed afterwards. */
export async function blackboxFindings(files: readonly OutputFile[]): Promise<Finding> {
  const tool = findTool('blackbox_exporter')
  if (!tool) return { ran: false, findings: [] }
  const read = files.filter(({ path }) => path.includes('/blackbox/'))
  return inFolder(read, async (cwd) => {
    const results = await Promise.all(
      read.map(async ({ path }) => {
        const { code, stdout, stderr } = await runTool(tool, ['--config.check', `--config.file=${path}`], { cwd })
        return code === 0 ? [] : [`blackbox_exporter --config.check: ${path}: ${`${stdout}\n${stderr}`.trim()}`]
      }),
    )
    return { ran: true, version: await versionOf(tool), findings: results.flat() }
  })
}
