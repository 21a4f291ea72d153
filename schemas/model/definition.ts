/** Where a definition was written, for messages and for the first line of what is generated from it. */
import { fileURLToPath } from 'node:url'

const vocabulary = new URL('..', import.meta.url)
/** As frames of a stack name their files: by URL where Node loaded them, by path where a loader did. */
const [byUrl, byPath] = [vocabulary.href, fileURLToPath(vocabulary)]

/**
 * The path of the file that called the vocabulary: the first caller outside of `schemas/`.
 * Only file names are kept, since lines shift when a file is transformed.
 */
export function definedIn(): string {
  // most callers are near, and a stack takes its time
  const file = callerWithin(6) ?? callerWithin(12)
  return file === undefined ? '' : pathOf(file)
}

function callerWithin(frames: number): string | undefined {
  const { prepareStackTrace, stackTraceLimit } = Error
  Error.prepareStackTrace = firstOutside
  Error.stackTraceLimit = frames
  const { stack } = new Error() as { stack?: string }
  Error.prepareStackTrace = prepareStackTrace
  Error.stackTraceLimit = stackTraceLimit
  return stack
}

function firstOutside(_: Error, sites: readonly NodeJS.CallSite[]): string | undefined {
  for (const site of sites) {
    const name = site.getFileName()
    if (name && !name.startsWith(name.startsWith('file:') ? byUrl : byPath)) return name
  }
  return undefined
}

const pathOf = (name: string): string => (name.startsWith('file:') ? fileURLToPath(name.split('?')[0] as string) : name)
