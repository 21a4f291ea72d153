/**
 * PromQL, evaluated as Prometheus would at one time. What no rule here can say - native histograms, experimental functions,
 * aggregations that choose at random - is Unsupported.
 * https://prometheus.io/docs/prometheus/latest/querying/basics/
 */
import type { At, MatrixSelector, Node, SubqueryExpr, VectorSelector } from '../../schemas/promql/ast.ts'
import { aggregate } from './aggregate.ts'
import { binary } from './binary.ts'
import { call } from './call.ts'
import { type Labels, noLabels } from './labels.ts'
import { instantOf, windowOf } from './track.ts'
import { type Sample, scalarOf, unsupported, type Value, type Vector, vectorOf } from './value.ts'
import { type Point, pointsWindow, type Window } from './window.ts'
import { selected, type World } from './world.ts'

/** A window for each series of a range, and when it begins and ends. */
export interface Ranged {
  readonly start: number
  readonly end: number
  readonly series: readonly { readonly labels: Labels; readonly window: Window }[]
}

/** What a rule makes of it: a number alone is a sample without labels. */
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
        : vectorOf(value, node).map(({ labels, value }) => ({ labels, value: -value }))
    }
    case 'BinaryExpr':
      return binary(node, evaluate(node.lhs, world, at), evaluate(node.rhs, world, at))
    case 'AggregateExpr': {
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
  const when = shifted(at, node, node)
  const expr = world.recorded.get(node.name)
  if (expr) return recordedAt(node, expr, world, lastEvaluation(when, world))
  return selected(world.series, node).flatMap((i): Sample[] => {
    const value = instantOf(world.tracks[i] as World['tracks'][number], when, world)
    return value === undefined ? [] : [{ labels: (world.series[i] as World['series'][number]).labels, value }]
  })
}

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
    all = vectorAt(expr, world, at)
    known.set(key, all)
  }
  return selector.matchers.length === 0
    ? all
    : all.filter(({ labels }) => selected([{ name: selector.name, labels }], selector).length > 0)
}

function ranged(node: Node, world: World, at: number): Ranged {
  if (node.type === 'MatrixSelector') return matrix(node, world, at)
  if (node.type === 'SubqueryExpr') return subquery(node, world, at)
  throw unsupported(node)
}

function matrix(node: MatrixSelector, world: World, at: number): Ranged {
  const { vector, range } = node
  if (typeof range === 'string') throw unsupported(node)
  const end = shifted(at, vector, node)
  const start = end - range
  const expr = world.recorded.get(vector.name)
  if (expr)
    return {
      start,
      end,
      series: sampled(world, start, end, world.evaluationInterval, (t) => recordedAt(vector, expr, world, t)),
    }
  const series = selected(world.series, vector).flatMap((i) => {
    const window = windowOf(world.tracks[i] as World['tracks'][number], start, end, world)
    return window ? [{ labels: (world.series[i] as World['series'][number]).labels, window }] : []
  })
  return { start, end, series }
}

function subquery(node: SubqueryExpr, world: World, at: number): Ranged {
  const { range, step = world.evaluationInterval, expr } = node
  if (typeof range === 'string' || typeof step === 'string') throw unsupported(node)
  const end = shifted(at, node, node)
  const series = sampled(world, end - range, end, step, (t) => {
    return vectorAt(expr, world, t)
  })
  return { start: end - range, end, series }
}

/** What is computed at each multiple of the step, by series. */
function sampled(world: World, start: number, end: number, step: number, of: (t: number) => Vector): Ranged['series'] {
  const points = new Map<Labels, Point[]>()
  let t = Math.ceil(start / step) * step
  if (world.leftOpen && t === start) t += step
  for (; t <= end; t += step) {
    for (const { labels, value } of of(t)) {
      const before = points.get(labels)
      if (before) before.push({ t, v: value })
      else points.set(labels, [{ t, v: value }])
    }
  }
  return [...points].map(([labels, all]) => ({ labels, window: pointsWindow(all) }))
}
