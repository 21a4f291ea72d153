/** Temporary folders, and what is in them. */
import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A folder in the system's place for them; whoever makes it removes it. */
export async function makeFolder(): Promise<string> {
  return realpath(await mkdtemp(join(tmpdir(), 'plimsoll-cli-')))
}

export const removeFolder = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true })

/** Runs the body with a folder of its own, which is removed afterwards. */
export async function withFolder<T>(body: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = await makeFolder()
  try {
    return await body(folder)
  } finally {
    await removeFolder(folder)
  }
}

/** Every file and link below a folder, by its path with slashes; bytes as Latin-1, so that nothing gets lost. */
export function filesIn(folder: string, prefix = ''): Record<string, string> {
  const entries = readdirSync(join(folder, prefix)).sort()
  return Object.assign(
    {},
    ...entries.map((name) => {
      const path = prefix === '' ? name : `${prefix}/${name}`
      const stat = lstatSync(join(folder, path))
      if (stat.isDirectory()) return filesIn(folder, path)
      if (stat.isSymbolicLink()) return { [path]: `-> ${readlinkSync(join(folder, path))}` }
      return { [path]: readFileSync(join(folder, path), 'latin1') }
    }),
  ) as Record<string, string>
}

/** Every folder below a folder. */
export function foldersIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
}

/** Writes a file with the folders above it, and returns its path. */
export function put(folder: string, path: string, text: string): string {
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  return file
}
