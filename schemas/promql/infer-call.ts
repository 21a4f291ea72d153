/** What a function makes of labels, units and kinds. */
import { open } from '../model/label.ts'
import { perSecond } from '../model/unit.ts'
import type { Call, MatrixSelector, Node, SubqueryExpr } from './ast.ts'
import type { Kind } from './expr.ts'
import { needsCounter, needsLe, needsNative, needsSubquery, needsValue } from './messages.ts'
import { hasValue, keep, type Report, type Shape, scalarOf, unknownLabel, usable } from './shape.ts'

const counting = new Set(['rate', 'irate', 'increase', 'resets'])
const anything = new Set([
  'changes',
  'count_over_time',
  'present_over_time',
  'absent_over_time',
  'ts_of_last_over_time',
  'ts_of_first_over_time',
])
const nativeOnly = new Set([
  'histogram_count',
  'histogram_sum',
  'histogram_avg',
  'histogram_stddev',
  'histogram_stdvar',
])
const ofBuckets = new Set(['histogram_quantile', 'histogram_fraction', 'histogram_quantiles'])
const free = new Set(['absent', 'timestamp', 'vector', 'info', 'start_timestamp'])

/** The unit of a function's result, where it is not that of its argument. */
const resultUnits: Readonly<Record<string, (unit: string) => string>> = {
  ...Object.fromEntries(
    (
      'sgn exp ln log2 log10 sqrt sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh deg rad pi ' +
      'minute hour day_of_week day_of_month day_of_year days_in_month month year stdvar_over_time histogram_stdvar'
    )
      .split(' ')
      .map((func) => [func, () => 'none']),
  ),
  ...Object.fromEntries(
    'time timestamp start end start_timestamp ts_of_max_over_time ts_of_min_over_time ts_of_last_over_time ts_of_first_over_time'
      .split(' ')
      .map((func) => [func, () => 'timestamp']),
  ),
  rate: perSecond,
  irate: perSecond,
  deriv: perSecond,
  resets: () => 'count',
  changes: () => 'count',
  count_over_time: () => 'count',
  present_over_time: () => 'boolean',
  absent_over_time: () => 'boolean',
  absent: () => 'boolean',
  step: () => 'seconds',
  range: () => 'seconds',
  avg_over_time: (unit) => (unit === 'boolean' ? 'ratio' : unit),
  sum_over_time: (unit) => (unit === 'boolean' ? 'count' : unit),
}

/** Of `f(…)`, for arguments of these shapes. */
export function called(node: Call, shapes: readonly Shape[], report: Report): Shape {
  const index = node.args.findIndex(
    (arg, i) => isRange(arg) || (shapes[i]?.kind !== 'scalar' && arg.type !== 'StringLiteral'),
  )
  const main = node.args[index]
  const shape = shapes[index]
  const unitOf = resultUnits[node.func]
  if (!main || !shape) return withoutVector(node, shapes, unitOf)
  if (isRange(main)) rangeProblems(node.func, main, shape, report)
  const unit = unitOf?.(shape.unit) ?? shape.unit
  if (ofBuckets.has(node.func)) return quantile(node, shape, report)
  if (nativeOnly.has(node.func)) return ofNative(node, shape, unit, report)
  if (node.func === 'absent' || node.func === 'absent_over_time') return absence(node, main, shape)
  if (!isRange(main) && !free.has(node.func)) usable(shape, `${node.func}()`, node, report)
  if (node.func === 'scalar') return scalarOf(unit)
  return { ...labelled(node, shape, report), unit: ratedUnit(node, shape, unit), kind: resultKind(node, shape) }
}

/** absent() knows the labels that its selector fixes with `=`, and no others. */
function absence({ func }: Call, main: Node, shape: Shape): Shape {
  const selector = main.type === 'MatrixSelector' ? main.vector : main
  const fixed = selector.type === 'VectorSelector' ? selector.matchers.filter(({ op }) => op === '=') : []
  const once = fixed.filter(({ name }) => fixed.filter((other) => other.name === name).length === 1)
  return {
    ...keep(
      shape,
      once.map(({ name }) => name),
      `${func}()`,
    ),
    unit: 'boolean',
    kind: 'condition',
  }
}

