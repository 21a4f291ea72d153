/** out/manifest.json: every file that was generated, with its sha256. What is not in it is never deleted. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OutputFile } from '../outputs/file.ts'
import { explain, UsageError } from './error.ts'
import { isInside } from './paths.ts'

export const manifestPath = 'manifest.json'
export type Manifest = Readonly<Record<string, string>>

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Adds the manifest to the files that it lists. */
export function manifestFile(files: Manifest): OutputFile {
  const sorted = Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)))
  const value = { $schema: '../schemas/files/manifest.schema.json', version: 1, files: sorted }
  return { path: manifestPath, text: `${JSON.stringify(value, null, 2)}\n`, schema: 'manifest', value }
}

/**
 * The manifest of an earlier run; empty where there is none. It is not trusted: an entry that leads elsewhere, or a file
 * that is no manifest, is a UsageError, since what it says is deleted.
 */
export function readManifest(out: string): Manifest {
  let text: string
  try {
    text = readFileSync(join(out, manifestPath), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw explain(error, 'read', join(out, manifestPath))
  }
  const files = parse(text)
  if (!files)
    throw new UsageError(`${join(out, manifestPath)} is no manifest of Plimsoll; restore it from version control`)
  const stray = Object.keys(files).find((path) => !isInside(path))
  if (stray !== undefined)
    throw new UsageError(
      `${join(out, manifestPath)} names ${JSON.stringify(stray)}, which is outside of it; restore it from version control`,
    )
  return files
}

function parse(text: string): Manifest | undefined {
  try {
    const { version, files } = JSON.parse(text) as { version?: unknown; files?: unknown }
    const valid =
      version === 1 &&
      typeof files === 'object' &&
      files !== null &&
      !Array.isArray(files) &&
      Object.values(files).every((sum) => typeof sum === 'string' && /^[0-9a-f]{64}$/.test(sum))
    return valid ? (files as Manifest) : undefined
  } catch {
    return undefined
  }
}
