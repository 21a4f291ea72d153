/**
 * Regular expressions of matchers, as far as JavaScript can judge RE2: what only RE2 knows is translated first, and
 * what only JavaScript knows is refused. https://github.com/google/re2/wiki/Syntax
 */
import type { Matcher } from '../ast.ts'
import { escapeRegex } from '../select.ts'

const tokens = new RegExp(
  [
    /\\Q(?<verbatim>.*?)(?:\\E|$)/,
    /(?<rune>\\x\{[\da-fA-F]+\}|\\[pP](?:\{\^?\w+\}|\w)|\\[1-7][0-7]+)/,
    /\\(?<escaped>.)/,
    /\[(?<negated>\^?)(?<bracket>\]?)(?<class>(?:\\.|\[:\^?\w+:\]|[^\]\\])*)\]/,
    /\(\?(?:P?<(?<group>\w+)>|[imsU]*(?:-[imsU]+)?(?<flags>[:)]))/,
    /\(\?(?<around><?[=!])/,
    /\{(?<least>\d+)(?:,(?<most>\d*))?\}/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gs',
)
type Groups = Readonly<Record<string, string | undefined>>

/** Why Prometheus would refuse the expression; undefined where nothing is known against it. */
export function regexProblem(pattern: string): string | undefined {
  for (const { 0: text, groups = {} } of pattern.matchAll(tokens)) {
    const reason = foreign(text, groups)
    if (reason) return reason
  }
  try {
    translate(pattern)
    return undefined
  } catch (error) {
    return String(error).split(': ').at(-1)?.toLowerCase()
  }
}

function foreign(text: string, { escaped = '', around, least, most }: Groups): string | undefined {
  if (around) return `RE2 has no ${text}`
  if (/[1-9]/.test(escaped)) return `RE2 has no back references such as ${text}`
  if (/[a-zA-Z]/.test(escaped) && !/[AbBdDsSwWzafnrtvx]/.test(escaped)) return `RE2 has no ${text}`
  return Math.max(Number(least ?? 0), Number(most ?? 0)) > 1000 ? `RE2 repeats at most 1000 times` : undefined
}

/** The expression in JavaScript's syntax, anchored at both ends. Throws where it is invalid. */
export function translate(pattern: string): RegExp {
  const translated = pattern.replaceAll(tokens, (text, ...rest) => inJavaScript(text, rest.at(-1) as Groups))
  return new RegExp(`^(?:${translated})$`, /^\(\?[msU]*i/.test(pattern) ? 'is' : 's')
}

function inJavaScript(text: string, groups: Groups): string {
  const { verbatim, rune, escaped, bracket, flags, group } = groups
  if (verbatim !== undefined) return escapeRegex(verbatim)
  if (rune !== undefined) return 'x'
  if (escaped !== undefined) return escaped === 'z' ? '$' : escaped === 'A' ? '^' : text
  if (bracket !== undefined) return classInJavaScript(groups)
  if (flags !== undefined) return flags === ')' ? '' : '(?:'
  return group === undefined ? text : '('
}

/** A class of characters; `[]a]` has two, `]` and `a`. */
function classInJavaScript({ negated = '', bracket = '', class: inner = '' }: Groups): string {
  const known = inner.replace(/\[:\^?\w+:\]/g, 'a').replace(/\\x\{[\da-fA-F]+\}|\\[pP](?:\{\^?\w+\}|\w)/g, '\\d')
  return `[${negated}${bracket && '\\]'}${known}]`
}

/** Whether a series without the label passes; an invalid expression does not count as passing. */
export function matchesEmpty({ op, value }: Matcher): boolean {
  if (op === '=' || op === '!=') return (value === '') === (op === '=')
  return regexProblem(value) === undefined && translate(value).test('') === (op === '=~')
}
