/**
 * Makes sure that the tools named as arguments are installed; all of them when none is named.
 * Run it with `node --import tsx generators/tools/install.ts [tool...]`; it exits with 2 where a tool stays missing.
 */
import { type ToolName, toolNames } from './catalogue.ts'
import { ensureTools } from './ensure.ts'
import { ToolError } from './error.ts'

function toolNamed(text: string): ToolName {
  const name = toolNames.find((known) => known === text)
  if (name) return name
  throw new ToolError(`There is no tool called ${text}; name one of ${toolNames.join(', ')}`)
}

try {
  const names = process.argv.slice(2).map(toolNamed)
  await ensureTools(names.length > 0 ? names : toolNames, console.log)
} catch (error) {
  if (!(error instanceof ToolError)) throw error
  console.error(error.message)
  process.exitCode = 2
}
