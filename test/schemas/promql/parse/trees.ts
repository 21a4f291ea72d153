/**
 * Random trees that are legal PromQL, in the form that the parser gives: signs are part of numbers, an offset is not 0,
 * `ignoring ()` stands only before a group, and a label value that is a variable is marked as one.
 */
import fc from 'fast-check'
import type { Node, NumberLiteral, Span, VectorMatching, VectorSelector } from '../../../../schemas/promql/ast.ts'
import {
  type AggregateOp,
  aggregateOps,
  arithmeticOps,
  type BinaryOp,
  comparisonOps,
  isComparison,
  setOps,
} from '../../../../schemas/promql/ast.ts'
import { type ArgType, functions } from '../../../../schemas/promql/functions-table.ts'
import { parameterOf } from '../../../../schemas/promql/parse/check.ts'
import { escapeRegex } from '../../../../schemas/promql/select.ts'

/** Prometheus' lexer refuses U+FFFD. */
const text = fc
  .string({ unit: 'binary' })
  .filter((value) => !value.includes('\ufffd') && !/^\$\w/.test(value) && !value.startsWith('${'))
const utf8Name = text.filter((name) => name !== '' && name !== '__name__')
/** Words that PromQL keeps for itself, whatever stands around them. */
const reserved = /^(?:inf|nan|bool|on|ignoring|group_left|group_right|offset|atan2)$/i
/** Names that every object has in JavaScript, which lezer-promql looks up among its keywords and stumbles over. */
const inherited = ['constructor', '__proto__']
const metric = fc
  .oneof(
    fc.stringMatching(/^[a-zA-Z_:][\w:]{0,8}$/).filter((name) => !reserved.test(name) && name !== '__name__'),
    fc.constantFrom('up', 'sum', 'by', 'and', 'start', 'rate'),
    utf8Name,
  )
  .filter((name) => !inherited.includes(name))
const legacyLabel = fc.oneof(
  fc.stringMatching(/^[a-zA-Z_]\w{0,8}$/).filter((name) => name !== '__name__' && !/^(?:inf|nan)$/i.test(name)),
  fc.constantFrom('le', 'on', 'by'),
)
const label = fc.oneof(legacyLabel, utf8Name)
const variableName = fc.stringMatching(/^[a-z]\w{0,5}$/)

const matcher = fc.oneof(
  fc.record({ name: label, op: fc.constantFrom('=' as const, '!=' as const), value: text }),
  fc.record({ name: label, op: fc.constantFrom('=~' as const, '!~' as const), value: text.map(escapeRegex) }),
  variableName.chain((name) =>
    fc.record({
      name: label,
      op: fc.constant('=~' as const),
      value: fc.constant(`$${name}`),
      variable: fc.constant(true as const),
    }),
  ),
)
const selective = fc.record({ name: label, op: fc.constant('=' as const), value: text.filter((value) => value !== '') })

const milliseconds = fc.oneof(fc.integer({ min: 1, max: 86_400_000 }), fc.integer({ min: 1, max: 9_000_000_000_000 }))
const span: fc.Arbitrary<Span> = fc.oneof(
  milliseconds,
  fc.constantFrom('$__rate_interval' as const, '$__interval' as const, '$__range' as const),
)
const finite = fc
  .double({ noNaN: true, noDefaultInfinity: true, min: -1e18, max: 1e18 })
  .filter((x) => !Object.is(x, -0))
const offset = fc.oneof(
  milliseconds,
  milliseconds.map((x) => -x),
)
const at = fc.oneof(finite, fc.constantFrom('start' as const, 'end' as const))
const modifiers = fc.record({ offset, at }, { requiredKeys: [] })

const selector: fc.Arbitrary<VectorSelector> = fc
  .oneof(
    fc.record({ name: metric, matchers: fc.array(matcher, { maxLength: 3 }) }),
    fc.record({ name: fc.constant(''), matchers: fc.tuple(selective, matcher) }),
  )
  .chain((base) => modifiers.map((more) => ({ type: 'VectorSelector', ...base, ...more })))

const number: fc.Arbitrary<NumberLiteral> = fc
  .oneof(fc.double(), fc.integer())
  .filter((val) => !Object.is(val, -0))
  .map((val) => ({ type: 'NumberLiteral', val, unit: 'number' }))

const time: Node = { type: 'Call', func: 'time', args: [] }

/** One count for all three types, or trees grow without bound. */
const limits = { maxDepth: 4, depthIdentifier: fc.createDepthIdentifier() }

