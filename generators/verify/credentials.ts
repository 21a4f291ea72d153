/** Who asks, from files: neither a path nor what is in it is ever in a message, since one may be given for the other. */
import { readFileSync } from 'node:fs'
import { holdsUser } from '../../schemas/model/secret.ts'
import { UsageError } from '../write/error.ts'

/** The URL of a Prometheus without a slash at its end. A UsageError, without the URL, for what is none. */
export function serverUrl(text: string): string {
  const example = 'such as http://localhost:9090 or https://example.org/prometheus'
  if (holdsUser(text))
    throw new UsageError('a URL holds no user and no password; give them by --token-file or --header-file')
  if (!/^https?:\/\/[^/]/i.test(text) || !URL.canParse(text))
    throw new UsageError(`--prometheus is no URL; give one ${example}`)
  const { origin, pathname, search, hash, username, password } = new URL(text)
  if (username !== '' || password !== '')
    throw new UsageError('a URL holds no user and no password; give them by --token-file or --header-file')
  if (search !== '' || hash !== '')
    throw new UsageError(`--prometheus has more than a host and a path; give a URL ${example}`)
  return `${origin}${pathname.replace(/\/+$/, '')}`
}

/** `Authorization: Bearer …` */
export function tokenHeader(file: string): Readonly<Record<string, string>> {
  const token = read(file, '--token-file', 'a token').trim()
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new UsageError('the file of --token-file holds no token; a token is one word of printable ASCII')
  return { authorization: `Bearer ${token}` }
}

/** `Name: value` on each line, as curl reads them with `-H @file`; lines that are empty or begin with # do not count. */
export function headersOf(file: string): Readonly<Record<string, string>> {
  const lines = read(file, '--header-file', 'headers').split(/\r?\n/)
  const headers = lines.flatMap((line, i) => {
    if (/^\s*(?:#|$)/.test(line)) return []
    const [, name, value] = /^([!#$%&'*+.^`|~\w-]+):[ \t]*([\x20-\x7e]*?)[ \t]*$/.exec(line) ?? []
    if (name === undefined || value === undefined)
      throw new UsageError(`the file of --header-file has no header in line ${i + 1}; write Name: value`)
    return [[name.toLowerCase(), value] as const]
  })
  return Object.fromEntries(headers)
}

const mostBytes = 64 * 1024

function read(file: string, option: string, what: string): string {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    throw new UsageError(`${option} names no file that can be read; give the path of a file that holds ${what}`, {
      cause,
    })
  }
  if (text.length > mostBytes)
    throw new UsageError(`the file of ${option} is longer than 64 KiB; give one that holds ${what}`)
  return text
}
