import { catalogue, type ToolName } from './catalogue.ts'
import { installDebianPackages, isDebianRoot, packagesFor } from './debian.ts'
import { installRelease } from './download.ts'
import { ToolError } from './error.ts'
import { cacheDirectory, type Environment, findTool, type Tool } from './find.ts'
import { platformOf, releaseFor } from './releases.ts'
import { versionOf } from './run.ts'

export type Install = (missing: readonly ToolName[], env: Environment) => Promise<void>

/** Where tools are looked for, and how missing ones are installed. */
export interface Surroundings {
  readonly env?: Environment
  readonly install?: Install
}

/** Installs the pinned official releases of the tools into the cache; a ToolError where that fails. */
export async function installReleases(names: readonly ToolName[], env: Environment, base?: string): Promise<void> {
  const unpinned = names.find((tool) => catalogue[tool].release === undefined)
  if (unpinned) throw new ToolError(`No official release of ${unpinned} is pinned; ${byHand(unpinned)}`)
  const platform = platformOf(process.platform, process.arch)
  const options = { cache: cacheDirectory(env), ...(base === undefined ? {} : { base }) }
  for (const name of new Set(names.flatMap((tool) => catalogue[tool].release ?? []))) {
    await installRelease(releaseFor(name, platform), options)
  }
}

const byHand = (name: ToolName): string => `install it by hand and set ${catalogue[name].variable} to its path`

async function installMissing(names: readonly ToolName[], env: Environment): Promise<void> {
  if (isDebianRoot()) await installDebianPackages(packagesFor(names))
  else await installReleases(names, env)
}

function mustFind(name: ToolName, env: Environment): Tool {
  const tool = findTool(name, env)
  if (tool) return tool
  throw new ToolError(`${name} is still missing after the installation; ${byHand(name)}`)
}

/**
 * Finds the tools, and installs the missing ones: as packages for root on Debian or Ubuntu, as official releases in the
 * cache elsewhere. Logs a line for each tool. A ToolError where one cannot be installed or does not run.
 */
export async function ensureTools(
  names: readonly ToolName[],
  log: (line: string) => void,
  { env = process.env, install = installMissing }: Surroundings = {},
): Promise<Tool[]> {
  const missing = names.filter((name) => findTool(name, env) === undefined)
  if (missing.length > 0) await install(missing, env)
  const tools = names.map((name) => mustFind(name, env))
  for (const tool of tools) log(`${tool.name} ${await versionOf(tool)} from ${tool.from}`)
  return tools
}
