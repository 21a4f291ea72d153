/**
 * A tree as PromQL: parentheses only where precedence needs them, and long expressions over lines,
 * operators first, so that a changed operand is one changed line.
 * Precedence: https://prometheus.io/docs/prometheus/latest/querying/operators/#binary-operator-precedence
 */
import { formatDuration } from '../model/duration.ts'
import type {
  AggregateExpr,
  At,
  BinaryExpr,
  BinaryOp,
  Matcher,
  Node,
  Span,
  SubqueryExpr,
  VectorMatching,
  VectorSelector,
} from './ast.ts'
import { isSetOp } from './ast.ts'
import { formatNumber } from './number.ts'
import { once } from './once.ts'

const precedence = {
  or: 1,
  and: 2,
  unless: 2,
  '==': 3,
  '!=': 3,
  '<': 3,
  '<=': 3,
  '>': 3,
  '>=': 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
  '%': 5,
  atan2: 5,
  '^': 6,
} as const satisfies Record<BinaryOp, number>

/** As tightly as `*`, so that `-x ^ 2` is `-(x ^ 2)`. */
const unaryPrecedence = 5
const defaultWidth = 88

/** PromQL on one line. */
export function printLine(node: Node): string {
  return lines(node, Infinity).join(' ')
}

/** PromQL over as many lines as it needs to keep within `width` columns. */
export function print(node: Node, width = defaultWidth): string {
  return lines(node, width).join('\n')
}

function lines(node: Node, width: number): readonly string[] {
  const line = flat(node)
  if (line.length <= width) return [line]
  switch (node.type) {
    case 'BinaryExpr':
      return binaryLines(node, width)
    case 'Call':
      return block(`${node.func}(`, node.args, ')', width)
    case 'AggregateExpr':
      return block(
        `${aggregateHead(node)}${hasGrouping(node) ? ' ' : ''}(`,
        node.param ? [node.param, node.expr] : [node.expr],
        ')',
        width,
      )
    case 'SubqueryExpr':
      return suffixed(wrapped(node.expr, needsParens(node), width), subqueryTail(node))
    case 'UnaryExpr':
      return prefixed(node.op, wrapped(node.expr, unaryNeedsParens(node.expr), width))
    default:
      return [line]
  }
}

/** An operator begins its line; set operators stand below their operands, others are set in. */
function binaryLines(node: BinaryExpr, width: number): string[] {
  const margin = isSetOp(node.op) ? '' : '  '
  const left = wrapped(node.lhs, leftNeedsParens(node), width)
  const right = wrapped(node.rhs, rightNeedsParens(node), width - margin.length)
  return [...left, ...prefixed(`${operator(node)} `, right).map((line) => margin + line)]
}

function block(open: string, inner: readonly Node[], close: string, width: number): string[] {
  const parts = inner.flatMap((node, i) => {
    const part = lines(node, width - 2)
    return i < inner.length - 1 ? suffixed(part, ',') : part
  })
  return [open, ...parts.map((line) => `  ${line}`), close]
}

const wrapped = (node: Node, parens: boolean, width: number): readonly string[] => {
  if (!parens) return lines(node, width)
  const line = `(${flat(node)})`
  return line.length <= width ? [line] : block('(', [node], ')', width)
}

const suffixed = (all: readonly string[], suffix: string): string[] => [...all.slice(0, -1), `${all.at(-1)}${suffix}`]
const prefixed = (prefix: string, [first = '', ...rest]: readonly string[]): string[] => [prefix + first, ...rest]

/** On one line; parts of trees are printed again and again, to compare them. */
const flat = once(flatly)

function flatly(node: Node): string {
  switch (node.type) {
    case 'NumberLiteral':
      return formatNumber(node.val)
    case 'VariableLiteral':
      return `$${node.name}`
    case 'StringLiteral':
      return quote(node.val)
    case 'VectorSelector':
      return selector(node)
    case 'MatrixSelector':
      return `${selector(node.vector, true)}[${span(node.range)}]${modifiers(node.vector)}`
    case 'SubqueryExpr':
      return parenthesised(node.expr, needsParens(node)) + subqueryTail(node)
    case 'Call':
      return `${node.func}(${node.args.map(flat).join(', ')})`
    case 'AggregateExpr':
      return `${aggregateHead(node)}${hasGrouping(node) ? ' ' : ''}(${node.param ? `${flat(node.param)}, ` : ''}${flat(node.expr)})`
    case 'UnaryExpr':
      return node.op + parenthesised(node.expr, unaryNeedsParens(node.expr))
    case 'BinaryExpr':
      return `${parenthesised(node.lhs, leftNeedsParens(node))} ${operator(node)} ${parenthesised(node.rhs, rightNeedsParens(node))}`
    case 'RawExpr':
      return node.text
  }
}

