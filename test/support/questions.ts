/** Random expressions about the series of worlds.ts, out of everything that the proofs can evaluate. */
import fc from 'fast-check'
import type { AggregateOp, BinaryOp, Matcher, Node, VectorMatching, VectorSelector } from '../../schemas/promql/ast.ts'
import { arithmeticOps, comparisonOps, setOps } from '../../schemas/promql/ast.ts'

const minute = 60_000
const words = (text: string): string[] => text.split(' ')

const number = (val: number): Node => ({ type: 'NumberLiteral', val, unit: 'number' })
const text = (val: string): Node => ({ type: 'StringLiteral', val })
const call = (func: string, ...args: Node[]): Node => ({ type: 'Call', func, args })

/** What a rule records of them. */
export const recordedName = 'zone:depth:sum'

const gauges = words(`depth room about ${recordedName}`)
const counters = words('hits_total took_bucket')

const matcher: fc.Arbitrary<Matcher> = fc.constantFrom<Matcher>(
  { name: 'zone', op: '=', value: 'a' },
  { name: 'zone', op: '!=', value: 'a' },
  { name: 'zone', op: '=~', value: 'a|c' },
  { name: 'pod', op: '!~', value: 'p[12]' },
  { name: 'path', op: '=', value: '' },
  { name: 'zone', op: '=', value: 'nowhere' },
)

const offset = fc.constantFrom(undefined, undefined, undefined, minute, 7 * minute, 90_000)
const selectorOf = (names: readonly string[]): fc.Arbitrary<VectorSelector> =>
  fc
    .tuple(fc.constantFrom(...names), fc.array(matcher, { maxLength: 2 }), fc.boolean(), offset)
    .map(([name, matchers, some, ago]) => ({
      type: 'VectorSelector',
      name,
      matchers: some ? matchers : [],
      ...(ago !== undefined && { offset: ago }),
    }))

const range = fc.constantFrom(minute / 2, minute, 2 * minute, 5 * minute, 330_000, 12 * minute)
const rangeOf = (names: readonly string[]): fc.Arbitrary<Node> =>
  fc.tuple(selectorOf(names), range).map(([vector, span]) => ({ type: 'MatrixSelector', vector, range: span }))
const subqueryOf = (vector: fc.Arbitrary<Node>): fc.Arbitrary<Node> =>
  fc
    .tuple(
      vector,
      fc.constantFrom(2 * minute, 5 * minute, 11 * minute),
      fc.constantFrom(undefined, 30_000, 2 * minute),
      offset,
    )
    .map(([expr, span, step, ago]) => ({
      type: 'SubqueryExpr',
      expr,
      range: span,
      ...(step !== undefined && { step }),
      ...(ago !== undefined && { offset: ago }),
    }))

const ofCounters = words('rate increase irate resets')
const ofGauges = words(
  'delta idelta deriv changes resets avg_over_time min_over_time max_over_time sum_over_time count_over_time last_over_time present_over_time stddev_over_time stdvar_over_time absent_over_time',
)
/** The last digit of what was computed decides whether it is a step. */
const countsSteps: ReadonlySet<string> = new Set(['changes', 'resets'])
const windowed = (func: fc.Arbitrary<string>, over: fc.Arbitrary<Node>): fc.Arbitrary<Node> =>
  fc.oneof(
    { weight: 8, arbitrary: fc.tuple(func, over).map(([name, one]) => call(name, one)) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom(-1, 0, 0.3, 1, 2), over)
        .map(([q, one]) => call('quantile_over_time', number(q), one)),
    },
    { weight: 1, arbitrary: over.map((one) => call('predict_linear', one, number(600))) },
  )

const grouping = fc.subarray(words('zone pod path version le'), { maxLength: 3 })
const elementwise = words(
  'abs ceil floor round sgn exp ln log2 log10 sqrt sin cos atan deg rad sort sort_desc minute hour day_of_week year',
)

function binaryOf(
  op: BinaryOp,
  lhs: Node,
  rhs: Node,
  labels: readonly string[],
  { on, bool, card }: { on: boolean | undefined; bool: boolean; card: VectorMatching['card'] },
): Node {
  const isSet = (setOps as readonly string[]).includes(op)
  const returnBool = bool && (comparisonOps as readonly string[]).includes(op)
  const matching =
    on === undefined
      ? {}
      : {
          matching: {
            card: isSet ? ('many-to-many' as const) : card,
            labels,
            on,
            include: isSet || card === 'one-to-one' || labels.includes('version') ? [] : ['version'],
          },
        }
  return { type: 'BinaryExpr', op, lhs, rhs, returnBool, ...matching }
}

const operators = fc.constantFrom<BinaryOp>(...arithmeticOps, ...comparisonOps, ...comparisonOps, ...setOps, ...setOps)

const buckets = fc.tuple(fc.constantFrom(-1, 0, 0.5, 0.95, 1, 1.5), fc.subarray(['zone']), range).map(([q, by, span]) =>
  call('histogram_quantile', number(q), {
    type: 'AggregateExpr',
    op: 'sum',
    grouping: ['le', ...by],
    without: false,
    expr: call('rate', {
      type: 'MatrixSelector',
      vector: { type: 'VectorSelector', name: 'took_bucket', matchers: [] },
      range: span,
    }),
  }),
)

