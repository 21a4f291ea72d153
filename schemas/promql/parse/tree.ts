/** The tree of `@prometheus-io/lezer-promql` as nodes of our own, one function for each kind. */
import type {
  AggregateExpr,
  AggregateOp,
  BinaryOp,
  MatrixSelector,
  Node,
  Span,
  SubqueryExpr,
  VectorMatching,
  VectorSelector,
} from '../ast.ts'
import { arithmeticOps, comparisonOps, isSetOp, setOps } from '../ast.ts'
import { functions } from '../functions-table.ts'
import {
  checkAggregation,
  checkBinary,
  checkCall,
  checkModifier,
  checkRange,
  checkSubquery,
  checkUnary,
  type Place,
  parameterOf,
} from './check.ts'
import { longestDuration, millisecondsOf, numberOf } from './number.ts'
import { type Builder, inOrder, isSigned, operatorOf } from './order.ts'
import { spanNamed, type Token, variableName } from './scan.ts'
import { vectorSelector } from './selector.ts'
import { childrenOf, endOf, labelList, type Part, type Source, stringOf, type Tree, the, tokenAt } from './source.ts'

/** A tree without errors as a part; what Prometheus would refuse is reported. */
export function expression(source: Source, tree: Tree): Part {
  const builder: Builder = {
    operand: (operand) => operandPart(source, operand),
    postfix: (operand, outer) => postfixed(source, operand, outer),
    prefix: (from, operand) => unary(source, from, operand),
    binary: (lhs, outer, rhs) => binary(source, lhs, outer, rhs),
  }
  return inOrder(source, tree, builder)
}

function operandPart(source: Source, tree: Tree): Part {
  switch (tree.name) {
    case 'VectorSelector':
      return vectorSelector(source, tree)
    case 'NumberDurationLiteral':
      return numberPart(source, numberToken(source, tree))
    case 'StringLiteral':
      return {
        node: { type: 'StringLiteral', val: stringOf(source, tree) },
        type: 'string',
        from: tree.from,
        to: tree.to,
      }
    case 'ParenExpr':
      return {
        ...expression(source, tree.firstChild as Tree),
        from: tree.from,
        to: endOf(source, tree),
        enclosed: true,
      }
    case 'FunctionCall':
      return call(source, tree)
    case 'AggregateExpr':
      return aggregation(source, tree)
    default:
      throw new Error(`the grammar of PromQL has changed: ${tree.name} is unknown`)
  }
}

const numberToken = (source: Source, tree: Tree): Token => {
  const token = tokenAt(source, tree.from)
  return isSigned(source, tree) ? tokenAt(source, token.to) : token
}

function numberPart({ report }: Source, { kind, text, from, to }: Token): Part {
  const span = kind === 'variable' ? spanNamed(text) : undefined
  if (span) report(`${text} is a duration and stands only between brackets`, from, to)
  if (kind === 'variable') {
    return { node: { type: 'VariableLiteral', name: variableName(text), unit: 'none' }, type: 'scalar', from, to }
  }
  if (kind === 'duration') {
    report(
      `a duration is a number only since Prometheus 3; write ${(millisecondsOf(text) ?? 0) / 1000} instead of ${text}`,
      from,
      to,
    )
  }
  const val = kind === 'duration' ? 0 : numberOf(text)
  if (val === undefined) report(`${text} is too large for a number`, from, to)
  return { node: { type: 'NumberLiteral', val: val ?? 0, unit: 'number' }, type: 'scalar', from, to }
}

/** A sign belongs to the number behind it, even through parentheses. */
function unary({ text, report }: Source, from: number, operand: Part): Part {
  const { node, type, to } = operand
  const op = text[from] === '-' ? '-' : '+'
  checkUnary(op, operand, report)
  if (node.type !== 'NumberLiteral') return { node: { type: 'UnaryExpr', op, expr: node }, type, from, to }
  return { node: op === '-' ? { ...node, val: -node.val } : node, type, from, to }
}

