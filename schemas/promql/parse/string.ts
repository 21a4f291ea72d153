/**
 * Strings of PromQL, whose escapes are those of Go; what an escape writes are bytes of UTF-8.
 * https://prometheus.io/docs/prometheus/latest/querying/basics/#string-literals
 */
import type { Report } from './scan.ts'

const plain: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13 }
const numeric = /\\(?:([0-7]{3})|x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8}))/y

/** The text that a literal stands for. Unknown escapes and what is no UTF-8 are reported; `from` is where it begins. */
export function unquote(literal: string, from: number, report: Report): string {
  const inner = literal.slice(1, -1)
  // Prometheus' lexer takes U+FFFD for a decoding error
  if (/\ufffd|\p{Surrogate}/u.test(inner)) report('the string is not valid UTF-8', from, from + literal.length)
  if (literal.startsWith('`') || !inner.includes('\\')) return inner
  const bytes: number[] = []
  for (let at = 0; at < inner.length; )
    at += inner[at] === '\\' ? readEscape(inner, at, literal[0] ?? '', bytes, from, report) : copy(inner, at, bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes))
  } catch {
    report('the escapes in the string give bytes that are not valid UTF-8', from, from + literal.length)
    return inner
  }
}

const encoder = new TextEncoder()

function copy(text: string, at: number, bytes: number[]): number {
  const char = String.fromCodePoint(text.codePointAt(at) ?? 0)
  bytes.push(...encoder.encode(char))
  return char.length
}

/** Adds what the escape at `at` stands for, and returns how long it is. */
function readEscape(text: string, at: number, quote: string, bytes: number[], from: number, report: Report): number {
  const letter = text[at + 1] ?? ''
  const code = letter === quote || letter === '\\' ? letter.charCodeAt(0) : plain[letter]
  if (code !== undefined) {
    bytes.push(code)
    return 2
  }
  numeric.lastIndex = at
  const [all = text.slice(at, at + 2), byte8, byte16, ...points] = numeric.exec(text) ?? []
  const byte = byte8 ? Number.parseInt(byte8, 8) : byte16 ? Number.parseInt(byte16, 16) : undefined
  const point = Number.parseInt(points.find(Boolean) ?? '', 16)
  if (byte !== undefined && byte < 256) bytes.push(byte)
  else if (point <= 0x10ffff && (point < 0xd800 || point > 0xdfff))
    bytes.push(...encoder.encode(String.fromCodePoint(point)))
  else
    report(
      `${all} is not an escape that PromQL knows; write \\\\ for a backslash`,
      from + 1 + at,
      from + 1 + at + all.length,
    )
  return all.length
}
