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

/** The names of the secrets whose paths stand in a word of a command: `slack-url` of `--url-file=/run/secrets/slack-url`. */
export const secretsIn = (text: string): string[] =>
  [...text.matchAll(/(?<![\w.-])\/run\/secrets\/([\w./-]*)/g)].map(([, name = '']) => name)

/** Whether Compose can declare a secret of that name. */
export const isSecretName = (name: string): boolean => secretName.test(name)

/** What is wrong with the name of a secret that Compose cannot declare. */
export const secretNamed = 'a secret is named in lower case with dashes, such as slack-url'
const byFile = "a secret is given by the absolute path of its file, such as secret('slack-url'), and never by its value"

export const secretFile = z
  .string(byFile)
  .regex(/^(\/[\w.-]+)+$/, byFile)
  .refine((path) => !path.split('/').includes('..'), 'a secret file is named without ..')
  .refine((path) => isSecretName(secretOf(path) ?? 'elsewhere'), secretNamed)

/** What names a value that opens something, wherever in a name it stands. */
const opens = /(?:password|passwd|passphrase|secret|token|credentials?)$/
/** What does so only at the end of a name: a key has a prefix, and a cookie is secure. */
const opensLast = /^(?:pass|pwd|apikey|key|authorization|cookie)$/
/** What a name ends in that says something about a secret, or where it is. */
const about = /^(?:file|path|dir|folder|name|id|type|ttl|timeout|length|prefix|header|url|uri|endpoint)$/
/** Keys that everybody may know. */
const open = /^(?:public|partition|sort|primary|foreign|idempotency|socket|message)$/

/**
 * Whether a name promises a secret as its value: `DB_PASSWORD`, `--token`, `X-Api-Key`; not `SSL_KEY_FILE`, which is
 * about one, nor `--check-single-keys`.
 */
export function looksSecret(name: string): boolean {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '')
  const [before = '', last = ''] = [words.at(-2), words.at(-1)]
  if (about.test(last)) return false
  return words.some((word) => opens.test(word)) || (opensLast.test(last) && !open.test(before))
}

/**
 * What stands before a host: `me:pw` of `https://me:pw@h/`, and of `me:pw@h:80` without a scheme. A password may hold a
 * slash, and a port is none.
 */
const userInfo = /(?:^|:\/\/)[^\s/?#@[:]*(:(?!\/\/|\d+[/?#])[^\s@]*)?@/g

/** Whether a URL names a user, with a password or without. */
export const holdsUser = (url: string): boolean => url.search(userInfo) >= 0
const holdsPassword = (text: string): boolean =>
  [...text.matchAll(userInfo)].some(([, password]) => password !== undefined)

/** `name=value` and `Name: value`, also one within the value of another. */
const pair = /(?<![\w.-])(?=([\w.-]+)(?:=|: +)(\S+))/g

/** Whether a text holds a secret itself: a URL with a password, or a value whose name promises one. */
export const holdsSecret = (text: string): boolean =>
  holdsPassword(text) ||
  [...text.matchAll(pair)].some(([, name = '', value = '']) => looksSecret(name) && !isElsewhere(value))

/** Whether a value is where a secret is, and not the secret: `/run/secrets/slack-url`, or what a shell puts in its place. */
export const isElsewhere = (value: string): boolean => /^["']?(?:\/run\/secrets\/|\$[({])/.test(value)
