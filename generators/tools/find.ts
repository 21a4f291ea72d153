import { accessSync, constants, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, isAbsolute, join, resolve } from 'node:path'
import { catalogue, type ToolName } from './catalogue.ts'
import { ToolError } from './error.ts'
import { folderOf } from './releases.ts'

export type { ToolName } from './catalogue.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** A binary that was found, and where. */
export interface Tool {
  readonly name: ToolName
  readonly path: string
  readonly from: 'environment' | 'path' | 'cache'
}

/** Whether the path leads to a regular file that this user may execute. */
export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

/** Where downloaded releases live: $PLIMSOLL_CACHE, else `plimsoll` in the user's cache folder. */
export function cacheDirectory(env: Environment = process.env): string {
  if (env.PLIMSOLL_CACHE) return resolve(env.PLIMSOLL_CACHE)
  const xdg = env.XDG_CACHE_HOME
  // the XDG specification says to ignore a relative path
  if (xdg && isAbsolute(xdg)) return join(xdg, 'plimsoll')
  return join(env.HOME || homedir(), '.cache', 'plimsoll')
}

/** The first executable on PATH with one of the names; an earlier name wins over an earlier folder. */
export function onPath(binaries: readonly string[], env: Environment = process.env): string | undefined {
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  return binaries.flatMap((binary) => folders.map((folder) => resolve(folder, binary))).find(isExecutable)
}

function fromEnvironment(name: ToolName, env: Environment): string | undefined {
  const { variable } = catalogue[name]
  const value = env[variable]
  if (!value) return undefined
  const path = resolve(value)
  if (isExecutable(path)) return path
  throw new ToolError(
    `${variable} is set to ${value}, which is not an executable file; correct the path or unset the variable`,
  )
}

function fromCache(name: ToolName, env: Environment): string | undefined {
  const { binaries, release } = catalogue[name]
  if (release === undefined) return undefined
  const path = join(cacheDirectory(env), folderOf(release), binaries[0])
  return isExecutable(path) ? path : undefined
}

/**
 * The tool named by its environment variable, else on PATH, else in the cache (the pinned release only).
 * Undefined where it is in none; a ToolError where the variable is set to something that is no executable file.
 */
export function findTool(name: ToolName, env: Environment = process.env): Tool | undefined {
  const sources = [
    ['environment', () => fromEnvironment(name, env)],
    ['path', () => onPath(catalogue[name].binaries, env)],
    ['cache', () => fromCache(name, env)],
  ] as const
  for (const [from, look] of sources) {
    const path = look()
    if (path !== undefined) return Object.freeze({ name, path, from })
  }
  return undefined
}
