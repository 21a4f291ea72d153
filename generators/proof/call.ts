/** https://prometheus.io/docs/prometheus/latest/querying/functions/ */
import type { Call, Node } from '../../schemas/promql/ast.ts'
import { regexOf } from '../../schemas/promql/matches.ts'
import { dates, elementwise } from './elementwise.ts'
import type { Ranged } from './evaluate.ts'
import { labelsOf, noLabels, withLabels } from './labels.ts'
import { overTime } from './over-time.ts'
import { histogramQuantile } from './quantile.ts'
import {
  distinct,
  nameless,
  type Sample,
  scalarOf,
  textOf,
  unsupported,
  type Value,
  type Vector,
  vectorOf,
} from './value.ts'

/** How a function comes by its arguments, and at which time. */
export interface Arguments {
  readonly at: number
  readonly value: (arg: Node) => Value
  readonly range: (arg: Node) => Ranged
}

export function call(node: Call, given: Arguments): Value {
  const { func, args } = node
  if (overTime[func]) return folded(node, given)
  const arg = (i: number): Node => {
    const one = args[i]
    if (!one) throw unsupported(node)
    return one
  }
  const vector = (i: number): Vector => vectorOf(given.value(arg(i)), node)
  const scalar = (i: number): number => scalarOf(given.value(arg(i)), node)
  const text = (i: number): string => textOf(given.value(arg(i)), node)

  if (elementwise[func])
    return mapped(
      node,
      vector(0),
      args.slice(1).map((_, i) => scalar(i + 1)),
    )
  const date = dates[func]
  if (date) {
    const times = args.length > 0 ? vector(0) : [{ labels: noLabels, value: given.at / 1000 }]
    const parts = times.map(({ labels, value }) => ({ labels, value: known(date(new Date(value * 1000)), node) }))
    return distinct(parts, node)
  }
  switch (func) {
    case 'time':
      return given.at / 1000
    case 'pi':
      return Math.PI
    case 'vector':
      return [{ labels: noLabels, value: scalar(0) }]
    case 'scalar': {
      const [only, ...more] = vector(0)
      return only && more.length === 0 ? only.value : Number.NaN
    }
    case 'sort':
    case 'sort_desc':
      return vector(0)
    case 'absent':
      return vector(0).length > 0 ? [] : [{ labels: sought(arg(0)), value: 1 }]
    case 'absent_over_time':
      return given.range(arg(0)).series.length > 0 ? [] : [{ labels: sought(arg(0)), value: 1 }]
    case 'histogram_quantile':
      return distinct(histogramQuantile(scalar(0), vector(1)), node)
    case 'label_replace':
      nameless([text(1), text(3)], node)
      return distinct(labelReplace(vector(0), text(1), text(2), text(3), text(4), node), node)
    case 'label_join': {
      const texts = args.slice(1).map((_, i) => text(i + 1))
      nameless(texts.toSpliced(1, 1), node)
      return distinct(labelJoin(vector(0), texts), node)
    }
    default:
      throw unsupported(node)
  }
}

/** A function of a range, which is its only argument that is no number. */
function folded(node: Call, given: Arguments): Vector {
  const { func, args } = node
  const isRange = ({ type }: Node): boolean => type === 'MatrixSelector' || type === 'SubqueryExpr'
  const others = args.filter((arg) => !isRange(arg)).map((arg) => scalarOf(given.value(arg), node))
  const { series, ...span } = given.range(args.find(isRange) ?? node)
  const results = series.flatMap(({ window, name, labels }): Sample[] => {
    const value = overTime[func]?.(window, { ...span, at: given.at }, others)
    if (value === undefined) return []
    return [{ labels, value, ...(keepsNames.has(func) && name !== undefined && { name }) }]
  })
  return distinct(results, node)
}

/** Each value by itself; nothing is between limits that are the wrong way round. */
function mapped(node: Call, vector: Vector, others: readonly number[]): Vector {
  const { func } = node
  const [low = 0, high = 0] = others
  if (func === 'clamp' && high < low) return []
  const results = vector.map(({ labels, value }) => ({
    labels,
    value: elementwise[func]?.(value, ...others) ?? Number.NaN,
  }))
  return distinct(results, node)
}

/** Functions of ranges that choose one of the samples and leave it as it is. */
const keepsNames: ReadonlySet<string> = new Set(['first_over_time', 'last_over_time'])

/** No more a date than Go's is one, which is another. */
function known(part: number, node: Node): number {
  if (Number.isNaN(part)) throw unsupported(node)
  return part
}

/** The labels that a selector asks for by one value: what is asked of a label after that takes it away. */
function sought(node: Node): Sample['labels'] {
  const selector = node.type === 'MatrixSelector' ? node.vector : node
  if (selector.type !== 'VectorSelector') return noLabels
  const found = new Map<string, string>()
  const asked = new Set<string>()
  for (const { name, op, value } of selector.matchers) {
    found.set(name, op === '=' && !asked.has(name) ? value : '')
    if (op === '=') asked.add(name)
  }
  return labelsOf(Object.fromEntries(found))
}

function labelReplace(
  vector: Vector,
  to: string,
  replacement: string,
  from: string,
  pattern: string,
  node: Node,
): Vector {
  const regex = regexOf(pattern)
  if (!regex) throw unsupported(node)
  return vector.map((sample) => {
    const match = regex.exec(sample.labels.map[from] ?? '')
    if (!match) return sample
    const text = replacement.replaceAll(
      /\$(?:(\d+)|\{(\w+)\}|(\w+))/g,
      (_, n?: string, braced?: string, name?: string) => {
        const key = n ?? braced ?? name ?? ''
        return (/^\d+$/.test(key) ? match[Number(key)] : match.groups?.[key]) ?? ''
      },
    )
    return { ...sample, labels: withLabels(sample.labels, { [to]: text }) }
  })
}

const labelJoin = (vector: Vector, [to = '', separator = '', ...from]: readonly string[]): Vector =>
  vector.map((sample) => ({
    ...sample,
    labels: withLabels(sample.labels, { [to]: from.map((name) => sample.labels.map[name] ?? '').join(separator) }),
  }))
