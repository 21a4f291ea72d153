/** Where a definition was written, for messages and for the first line of what is generated from it. */
import { fileURLToPath } from 'node:url'

const vocabulary = new URL('..', import.meta.url).href

/**
 * The path of the file that called the vocabulary: the first caller outside of `schemas/`.
 * Only file names are kept, since lines shift when a file is transformed.
 */
export function definedIn(): string {
  const { prepareStackTrace, stackTraceLimit } = Error
  Error.prepareStackTrace = (_, sites) => sites.map((site) => site.getFileName() ?? '')
  Error.stackTraceLimit = 12
  const files = new Error().stack as unknown as string[]
  Error.prepareStackTrace = prepareStackTrace
  Error.stackTraceLimit = stackTraceLimit
  const file = files.find((name) => name !== '' && !toHref(name).startsWith(vocabulary))
  return file === undefined ? '' : pathOf(file)
}

const toHref = (name: string): string => (name.startsWith('file:') ? name : `file://${name}`)
const pathOf = (name: string): string => (name.startsWith('file:') ? fileURLToPath(name.split('?')[0] as string) : name)
