/** The real promtool; a test that needs it fails where it is missing, and says how to get it. */
import { findTool } from '../../generators/tools/find.ts'
import { runTool } from '../../generators/tools/run.ts'

export async function promtool(
  args: readonly string[],
  options: { readonly cwd?: string; readonly input?: string; readonly timeoutMs?: number } = {},
) {
  const tool = findTool('promtool')
  if (!tool) throw new Error('promtool is missing; run npm run tools')
  const { code, stdout, stderr } = await runTool(tool, args, options)
  return { code, output: `${stdout}${stderr}` }
}
