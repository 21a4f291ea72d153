import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { installRelease } from '../../../generators/tools/download.ts'
import { ToolError } from '../../../generators/tools/error.ts'
import { archiveFolderOf, type Release, releaseFor } from '../../../generators/tools/releases.ts'
import { script } from './support.ts'

export const pinned = releaseFor('prometheus', 'linux-amd64')

/** A small archive of fake tools, and the release whose sum it has. */
export function pack(folder: string, binaries = ['promtool', 'prometheus']): { release: Release; bytes: Buffer } {
  const top = archiveFolderOf(pinned)
  for (const binary of binaries) script(join(folder, top, binary), `echo "${binary}, version 9.8.7 (branch: fake)"`)
  const archive = join(folder, 'archive.tar.gz')
  execFileSync('tar', ['-czf', archive, '-C', folder, top])
  return releaseOf(readFileSync(archive))
}

/** The release whose archive these bytes would be. */
export function releaseOf(bytes: Buffer): { release: Release; bytes: Buffer } {
  return { release: { ...pinned, sha256: createHash('sha256').update(bytes).digest('hex') }, bytes }
}

/** The message of a ToolError that the install must end with. */
export async function refused(release: Release, cache: string, base: string, timeoutMs = 5000): Promise<string> {
  const error = await installRelease(release, { cache, base, timeoutMs }).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(ToolError)
  return (error as ToolError).message
}