const isRange = (node: Node): node is MatrixSelector | SubqueryExpr =>
  node.type === 'MatrixSelector' || node.type === 'SubqueryExpr'

function withoutVector(node: Call, shapes: readonly Shape[], unitOf: ((unit: string) => string) | undefined): Shape {
  const unit = unitOf?.('none') ?? shapes[0]?.unit ?? 'none'
  if (node.func === 'vector') {
    const [arg] = node.args
    const bare = arg?.type === 'NumberLiteral' && arg.unit === 'number' ? arg.val : undefined
    // `vector(1)` is `always()`, and `vector(0)` stands in for what is empty
    if (bare === 1) return { ...scalarOf('boolean'), kind: 'condition' }
    return { ...scalarOf(bare === 0 ? 'zero' : unit), kind: 'vector' }
  }
  return { ...scalarOf(unit), kind: node.args.length === 0 && datelike.test(node.func) ? 'vector' : 'scalar' }
}
const datelike = /^(minute|hour|day_of_.+|days_in_month|month|year)$/

function rangeProblems(func: string, arg: MatrixSelector | SubqueryExpr, { kind }: Shape, report: Report): void {
  const inner = arg.type === 'MatrixSelector' ? arg.vector : arg.expr
  const stored = kind === 'counter' || kind === 'gauge' || kind === 'native' || kind === 'family'
  if (counting.has(func)) {
    if (kind !== 'counter' && kind !== 'native') report(needsCounter(func, kind), inner)
  } else if (!anything.has(func) && !hasValue(kind)) report(needsValue(`${func}()`, kind), inner)
  else if (arg.type === 'MatrixSelector' && !stored) report(needsSubquery(func), inner)
}

/** The label `le` carries the unit of the observations; a native histogram's unit does. */
function quantile(node: Call, shape: Shape, report: Report): Shape {
  const unitless = node.func === 'histogram_fraction' ? 'ratio' : undefined
  const { le, ...labels } = shape.labels
  if (shape.kind === 'native' || shape.kind === 'histogram') {
    return { ...shape, unit: unitless ?? observed(shape.unit), kind: 'vector' }
  }
  if (!hasValue(shape.kind)) report(needsValue(`${node.func}()`, shape.kind), node)
  else if (!le) report(needsLe(), node)
  return {
    labels,
    unit: unitless ?? le?.bounds ?? 'none',
    kind: 'vector',
    gone: { ...shape.gone, le: `${node.func}()` },
  }
}

const observed = (unit: string): string => unit.replace(/\/second$/, '')

function ofNative(node: Call, shape: Shape, unit: string, report: Report): Shape {
  if (shape.kind !== 'native' && shape.kind !== 'histogram') report(needsNative(node.func), node)
  const rated = shape.unit.endsWith('/second')
  const units: Record<string, string> = {
    histogram_count: rated ? 'count/second' : 'count',
    histogram_sum: rated ? perSecond(observed(shape.unit)) : shape.unit,
    histogram_stdvar: 'none',
  }
  return { ...shape, unit: units[node.func] ?? observed(unit), kind: 'vector' }
}

function ratedUnit(node: Call, shape: Shape, unit: string): string {
  return shape.kind === 'native' && (node.func === 'rate' || node.func === 'irate') ? `${shape.unit}/second` : unit
}

function resultKind({ func }: Call, { kind }: Shape): Kind {
  const keeps = counting.has(func) || func === 'last_over_time' || func === 'first_over_time'
  return keeps && func !== 'resets' && (kind === 'native' || kind === 'histogram') ? 'histogram' : 'vector'
}

/** label_replace and label_join set a label from others, which must be there. */
function labelled(node: Call, shape: Shape, report: Report): Pick<Shape, 'labels' | 'gone'> {
  const [, to, ...rest] = node.args
  if ((node.func !== 'label_replace' && node.func !== 'label_join') || to?.type !== 'StringLiteral') return shape
  const from = node.func === 'label_replace' ? rest.slice(1, 2) : rest.slice(1)
  for (const arg of from) {
    if (arg.type === 'StringLiteral' && !Object.hasOwn(shape.labels, arg.val))
      report(unknownLabel(arg.val, `${node.func}()`, shape), node)
  }
  return { labels: { ...shape.labels, [to.val]: open({ atMost: 100 }) }, gone: shape.gone }
}
