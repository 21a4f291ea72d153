/**
 * The types of PromQL, which its grammar does not know: what goes into a function, an operator, an aggregation.
 * Rules: `checkAST` in https://github.com/prometheus/prometheus/blob/main/promql/parser/parse.go
 */
import { type AggregateOp, type BinaryOp, isComparison, isSetOp, type VectorMatching } from '../ast.ts'
import { type ArgType, type FunctionSignature, functions } from '../functions-table.ts'
import type { Report } from './scan.ts'
import type { Part } from './source.ts'

/** A stretch of the text. */
export interface Place {
  readonly from: number
  readonly to: number
}

const named: Record<ArgType, string> = {
  vector: 'an instant vector',
  matrix: 'a range vector such as m[5m]',
  scalar: 'a number',
  string: 'a string in quotes',
}
const found: Record<ArgType, string> = { ...named, matrix: 'a range vector', string: 'a string' }

/** The number of arguments and their types, by the signature of the function. */
export function checkCall(func: string, args: readonly Part[], place: Place, report: Report): void {
  const signature = functions[func]
  if (!signature) return
  if (!checkCount(`${func}()`, args.length, counts(signature), place, report)) return
  for (const [i, arg] of args.entries()) expectType(arg, signature.args[i] ?? repeated(signature), `${func}()`, report)
  const labels = func === 'info' ? args[1] : undefined
  if (labels && (labels.node.type !== 'VectorSelector' || labels.node.name !== '' || labels.enclosed)) {
    report('the second argument of info() is matchers only, as in {version=~".+"}', labels.from, labels.to)
  }
}

const repeated = ({ args, optional }: FunctionSignature): ArgType | undefined =>
  optional === Infinity ? args.at(-1) : undefined

function counts({ args, optional = 0 }: FunctionSignature): readonly [least: number, most: number] {
  return [args.length - Math.min(optional, 1), optional === Infinity ? Infinity : args.length]
}

function checkCount(
  what: string,
  n: number,
  [least, most]: readonly [number, number],
  { from, to }: Place,
  report: Report,
): boolean {
  if (n >= least && n <= most) return true
  const bound = least === most ? '' : n < least ? 'at least ' : 'at most '
  const wanted = n < least ? least : most
  report(
    `${what} takes ${bound}${wanted} argument${wanted === 1 ? '' : 's'}, but ${n} ${n === 1 ? 'is' : 'are'} given`,
    from,
    to,
  )
  return false
}

function expectType({ type, from, to }: Part, wanted: ArgType | undefined, what: string, report: Report): void {
  if (wanted && type !== wanted) report(`${what} wants ${named[wanted]} here, not ${found[type]}`, from, to)
}

/** What an aggregation takes before its vector; undefined where it takes nothing. */
export function parameterOf(op: AggregateOp): ArgType | undefined {
  switch (op) {
    case 'count_values':
      return 'string'
    case 'bottomk':
    case 'topk':
    case 'quantile':
    case 'limitk':
    case 'limit_ratio':
      return 'scalar'
    case 'sum':
    case 'min':
    case 'max':
    case 'avg':
    case 'group':
    case 'stddev':
    case 'stdvar':
    case 'count':
      return undefined
  }
}

/** An instant vector, after a parameter where the aggregation needs one. */
export function checkAggregation(op: AggregateOp, args: readonly Part[], place: Place, report: Report): void {
  const types: ArgType[] = [parameterOf(op) ?? [], 'vector' as const].flat()
  if (args.length === 1 && types.length === 2) {
    const example = types[0] === 'string' ? `${op}("label", v)` : `${op}(${op.endsWith('k') ? 5 : 0.5}, v)`
    report(`${op} needs a parameter before the vector, as in ${example}`, place.from, place.to)
    return
  }
  if (!checkCount(op, args.length, [types.length, types.length], place, report)) return
  for (const [i, arg] of args.entries()) expectType(arg, types[i], op, report)
}

export interface Operation {
  readonly op: BinaryOp
  readonly returnBool: boolean
  readonly matching: VectorMatching | undefined
}

/** Which operands go together, and which modifiers go with them; `place` is the operator with its modifiers. */
export function checkBinary(
  { op, returnBool, matching }: Operation,
  lhs: Part,
  rhs: Part,
  place: Place,
  report: Report,
): void {
  const say = (message: string): void => report(message, place.from, place.to)
  for (const side of [lhs, rhs]) checkOperand(side, op, report)
  const types = [lhs.type, rhs.type]
  const scalars = types.filter((type) => type === 'scalar').length
  if (returnBool && !isComparison(op)) say(`bool goes with comparisons only, not with ${op}`)
  if (isComparison(op) && !returnBool && scalars === 2) say(`a comparison of two numbers needs bool: write ${op} bool`)
  if (isSetOp(op) && scalars > 0) say(`${op} combines instant vectors only, and a number is none; wrap it in vector()`)
  else if (matching && scalars > 0) say('on, ignoring and group_left match series, and a number has none')
  if (matching && isSetOp(op) && matching.card !== 'many-to-many')
    say(`${op} matches many to many; leave out group_left and group_right`)
  const twice = matching?.on ? matching.labels.find((label) => matching.include.includes(label)) : undefined
  if (twice !== undefined)
    say(`label ${twice} stands in both on and group_left or group_right; leave it out of the latter`)
}

function checkOperand({ type, from, to }: Part, op: string, report: Report): void {
  if (type === 'vector' || type === 'scalar') return
  report(`operator ${op} wants an instant vector or a number, not ${found[type]}`, from, to)
}

/** `-` and `+` before an operand. */
export const checkUnary = (op: string, operand: Part, report: Report): void => checkOperand(operand, op, report)

/** `expr[5m:1m]`. */
export function checkSubquery({ type, from, to }: Part, report: Report): void {
  if (type !== 'vector') report(`a subquery evaluates an instant vector, not ${found[type]}`, from, to)
}

/** `selector[5m]`; `place` is the range. */
export function checkRange({ node, enclosed }: Part, place: Place, report: Report): void {
  const say = (message: string): void => report(message, place.from, place.to)
  if (node.type !== 'VectorSelector' || enclosed) {
    say('a range goes directly behind a selector, as in rate(m[5m]); something computed takes a subquery such as [5m:]')
  } else if (node.offset !== undefined || node.at !== undefined) {
    say('offset and @ stand behind the range, as in m[5m] offset 1h')
  }
}

/** `offset` or `@`, called `what`; `place` is the modifier. */
export function checkModifier(what: 'offset' | '@', { node, enclosed }: Part, place: Place, report: Report): void {
  const target = node.type === 'MatrixSelector' ? node.vector : node
  if (enclosed || (target.type !== 'VectorSelector' && target.type !== 'SubqueryExpr')) {
    report(`${what} goes directly behind a selector or a subquery`, place.from, place.to)
  } else if (target[what === '@' ? 'at' : 'offset'] !== undefined) {
    report(`${what} may be given only once`, place.from, place.to)
  }
}

/** The whole expression. */
export function checkResult({ type, from, to }: Part, report: Report): void {
  if (type === 'matrix' || type === 'string') {
    report(`a rule or a panel needs an instant vector or a number, not ${found[type]}`, from, to)
  }
}