function call(source: Source, tree: Tree): Part {
  const func = tokenAt(source, tree.from).text
  const place = { from: tree.from, to: endOf(source, tree) }
  const args = argumentsOf(source, tree, func)
  checkCall(func, args, place, source.report)
  return {
    node: { type: 'Call', func, args: args.map(({ node }) => node) },
    type: functions[func]?.returns ?? 'vector',
    ...place,
  }
}

const argumentsOf = (source: Source, tree: Tree, func: string): Part[] =>
  childrenOf(the(tree, 'FunctionCallBody')).map((arg, i) =>
    func === 'info' && i === 1 && arg.name === 'VectorSelector'
      ? vectorSelector(source, arg, true)
      : expression(source, arg),
  )

function aggregation(source: Source, tree: Tree): Part {
  const word = the(tree, 'AggregateOp')
  const op = source.text.slice(word.from, word.to).toLowerCase() as AggregateOp
  const place = { from: tree.from, to: endOf(source, tree) }
  const args = argumentsOf(source, tree, op)
  checkAggregation(op, args, place, source.report)
  const [param, expr] = parameterOf(op) && args.length > 1 ? args : [undefined, args[0]]
  const modifier = tree.getChild('AggregateModifier')
  const node: AggregateExpr = {
    type: 'AggregateExpr',
    op,
    expr: expr?.node ?? nothing,
    ...(param && { param: param.node }),
    grouping: labelList(source, modifier?.getChild('GroupingLabels') ?? null),
    without: modifier?.getChild('Without') != null,
  }
  return { node, type: 'vector', ...place }
}

/** Stands in where a problem has been reported. */
const nothing: VectorSelector = { type: 'VectorSelector', name: '', matchers: [] }

const binaryOps: readonly string[] = [...arithmeticOps, ...comparisonOps, ...setOps]
const isBinaryOp = (op: string): op is BinaryOp => binaryOps.includes(op)

function binary(source: Source, lhs: Part, tree: Tree, rhs: Part): Part {
  const operator = operatorOf(tree)
  const op = source.text.slice(operator.from, operator.to).toLowerCase()
  const type = lhs.type === 'scalar' && rhs.type === 'scalar' ? 'scalar' : 'vector'
  const last = childrenOf(tree).at(-2) ?? operator
  const place = { from: operator.from, to: endOf(source, last) }
  const fill = tree.getChild('FillModifier')
  if (fill) source.report('fill() is experimental; Plimsoll does not know it', fill.from, endOf(source, fill))
  if (!isBinaryOp(op)) {
    source.report(`operator ${op} is experimental; Plimsoll does not know it`, operator.from, operator.to)
    return { ...lhs, type, to: rhs.to }
  }
  const matching = matchingOf(source, op, tree.getChild('MatchingModifierClause'))
  const returnBool = tree.getChild('BoolModifier') !== null
  checkBinary({ op, returnBool, matching }, lhs, rhs, place, source.report)
  const node: Node = { type: 'BinaryExpr', op, lhs: lhs.node, rhs: rhs.node, ...(matching && { matching }), returnBool }
  return { node, type, from: lhs.from, to: rhs.to }
}

/** Undefined where nothing was said; an empty `ignoring ()` says nothing. */
function matchingOf(source: Source, op: BinaryOp, clause: Tree | null): VectorMatching | undefined {
  if (!clause) return undefined
  const [labels = null, include = null] = clause.getChildren('GroupingLabels')
  const grouped = clause.getChild('GroupLeft')
    ? 'many-to-one'
    : clause.getChild('GroupRight')
      ? 'one-to-many'
      : undefined
  const matching: VectorMatching = {
    card: grouped ?? (isSetOp(op) ? 'many-to-many' : 'one-to-one'),
    labels: labelList(source, labels),
    on: clause.getChild('On') !== null,
    include: labelList(source, include),
  }
  return grouped || matching.on || matching.labels.length > 0 ? matching : undefined
}

function postfixed(source: Source, operand: Part, tree: Tree): Part {
  const first = tokenAt(source, operand.to)
  const place = { from: first.from, to: endOf(source, tree) }
  switch (tree.name) {
    case 'MatrixSelector':
      return range(source, operand, tree, place)
    case 'SubqueryExpr':
      return subquery(source, operand, tree, place)
    case 'OffsetExpr':
      return offset(source, operand, tree, place)
    case 'StepInvariantExpr':
      return at(source, operand, tree, place)
    default:
      source.report(`${first.text} is experimental; Plimsoll does not know it`, first.from, first.to)
      return operand
  }
}