/** `sum by (zone) (…)`: what others can be matched with. */
const byZone = (expr: Node, op: AggregateOp = 'sum'): Node => ({
  type: 'AggregateExpr',
  op,
  expr,
  grouping: ['zone'],
  without: false,
})

export const { vector: question } = fc.letrec<{ vector: Node; scalar: Node }>((tie) => ({
  scalar: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(0, 1, 2, -3, 0.5, 60).map(number),
    fc.constant(call('time')),
    tie('vector').map((one) => call('scalar', one)),
    fc
      .tuple(fc.constantFrom(...arithmeticOps), tie('scalar'), tie('scalar'))
      .map(([op, lhs, rhs]): Node => ({ type: 'BinaryExpr', op, lhs, rhs, returnBool: false })),
  ),
  vector: fc.oneof(
    { maxDepth: 3, depthSize: 'small', withCrossShrink: true },
    selectorOf(gauges),
    { weight: 2, arbitrary: windowed(fc.constantFrom(...ofCounters), rangeOf(counters)) },
    { weight: 2, arbitrary: windowed(fc.constantFrom(...ofGauges), rangeOf(gauges)) },
    windowed(fc.constantFrom(...ofGauges, ...ofCounters), rangeOf([...counters, ...gauges])),
    buckets,
    windowed(fc.constantFrom(...ofGauges.filter((name) => !countsSteps.has(name))), subqueryOf(tie('vector'))),
    windowed(fc.constantFrom(...ofGauges, ...ofCounters), subqueryOf(selectorOf([...gauges, ...counters]))),
    fc.tuple(fc.constantFrom(...elementwise), tie('vector')).map(([name, one]) => call(name, one)),
    fc
      .tuple(
        fc.constantFrom<AggregateOp>('sum', 'avg', 'min', 'max', 'count', 'group', 'stddev', 'stdvar'),
        grouping,
        fc.boolean(),
        tie('vector'),
      )
      .map(([op, labels, without, expr]): Node => ({ type: 'AggregateExpr', op, grouping: labels, without, expr })),
    fc
      .tuple(
        fc.constantFrom<AggregateOp>('topk', 'bottomk', 'quantile'),
        fc.constantFrom(-1, 0, 0.4, 1, 2),
        grouping,
        tie('vector'),
      )
      .map(
        ([op, param, labels, expr]): Node => ({
          type: 'AggregateExpr',
          op,
          param: number(param),
          grouping: labels,
          without: false,
          expr,
        }),
      ),
    fc
      .tuple(operators, tie('vector'), tie('scalar'), fc.boolean(), fc.boolean())
      .filter(([op]) => !(setOps as readonly string[]).includes(op))
      .map(([op, one, other, swap, bool]) =>
        binaryOf(op, swap ? other : one, swap ? one : other, [], { on: undefined, bool, card: 'one-to-one' }),
      ),
    {
      weight: 2,
      arbitrary: fc
        .tuple(operators, tie('vector'), tie('vector'), grouping, fc.constantFrom(undefined, true, false), fc.boolean())
        .map(([op, one, other, labels, on, bool]) =>
          binaryOf(op, one, other, labels, { on, bool, card: 'one-to-one' }),
        ),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(
          operators,
          tie('vector'),
          tie('vector'),
          fc.constantFrom<VectorMatching['card']>('one-to-one', 'many-to-one', 'one-to-many'),
          fc.boolean(),
        )
        .map(([op, one, other, card, bool]) =>
          binaryOf(
            op,
            card === 'many-to-one' ? one : byZone(one),
            card === 'one-to-many' ? one : byZone(other, 'max'),
            ['zone'],
            { on: true, bool, card },
          ),
        ),
    },
    fc
      .tuple(
        tie('vector'),
        fc.constantFrom('$1', 'x-$1', '$1-$0', '', '$2$1'),
        fc.constantFrom('zone', 'pod', 'made'),
        fc.constantFrom('(.*)', 'p(.)', 'p(?P<n>[0-9])', 'a|b'),
      )
      .map(([one, replacement, to, pattern]) =>
        call('label_replace', one, text(to), text(replacement), text('pod'), text(pattern)),
      ),
    tie('vector').map((one) => call('label_join', one, text('made'), text('-'), text('zone'), text('pod'))),
    tie('vector').map((one) => call('absent', one)),
    tie('vector').map((expr): Node => ({ type: 'UnaryExpr', op: '-', expr })),
    fc.tuple(tie('vector'), tie('scalar'), tie('scalar')).map(([one, low, high]) => call('clamp', one, low, high)),
    fc
      .tuple(fc.constantFrom('clamp_min', 'clamp_max'), tie('vector'), tie('scalar'))
      .map(([name, one, limit]) => call(name, one, limit)),
    fc.tuple(tie('vector'), fc.constantFrom(5, 0.5, 0.1)).map(([one, nearest]) => call('round', one, number(nearest))),
    tie('scalar').map((one) => call('vector', one)),
  ),
}))
