import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { catalogue, type ReleaseName, toolsIn } from './catalogue.ts'
import { ToolError } from './error.ts'
import { isExecutable } from './find.ts'
import { archiveFolderOf, binariesOf, folderOf, type Release, urlOf } from './releases.ts'
import { runTool } from './run.ts'

export interface InstallOptions {
  /** The folder that receives the release. */
  readonly cache: string
  /** Where the archive is, instead of https://github.com. */
  readonly base?: string
  readonly timeoutMs?: number
}

function byHand(name: ReleaseName): string {
  const variables = toolsIn(name).map((tool) => catalogue[tool].variable)
  return `install the tools by hand and set ${variables.join(' and ')} to their paths`
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  // fetch says only "fetch failed" or "terminated" itself
  return error.cause instanceof Error ? error.cause.message || error.message : error.message
}

/** Fetches into a file and returns the sha256 of what came. */
async function fetchInto(file: string, url: string, timeoutMs: number): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) })
  if (response.status !== 200 || !response.body) {
    await response.body?.cancel()
    throw new Error(`the server answered ${response.status}`)
  }
  const hash = createHash('sha256')
  const hashing = async function* (chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      hash.update(chunk)
      yield chunk
    }
  }
  await pipeline(response.body, hashing, createWriteStream(file))
  return hash.digest('hex')
}

async function download(release: Release, file: string, options: InstallOptions): Promise<void> {
  const { base = 'https://github.com', timeoutMs = 5 * 60_000 } = options
  const url = urlOf(release, base)
  let sum: string
  try {
    sum = await fetchInto(file, url, timeoutMs)
  } catch (cause) {
    const advice = `check the network, or ${byHand(release.name)}`
    throw new ToolError(`${url} cannot be downloaded (${reasonOf(cause)}); ${advice}`, { cause })
  }
  if (sum === release.sha256) return
  throw new ToolError(
    `${url} has the sha256 ${sum} instead of the pinned ${release.sha256} and was thrown away; ` +
      `retry, or ${byHand(release.name)}`,
  )
}

function isComplete(folder: string, name: ReleaseName): boolean {
  return binariesOf(name).every((binary) => isExecutable(join(folder, binary)))
}

async function unpack(release: Release, archive: string, into: string): Promise<string> {
  await mkdir(into)
  const args = ['-xzf', archive, '-C', into, '--no-same-owner']
  const { code, stderr } = await runTool({ name: 'tar', path: 'tar' }, args)
  const folder = join(into, archiveFolderOf(release))
  if (code === 0 && isComplete(folder, release.name)) return folder
  const reason = code === 0 ? `lacks one of ${binariesOf(release.name).join(', ')}` : stderr.split('\n')[0]
  throw new ToolError(`The archive of ${archiveFolderOf(release)} is unusable (${reason}); ${byHand(release.name)}`)
}

async function moveIntoPlace(from: string, to: string, name: ReleaseName): Promise<void> {
  try {
    await rename(from, to)
  } catch (cause) {
    // someone else may have installed it meanwhile
    if (isComplete(to, name)) return
    throw new ToolError(`${to} is in the way and lacks the tools (${reasonOf(cause)}); remove it and retry`, { cause })
  }
}

async function temporaryFolder(cache: string): Promise<string> {
  try {
    await mkdir(cache, { recursive: true })
    return await mkdtemp(join(cache, '.install-'))
  } catch (cause) {
    const message = `The cache ${cache} is not writable (${reasonOf(cause)}); set PLIMSOLL_CACHE to another folder`
    throw new ToolError(message, { cause })
  }
}

/**
 * Downloads, verifies and unpacks an official release into the cache, and returns its folder there; does nothing where
 * it is there already. A ToolError, with nothing left behind, where any of that fails.
 */
export async function installRelease(release: Release, options: InstallOptions): Promise<string> {
  const folder = join(options.cache, folderOf(release.name, release.version))
  if (isComplete(folder, release.name)) return folder
  const work = await temporaryFolder(options.cache)
  try {
    const archive = join(work, 'archive.tar.gz')
    await download(release, archive, options)
    await moveIntoPlace(await unpack(release, archive, join(work, 'unpacked')), folder, release.name)
    return folder
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}
