/**
 * PromQL as text, read with Prometheus' own grammar and checked as Prometheus itself does.
 * https://prometheus.io/docs/prometheus/latest/querying/basics/
 */
import { parser } from '@prometheus-io/lezer-promql'
import type { Node } from '../ast.ts'
import { checkResult } from './check.ts'
import { type Report, scan } from './scan.ts'
import { type Part, type Source, type Tree, tokenAt } from './source.ts'
import { expression } from './tree.ts'

export interface ParseProblem {
  readonly message: string
  /** Offsets into the text. */
  readonly from: number
  readonly to: number
}

export type Parsed =
  | { readonly node: Node; readonly problems: readonly [] }
  | { readonly node?: undefined; readonly problems: readonly ParseProblem[] }

/**
 * The tree of an expression such as `sum by (job) (rate(http_requests_total[5m]))`, frozen and without parentheses, or
 * everything that is wrong with it. Selectors have no `series`, numbers the unit `number`, and Grafana's variables in
 * the place of numbers the unit `none`. Refused is what Prometheus refuses, what needs a feature flag and has no node,
 * and a result that is a range vector or a string. What changes nothing is dropped: comments, `offset 0s`,
 * `ignoring ()` without a group.
 */
export function parse(text: string): Parsed {
  const problems: ParseProblem[] = []
  const report: Report = (message, from, to) => problems.push({ message, from, to })
  const source: Source = { text, report, ...scan(text, report) }
  const part = problems.length === 0 ? whole(source) : undefined
  if (part && problems.length === 0) checkResult(part, report)
  return frozen(part && problems.length === 0 ? { node: part.node, problems: [] } : { problems })
}

function whole(source: Source): Part | undefined {
  if (source.tokens.length === 1) {
    source.report('there is no expression', 0, source.text.length)
    return undefined
  }
  const tree = parser.parse(source.masked).topNode
  const error = firstError(tree)
  if (error) {
    reportUnexpected(source, error)
    return undefined
  }
  return expression(source, tree.firstChild as Tree)
}

function firstError(tree: Tree): Tree | undefined {
  const cursor = tree.cursor()
  do if (cursor.type.isError) return cursor.node
  while (cursor.next())
  return undefined
}

const matcher = 'a matcher such as job="api"'
const duration = 'a duration such as 5m'
/** What belongs where the grammar found something else. */
const expected: Readonly<Record<string, string>> = {
  LabelMatchers: matcher,
  UnquotedLabelMatcher: matcher,
  QuotedLabelMatcher: matcher,
  GroupingLabels: 'the name of a label',
  NumberDurationLiteralInDurationContext: duration,
  DurationExpr: duration,
  OffsetDurationExpr: duration,
  OffsetExpr: duration,
  StepInvariantExpr: 'a timestamp, start() or end()',
}

function reportUnexpected(source: Source, error: Tree): void {
  const nearest = tokenAt(source, error.from)
  // something is missing behind a token that is longer than its substitute
  const { text, from, to } =
    error.from === error.to && nearest.from < error.from ? tokenAt(source, nearest.to) : nearest
  const hint = expected[error.parent?.name ?? '']
  source.report(
    `unexpected ${text === '' ? 'end of the expression' : text}${hint ? ` where ${hint} belongs` : ''}`,
    from,
    to,
  )
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) frozen(inner)
  return Object.freeze(value)
}

/** The line of the text that holds the range, and `^^^^` below; a range over many lines ends with its first. */
export function caret(text: string, from: number, to: number): string {
  const start = text.slice(0, from).lastIndexOf('\n') + 1
  const [line = ''] = text.slice(start).split(/\r?\n/, 1)
  const margin = [...line.slice(0, from - start)].map((char) => (char === '\t' ? char : ' ')).join('')
  const marked = [...line.slice(from - start, to - start)].length
  return `${line}\n${margin}${'^'.repeat(Math.max(marked, 1))}`
}