function range(source: Source, operand: Part, tree: Tree, place: Place): Part {
  checkRange(operand, place, source.report)
  const vector = operand.node.type === 'VectorSelector' ? operand.node : nothing
  const node: MatrixSelector = { type: 'MatrixSelector', vector, range: positive(source, the(tree, 'DurationExpr')) }
  return { node, type: 'matrix', from: operand.from, to: place.to }
}

function subquery(source: Source, operand: Part, tree: Tree, place: Place): Part {
  checkSubquery(operand, source.report)
  const [length, step] = tree.getChildren('DurationExpr')
  const node: SubqueryExpr = {
    type: 'SubqueryExpr',
    expr: operand.node,
    range: positive(source, length as Tree),
    ...(step && { step: positive(source, step) }),
  }
  return { node, type: 'matrix', from: operand.from, to: place.to }
}

function offset(source: Source, operand: Part, tree: Tree, place: Place): Part {
  checkModifier('offset', operand, place, source.report)
  const by = durationOf(source, the(tree, 'OffsetDurationExpr'))
  if (typeof by === 'string') source.report(`offset takes a fixed duration, not ${by}`, place.from, place.to)
  return by === 0 || typeof by === 'string' ? operand : modified(operand, { offset: by }, place)
}

function at(source: Source, operand: Part, tree: Tree, place: Place): Part {
  checkModifier('@', operand, place, source.report)
  const named = tree.getChild('AtModifierPreprocessors')
  if (named) return modified(operand, { at: named.getChild('AtStart') ? 'start' : 'end' }, place)
  const number = the(tree, 'NumberDurationLiteral')
  const { kind, text, from, to } = numberToken(source, number)
  const seconds = kind === 'number' ? numberOf(text) : undefined
  // the limit of Go's int64, with which Prometheus compares
  if (seconds === undefined || seconds >= 2 ** 63)
    source.report('@ takes a number of seconds, start() or end()', from, to)
  return modified(operand, { at: (seconds ?? 0) * (source.text[number.from] === '-' ? -1 : 1) }, place)
}

function modified(part: Part, modifier: Pick<VectorSelector, 'offset' | 'at'>, { to }: Place): Part {
  const { node } = part
  if (node.type === 'MatrixSelector') return { ...part, node: { ...node, vector: { ...node.vector, ...modifier } }, to }
  const takes = node.type === 'VectorSelector' || node.type === 'SubqueryExpr'
  return takes ? { ...part, node: { ...node, ...modifier }, to } : { ...part, to }
}

/** The length of a range or a step. */
function positive(source: Source, tree: Tree): Span {
  const span = durationOf(source, tree)
  if (typeof span === 'number' && span <= 0)
    source.report('a range or a step must be longer than zero', tree.from, endOf(source, tree))
  return span
}

function durationOf(source: Source, tree: Tree): Span {
  const signed = tree.firstChild?.name === 'UnaryOp'
  const literal = (signed ? tree.lastChild : tree)?.firstChild
  const { kind, text, from, to } = tokenAt(source, literal?.from ?? tree.from)
  const refuse = (message: string, place: Place): Span => {
    source.report(message, place.from, place.to)
    return 1
  }
  if (literal?.name !== 'NumberDurationLiteralInDurationContext' || source.text[literal.from - 1] === '(') {
    return refuse('arithmetic with durations is experimental; write the duration out', {
      from: tree.from,
      to: endOf(source, tree),
    })
  }
  if (kind === 'variable') {
    return (
      spanNamed(text) ??
      refuse(`${text} is not a duration; only $__rate_interval, $__interval and $__range are`, { from, to })
    )
  }
  const milliseconds = millisecondsOf(text)
  if (milliseconds === undefined || milliseconds > longestDuration)
    return refuse(`${text} is too long, or no duration`, { from, to })
  return source.text[tree.from] === '-' ? -milliseconds : milliseconds
}
