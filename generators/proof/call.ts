/** https://prometheus.io/docs/prometheus/latest/querying/functions/ */
import type { Call, Node, VectorSelector } from '../../schemas/promql/ast.ts'
import { regexOf } from '../../schemas/promql/matches.ts'
import { dates, elementwise } from './elementwise.ts'
import type { Ranged } from './evaluate.ts'
import { labelsOf, noLabels, withLabels } from './labels.ts'
import { overTime } from './over-time.ts'
import { histogramQuantile } from './quantile.ts'
import { distinct, type Sample, scalarOf, textOf, unsupported, type Value, type Vector, vectorOf } from './value.ts'

/** How a function comes by its arguments, and at which time. */
export interface Arguments {
  readonly at: number
  readonly value: (arg: Node) => Value
  readonly range: (arg: Node) => Ranged
}

export function call(node: Call, given: Arguments): Value {
  const { func, args } = node
  const arg = (i: number): Node => {
    const one = args[i]
    if (!one) throw unsupported(node)
    return one
  }
  const vector = (i: number): Vector => vectorOf(given.value(arg(i)), node)
  const scalar = (i: number): number => scalarOf(given.value(arg(i)), node)
  const text = (i: number): string => textOf(given.value(arg(i)), node)

  const fold = overTime[func]
  if (fold) {
    const place = args.findIndex(({ type }) => type === 'MatrixSelector' || type === 'SubqueryExpr')
    const others = args.flatMap((_, i) => (i === place ? [] : [scalar(i)]))
    const { series, start, end } = given.range(arg(place))
    return distinct(
      series.flatMap(({ labels, window }) => one(labels, fold(window, { start, end, at: given.at }, others))),
      node,
    )
  }
  const map = elementwise[func]
  if (map) {
    const others = args.slice(1).map((_, i) => scalar(i + 1))
    return vector(0).map(({ labels, value }) => ({ labels, value: map(value, ...others) }))
  }
  const date = dates[func]
  if (date) {
    const times = args.length > 0 ? vector(0) : [{ labels: noLabels, value: given.at / 1000 }]
    return times.map(({ labels, value }) => ({ labels, value: date(new Date(value * 1000)) }))
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
    case 'absent_over_time': {
      return given.range(arg(0)).series.length > 0 ? [] : [{ labels: sought(arg(0)), value: 1 }]
    }
    case 'histogram_quantile':
      return distinct(histogramQuantile(scalar(0), vector(1)), node)
    case 'label_replace':
      return distinct(labelReplace(vector(0), text(1), text(2), text(3), text(4), node), node)
    case 'label_join':
      return distinct(
        labelJoin(
          vector(0),
          args.slice(1).map((_, i) => text(i + 1)),
        ),
        node,
      )
    default:
      throw unsupported(node)
  }
}

const one = (labels: Sample['labels'], value: number | undefined): Sample[] =>
  value === undefined ? [] : [{ labels, value }]

/** The labels that a selector asks for by one value. */
function sought(node: Node): Sample['labels'] {
  const selector = node.type === 'MatrixSelector' ? node.vector : node
  if (selector.type !== 'VectorSelector') return noLabels
  const equal = (selector as VectorSelector).matchers.filter(({ op }) => op === '=')
  const twice = equal.filter(({ name }, i) => equal.some((other, j) => i !== j && other.name === name))
  return labelsOf(Object.fromEntries(equal.filter((m) => !twice.includes(m)).map(({ name, value }) => [name, value])))
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
  return vector.map(({ labels, value }) => {
    const match = regex.exec(labels.map[from] ?? '')
    if (!match) return { labels, value }
    const text = replacement.replaceAll(
      /\$(?:(\d+)|\{(\w+)\}|(\w+))/g,
      (_, n?: string, braced?: string, name?: string) => {
        const key = n ?? braced ?? name ?? ''
        return (/^\d+$/.test(key) ? match[Number(key)] : match.groups?.[key]) ?? ''
      },
    )
    return { labels: withLabels(labels, { [to]: text }), value }
  })
}

const labelJoin = (vector: Vector, [to = '', separator = '', ...from]: readonly string[]): Vector =>
  vector.map(({ labels, value }) => ({
    labels: withLabels(labels, { [to]: from.map((name) => labels.map[name] ?? '').join(separator) }),
    value,
  }))