const parenthesised = (node: Node, parens: boolean): string => (parens ? `(${flat(node)})` : flat(node))

function precedenceOf(node: Node): number {
  if (node.type === 'BinaryExpr') return precedence[node.op]
  if (node.type === 'UnaryExpr' || (node.type === 'NumberLiteral' && isNegative(node.val))) return unaryPrecedence
  return node.type === 'RawExpr' ? 0 : 10
}

const isNegative = (x: number): boolean => x < 0 || Object.is(x, -0)

/** All operators but `^` bind to the left. */
function leftNeedsParens({ op, lhs }: BinaryExpr): boolean {
  return precedenceOf(lhs) < precedence[op] || (op === '^' && precedenceOf(lhs) === precedence[op])
}

function rightNeedsParens({ op, rhs }: BinaryExpr): boolean {
  if (rhs.type === 'NumberLiteral') return op === '^' && isNegative(rhs.val)
  return precedenceOf(rhs) < precedence[op] || (op !== '^' && precedenceOf(rhs) === precedence[op])
}

const unaryNeedsParens = (node: Node): boolean => node.type !== 'NumberLiteral' && precedenceOf(node) <= unaryPrecedence

/** `offset` and `@` bind to the selector or subquery before them, and a literal takes no range. */
function needsParens({ expr }: SubqueryExpr): boolean {
  return precedenceOf(expr) < 10 || expr.type === 'NumberLiteral' || expr.type === 'VariableLiteral'
}

function operator({ op, returnBool, matching }: BinaryExpr): string {
  return [op, returnBool && 'bool', ...(matching ? matchingText(matching) : [])].filter(Boolean).join(' ')
}

function matchingText({ card, on, labels, include }: VectorMatching): string[] {
  const first =
    on || labels.length > 0
      ? [`${on ? 'on' : 'ignoring'} (${labelList(labels)})`]
      : card === 'one-to-one'
        ? []
        : ['ignoring ()']
  if (card === 'one-to-one' || card === 'many-to-many') return first
  const lent = include.length > 0 ? ` (${labelList(include)})` : ' ()'
  return [...first, (card === 'many-to-one' ? 'group_left' : 'group_right') + lent]
}

const hasGrouping = (node: AggregateExpr): boolean => node.without || node.grouping.length > 0

function aggregateHead(node: AggregateExpr): string {
  return hasGrouping(node) ? `${node.op} ${node.without ? 'without' : 'by'} (${labelList(node.grouping)})` : node.op
}

/** Words that the grammar takes for something else than a metric. */
const reserved = /^(?:inf|nan|bool|on|ignoring|group_left|group_right|offset|atan2)$/i

/** A name that is no plain word is matched as `__name__`, which every release reads. */
function selector(node: VectorSelector, bare = false): string {
  const plain = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(node.name) && !reserved.test(node.name)
  const named = node.name === '' || plain ? [] : [`__name__=${quote(node.name)}`]
  const inside = [...named, ...node.matchers.map(matcher)]
  const braces = inside.length > 0 || node.name === '' ? `{${inside.join(',')}}` : ''
  return (plain ? node.name : '') + braces + (bare ? '' : modifiers(node))
}

const labelList = (labels: readonly string[]): string => labels.map(labelName).join(', ')

const matcher = ({ name, op, value }: Matcher): string => labelName(name) + op + quote(value)

const labelName = (name: string): string => (/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name) ? name : quote(name))

function modifiers({ offset, at }: { readonly offset?: number; readonly at?: At }): string {
  return (
    (at === undefined ? '' : ` @ ${typeof at === 'number' ? formatNumber(at) : `${at}()`}`) +
    (offset ? ` offset ${formatDuration(offset)}` : '')
  )
}

const subqueryTail = (node: SubqueryExpr): string =>
  `[${span(node.range)}:${node.step === undefined ? '' : span(node.step)}]${modifiers(node)}`

const span = (value: Span): string => (typeof value === 'string' ? value : formatDuration(value))

const unprintable = /[\u007f-\u009f\u2028\u2029\ufeff\ufffd]/g

/**
 * A string in double quotes with Go's escapes, which PromQL takes: any text arrives unchanged.
 * Half a surrogate pair is no text, and becomes U+FFFD.
 */
export function quote(text: string): string {
  return JSON.stringify(text.toWellFormed()).replace(
    unprintable,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
