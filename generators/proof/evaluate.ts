/**
 * PromQL, evaluated as Prometheus would at one time. What no rule here can say - native histograms, experimental functions,
 * aggregations that choose at random - is Unsupported.
 * https://prometheus.io/docs/prometheus/latest/querying/basics/
 */
import type { At, MatrixSelector, Node, SubqueryExpr, VectorSelector } from '../../schemas/promql/ast.ts'
import { aggregate } from './aggregate.ts'
import { binary } from './binary.ts'
import { call } from './call.ts'
import { noLabels } from './labels.ts'
import { instantOf, isLost, windowOf } from './track.ts'
import { distinct, nameless, type Sample, scalarOf, unsupported, type Value, type Vector, vectorOf } from './value.ts'
import { type Point, pointsWindow, type Span, type Window } from './window.ts'
import { type Named, selected, selects, type World } from './world.ts'

/** A window for each series of a range, and when it begins and ends. */
export interface Ranged extends Span {
  readonly series: readonly (Omit<Sample, 'value'> & { readonly window: Window })[]
}

/** What a rule makes of it: without names, and nothing twice. */
export const resultsOf = (node: Node, world: World, at: number): Vector =>
  distinct(
    vectorAt(node, world, at).map(({ labels, value }) => ({ labels, value })),
    node,
  )

/** A number alone is a sample without labels. */
export function vectorAt(node: Node, world: World, at: number): Vector {
  const value = evaluate(node, world, at)
  return typeof value === 'number' ? [{ labels: noLabels, value }] : vectorOf(value, node)
}

export function evaluate(node: Node, world: World, at: number): Value {
  return world.remember?.(node, at, compute) ?? compute(node, world, at)
}

function compute(node: Node, world: World, at: number): Value {
  switch (node.type) {
    case 'NumberLiteral':
      return node.val
    case 'StringLiteral':
      return node.val
    case 'VectorSelector':
      return instant(node, world, at)
    case 'UnaryExpr': {
      const value = evaluate(node.expr, world, at)
      if (node.op === '+') return value
      return typeof value === 'number'
        ? -value
        : distinct(
            vectorOf(value, node).map(({ labels, value }) => ({ labels, value: -value })),
            node,
          )
    }
    case 'BinaryExpr':
      return binary(node, evaluate(node.lhs, world, at), evaluate(node.rhs, world, at))
    case 'AggregateExpr': {
      nameless(node.grouping, node)
      const param = node.param && evaluate(node.param, world, at)
      return aggregate(
        node,
        vectorOf(evaluate(node.expr, world, at), node),
        param === undefined ? undefined : scalarOf(param, node),
      )
    }
    case 'Call':
      return call(node, {
        at,
        value: (arg) => evaluate(arg, world, at),
        range: (arg) => ranged(arg, world, at),
      })
    case 'MatrixSelector':
    case 'SubqueryExpr':
    case 'VariableLiteral':
    case 'RawExpr':
      throw unsupported(node)
  }
}

const shifted = (at: number, { offset = 0, at: fixed }: { offset?: number; at?: At }, node: Node): number => {
  if (typeof fixed === 'string') throw unsupported(node)
  return (fixed === undefined ? at : fixed * 1000) - offset
}

function instant(node: VectorSelector, world: World, at: number): Vector {
  nameless(namesOf(node), node)
  const when = shifted(at, node, node)
  const expr = world.recorded.get(node.name)
  if (expr) {
    const last = lastEvaluation(when, world)
    return isLost(when - last, world) ? [] : recordedAt(node, expr, world, last)
  }
  return selected(world.series, node).flatMap((i): Sample[] => {
    const value = instantOf(world.tracks[i] as World['tracks'][number], when, world)
    return value === undefined ? [] : [{ ...(world.series[i] as Named), value }]
  })
}

const namesOf = ({ matchers }: VectorSelector): string[] => matchers.map(({ name }) => name)

const lastEvaluation = (at: number, { evaluationInterval }: World): number =>
  Math.floor(at / evaluationInterval) * evaluationInterval

const computed = new WeakMap<World, Map<string, Vector>>()

function recordedAt(selector: VectorSelector, expr: Node, world: World, at: number): Vector {
  if (world.since !== undefined && at < world.since) return []
  const known = computed.get(world) ?? new Map<string, Vector>()
  if (known.size === 0) computed.set(world, known)
  const key = `${at} ${selector.name}`
  let all = known.get(key)
  if (!all) {
    all = resultsOf(expr, world, at).map((sample) => ({ ...sample, name: selector.name }))
    known.set(key, all)
  }
  return selector.matchers.length === 0
    ? all
    : all.filter(({ labels }) => selects(selector, { name: selector.name, labels }))
}

function ranged(node: Node, world: World, at: number): Ranged {
  if (node.type === 'MatrixSelector') return matrix(node, world, at)
  if (node.type === 'SubqueryExpr') return subquery(node, world, at)
  throw unsupported(node)
}

function matrix(node: MatrixSelector, world: World, at: number): Ranged {
  const { vector, range } = node
  if (typeof range === 'string') throw unsupported(node)
  nameless(namesOf(vector), node)
  const { leftOpen } = world
  const end = shifted(at, vector, node)
  const start = end - range
  const expr = world.recorded.get(vector.name)
  if (expr)
    return {
      start,
      end,
      leftOpen,
      series: sampled(world, start, end, world.evaluationInterval, (t) => recordedAt(vector, expr, world, t)),
    }
  const series = selected(world.series, vector).flatMap((i) => {
    const window = windowOf(world.tracks[i] as World['tracks'][number], start, end, world)
    return window ? [{ ...(world.series[i] as Named), window }] : []
  })
  return { start, end, leftOpen, series }
}

function subquery(node: SubqueryExpr, world: World, at: number): Ranged {
  const { range, step = world.evaluationInterval, expr } = node
  if (typeof range === 'string' || typeof step === 'string') throw unsupported(node)
  const end = shifted(at, node, node)
  const start = end - range
  const series = sampled(world, start, end, step, (t) => vectorAt(expr, world, t))
  return { start, end, leftOpen: world.leftOpen, series }
}

/** What is computed at each multiple of the step, by series. */
function sampled(world: World, start: number, end: number, step: number, of: (t: number) => Vector): Ranged['series'] {
  const found = new Map<string, Omit<Sample, 'value'> & { readonly points: Point[] }>()
  let t = Math.ceil(start / step) * step
  if (world.leftOpen && t === start) t += step
  for (; t <= end; t += step) {
    for (const { name, labels, value } of of(t)) {
      const key = `${name} ${labels.key}`
      const one = found.get(key) ?? { labels, ...(name !== undefined && { name }), points: [] }
      if (one.points.length === 0) found.set(key, one)
      one.points.push({ t, v: value })
    }
  }
  return [...found.values()].map(({ points, ...one }) => ({ ...one, window: pointsWindow(points) }))
}