const { vector, scalar } = fc.letrec<Record<ArgType, Node>>((tie) => {
  const arg: Record<ArgType, fc.Arbitrary<Node>> = {
    vector: tie('vector'),
    scalar: tie('scalar'),
    matrix: tie('matrix'),
    string: tie('string'),
  }
  const calls = (returns: 'vector' | 'scalar'): fc.Arbitrary<Node> =>
    fc
      .constantFrom(...Object.entries(functions).filter(([, signature]) => signature.returns === returns))
      .chain(([func, { args, optional }]) =>
        fc
          .tuple(...args.map((type) => arg[type]))
          .map(
            (all): Node => ({ type: 'Call', func, args: func === 'info' || optional === 1 ? all.slice(0, -1) : all }),
          ),
      )
  const binary = (ops: readonly BinaryOp[], lhs: ArgType, rhs: ArgType): fc.Arbitrary<Node> =>
    fc.constantFrom(...ops).chain((op) =>
      fc
        .record({
          type: fc.constant('BinaryExpr' as const),
          op: fc.constant(op),
          lhs: arg[lhs],
          rhs: arg[rhs],
          returnBool: isComparison(op)
            ? lhs === rhs && lhs === 'scalar'
              ? fc.constant(true)
              : fc.boolean()
            : fc.constant(false),
          matching:
            lhs === 'vector' && rhs === 'vector' ? fc.option(matching(op), { nil: undefined }) : fc.constant(undefined),
        })
        .map(({ matching: said, ...node }) => (said ? { ...node, matching: said } : node)),
    )
  const unary = (type: 'vector' | 'scalar'): fc.Arbitrary<Node> =>
    fc.record({
      type: fc.constant('UnaryExpr' as const),
      op: fc.constantFrom('-' as const, '+' as const),
      // not a filter: below the deepest level there are only numbers
      expr: arg[type].map((node) => (node.type === 'NumberLiteral' ? time : node)),
    })
  const values: BinaryOp[] = [...arithmeticOps, ...comparisonOps]
  const aggregation: fc.Arbitrary<Node> = fc.constantFrom(...aggregateOps).chain((op: AggregateOp) => {
    const base = {
      type: fc.constant('AggregateExpr' as const),
      op: fc.constant(op),
      expr: arg.vector,
      grouping: labels,
      without: fc.boolean(),
    }
    const param = parameterOf(op)
    return param ? fc.record({ ...base, param: arg[param] }) : fc.record(base)
  })
  return {
    string: text.map((val) => ({ type: 'StringLiteral', val })),
    scalar: fc.oneof(
      limits,
      number,
      variableName.map((name): Node => ({ type: 'VariableLiteral', name, unit: 'none' })),
      calls('scalar'),
      binary(values, 'scalar', 'scalar'),
      unary('scalar'),
    ),
    vector: fc.oneof(
      limits,
      selector,
      calls('vector'),
      aggregation,
      binary([...values, ...setOps], 'vector', 'vector'),
      binary(values, 'vector', 'scalar'),
      binary(values, 'scalar', 'vector'),
      unary('vector'),
    ),
    matrix: fc.oneof(
      limits,
      fc.record({ type: fc.constant('MatrixSelector' as const), vector: selector, range: span }),
      fc
        .record({
          type: fc.constant('SubqueryExpr' as const),
          expr: arg.vector,
          range: span,
          more: modifiers,
          step: fc.option(span, { nil: undefined }),
        })
        .map(({ more, step, ...node }): Node => ({ ...node, ...more, ...(step !== undefined && { step }) })),
    ),
  }
})

const labels = fc.array(label, { maxLength: 3 })

function matching(op: BinaryOp): fc.Arbitrary<VectorMatching> {
  const cards = (setOps as readonly string[]).includes(op)
    ? (['many-to-many'] as const)
    : (['one-to-one', 'many-to-one', 'one-to-many'] as const)
  return fc
    .record({ card: fc.constantFrom(...cards), labels, on: fc.boolean(), include: labels })
    .map((said) => ({
      ...said,
      include:
        said.card.endsWith('one') !== said.card.startsWith('one')
          ? said.include.filter((name) => !said.labels.includes(name))
          : [],
    }))
    .filter(({ card, on, labels: named }) => on || named.length > 0 || card === 'many-to-one' || card === 'one-to-many')
}

/** An instant vector or a number. */
export const tree: fc.Arbitrary<Node> = fc.oneof(vector, scalar)
