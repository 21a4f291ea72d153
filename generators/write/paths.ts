/** Paths below `out/`, and nothing else: neither definitions nor a manifest can lead out of it. */
import { lstatSync, realpathSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { explain, UsageError } from './error.ts'

/** Of hidden files, only the one that Compose reads. */
const segment = /^(?:\.env|[A-Za-z0-9_][A-Za-z0-9_.-]*)$/

/** Whether a path is relative, with slashes, and made of plain names. */
export function isInside(path: string): boolean {
  return path.length > 0 && path.length < 400 && path.split('/').every((part) => segment.test(part) && part !== '..')
}

/** The path on disk. Throws a UsageError where it would leave `out`, by its name or through a link. */
export function resolveInside(out: string, path: string): string {
  if (!isInside(path))
    throw new UsageError(
      `${JSON.stringify(path)} is no path inside ${out}; name systems, rule files and alerts with letters, digits and dashes`,
    )
  const file = join(out, ...path.split('/'))
  const parent = existingParent(dirname(file))
  const real = realPath(parent)
  const base = realPath(existingParent(out))
  if (real !== base && !real.startsWith(base + sep)) {
    throw new UsageError(`${parent} leads out of ${out} to ${real}; remove the link`)
  }
  return file
}

function realPath(folder: string): string {
  try {
    return realpathSync(folder)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new UsageError(`${folder} is a link to nothing; remove the link, and run again`)
    throw explain(error, 'read', folder)
  }
}

function existingParent(folder: string): string {
  for (let path = folder; ; path = dirname(path)) {
    if (exists(path) || dirname(path) === path) return path
  }
}

function exists(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined
  } catch {
    return false
  }
}
