/** The real amtool; a test that needs it fails where it is missing, and says how to get it. */
import { findTool } from '../../generators/tools/find.ts'
import { runTool } from '../../generators/tools/run.ts'

export async function amtool(
  args: readonly string[],
  options: { readonly cwd?: string; readonly input?: string } = {},
) {
  const tool = findTool('amtool')
  if (!tool) throw new Error('amtool is missing; run npm run tools')
  const { code, stdout, stderr } = await runTool(tool, args, options)
  return { code, stdout: stdout.trim(), output: `${stdout}${stderr}` }
}
