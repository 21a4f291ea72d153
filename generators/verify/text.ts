/** Text of a server in our sentences: it may hold anything. */
import { mostListed, mostQuoted } from './limits.ts'

/** Controls, marks that reorder or hide text, separators of lines, and halves of characters. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu
/** What stands before a host: `me:pw@` of `http://me:pw@host/`. */
const user = /(?<=:\/\/)[^\s/?#@]*@/g

/** One line in which everything is seen, and nobody's password: `\u{1b}` for an escape. */
export const visible = (text: string): string =>
  text.replace(invisible, (c) => `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}`).replace(user, '')

/** As much of a text as a sentence bears. */
export const brief = (text: string): string =>
  text.length > mostQuoted ? `${text.slice(0, mostQuoted).toWellFormed()}…` : text

export const quoted = (text: string): string => `"${brief(text)}"`

/** `a, b and 3 more` */
export function listed(names: readonly string[]): string {
  const more = names.length - mostListed
  return `${names.slice(0, mostListed).map(brief).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

/** `1 series`, `3 instances` */
export const counted = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`
