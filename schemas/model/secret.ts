/**
 * Secrets: always a file, never a value.
 * https://docs.docker.com/reference/compose-file/secrets/
 */
import { z } from 'zod'

/** The file of a secret, as a container sees it. */
export type SecretPath = `/run/secrets/${string}`
/** Any file that holds a secret: an absolute path, such as `secret('slack-url')` gives. */
export type SecretFile = `/${string}`

const folder = '/run/secrets/'
const secretName = /^[a-z0-9][a-z0-9-]*$/

/** `/run/secrets/<name>`, where Compose mounts `secrets/<name>`. Throws where the name could lead elsewhere. */
export function secret(name: string): SecretPath {
  // what was given may be the value, which no message must show
  if (!secretName.test(name))
    throw new Error('a secret is named in lower case with dashes, such as slack-url; its value belongs in the file')
  return `${folder}${name}`
}

/** The name of a secret that Compose mounts; undefined for a file elsewhere. */
export const secretOf = (path: string): string | undefined =>
  path.startsWith(folder) ? path.slice(folder.length) : undefined

const byFile = "a secret is given by the absolute path of its file, such as secret('slack-url'), and never by its value"

export const secretFile = z
  .string(byFile)
  .regex(/^(\/[\w.-]+)+$/, byFile)
  .refine((path) => !path.split('/').includes('..'), 'a secret file is named without ..')
  .refine(
    (path) => secretName.test(secretOf(path) ?? 'elsewhere'),
    'a secret is named in lower case with dashes, such as slack-url',
  )
