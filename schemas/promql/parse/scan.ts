/**
 * The tokens of PromQL, and a copy of the text, equally long, from which everything is gone that the grammar of
 * `@prometheus-io/lezer-promql` cannot read: Grafana's variables, `5.`, `0X1F`, functions of other releases.
 * Lexical rules: https://github.com/prometheus/prometheus/blob/main/promql/parser/lex.go
 */
import { parseDuration } from '../../model/duration.ts'
import { aggregateOps, type GrafanaSpan } from '../ast.ts'
import { functions } from '../functions-table.ts'
import { isNumber } from './number.ts'

/** Takes a sentence and the part of the text that it is about. */
export type Report = (message: string, from: number, to: number) => void

export type TokenKind = 'string' | 'variable' | 'number' | 'duration' | 'name' | 'sign' | 'end'

export interface Token {
  readonly kind: TokenKind
  readonly from: number
  readonly to: number
  readonly text: string
}

export interface Scan {
  readonly tokens: readonly Token[]
  readonly masked: string
}

const patterns = [
  ['skip', /[ \t\r\n]+|#[^\r\n]*/y],
  ['string', /"(?:[^"\\\n]|\\[^\n])*"|'(?:[^'\\\n]|\\[^\n])*'|`[^`]*`/y],
  ['variable', /\$(?:\{[a-zA-Z_]\w*\}|[a-zA-Z_]\w*)/y],
  ['number', /0[xX]\w*|\.?\d(?:[eE][+-]?(?=\d)|[\w.])*/y],
  ['name', /[a-zA-Z_:][\w:]*/y],
  ['sign', /[=!]~|[=!<>]=|[<>]\/|[-+*/%^,(){}[\]:@=!<>~]/y],
] as const
/** Between brackets a colon parts the range from the step. */
const nameInBrackets = /[a-zA-Z_]\w*/y

const spans: readonly string[] = ['$__rate_interval', '$__interval', '$__range'] satisfies GrafanaSpan[]
/** Words that may stand before a parenthesis without being a function. */
const keywords = new Set<string>([
  ...aggregateOps,
  ...['by', 'without', 'on', 'ignoring', 'group_left', 'group_right', 'bool', 'offset', 'and', 'or', 'unless', 'atan2'],
  ...['fill', 'fill_left', 'fill_right', 'anchored', 'smoothed', 'start', 'end', 'inf', 'nan'],
])
/** In Prometheus, but not in the grammar of lezer-promql 0.315. */
const missing = new Set(['holt_winters', 'max_of', 'min_of'])

/** `${name}` is `$name`. */
export const variableName = (text: string): string => text.replace(/[${}]/g, '')

/** Grafana's span that a variable stands for; undefined for any other variable. */
export function spanNamed(text: string): GrafanaSpan | undefined {
  const name = `$${variableName(text)}`
  return spans.includes(name) ? (name as GrafanaSpan) : undefined
}

/** Splits the text. Characters and words that PromQL does not know are reported, as are unknown functions. */
export function scan(text: string, report: Report): Scan {
  const tokens = tokensOf(text, report)
  for (const [i, token] of tokens.entries()) checkFunction(token, tokens[i + 1], report)
  return { tokens, masked: mask(text, tokens) }
}

function tokensOf(text: string, report: Report): Token[] {
  const tokens: Token[] = []
  let inBrackets = false
  for (let at = 0; at < text.length; ) {
    const [kind, match] = next(text, at, inBrackets)
    const to = at + match.length
    if (kind === undefined) report(unreadable(match), at, to)
    else if (kind === 'number') tokens.push(numeric({ kind, from: at, to, text: match }, report))
    else if (kind !== 'skip') tokens.push({ kind, from: at, to, text: match })
    if (match === '[' || match === ']') inBrackets = match === '['
    at = to
  }
  return [...tokens, { kind: 'end', from: text.length, to: text.length, text: '' }]
}

function next(text: string, at: number, inBrackets: boolean): [TokenKind | 'skip' | undefined, string] {
  for (const [kind, general] of patterns) {
    const pattern = kind === 'name' && inBrackets ? nameInBrackets : general
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (match) return [kind, match[0]]
  }
  const rest = text.slice(at)
  return [
    undefined,
    /^(?:["'`].*|\$(?:\{[^}]*\}?)?)/.exec(rest)?.[0] ?? String.fromCodePoint(text.codePointAt(at) ?? 0),
  ]
}

function unreadable(match: string): string {
  if (/^["'`]/.test(match)) return 'the string is not closed'
  if (match.startsWith('${')) return `${match} stands only in label values; elsewhere write a variable as $name`
  return `unexpected character ${JSON.stringify(match)}`
}

function numeric(token: Token, report: Report): Token {
  if (isNumber(token.text)) return token
  if (parseDuration(token.text) === undefined)
    report(`${token.text} is neither a number nor a duration`, token.from, token.to)
  return { ...token, kind: 'duration' }
}

function checkFunction({ kind, text, from, to }: Token, after: Token | undefined, report: Report): void {
  if (kind !== 'name' || after?.text !== '(' || keywords.has(text.toLowerCase()) || Object.hasOwn(functions, text))
    return
  const lower = text.toLowerCase()
  report(`${text} is not a function${Object.hasOwn(functions, lower) ? `; write ${lower}` : ''}`, from, to)
}

/** Offsets stay right, since every substitute is padded with spaces. */
function mask(text: string, tokens: readonly Token[]): string {
  let masked = ''
  let inBrackets = false
  for (const [i, token] of tokens.entries()) {
    if (token.text === '[' || token.text === ']') inBrackets = token.text === '['
    const called = missing.has(token.text) && tokens[i + 1]?.text === '(' && !inBrackets
    const substitute = token.kind === 'number' || token.kind === 'variable' ? '1' : called ? 'ln' : token.text
    masked = masked.padEnd(token.from) + substitute
  }
  return masked.padEnd(text.length)
}
