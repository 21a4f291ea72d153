/**
 * An expression as a dashboard asks it: by a recorded series where one has it, over Grafana's own window for rates,
 * and filtered by the dashboard's variables.
 */
import {
  children,
  isSetOp,
  type Node,
  type Span,
  selectorsOf,
  type VectorSelector,
  walk,
} from '../../../schemas/promql/ast.ts'
import { once } from '../../../schemas/promql/once.ts'
import { transform, withChildren } from '../../../schemas/promql/transform.ts'
import { scrapedIn, varies } from '../../facts/filters.ts'
import type { ResolvedRecording, System } from '../../load/system.ts'
import { expanded, isLoose, looseMeasure, measure, type Recorded, rates, windowed } from '../../load/watch.ts'

/** Replaces what is recorded by its series, and a series by what it records where it would lose a label to filter by. */
export function recorded(root: Node, filters: readonly string[], system: System): Node {
  const replace = (node: Node): Node => {
    const rule = canBeRecorded(node) ? ruleOf(node, system) : undefined
    if (rule && !losesFilter(rule, filters, system)) return selectorOf(rule, system)
    if (node.type === 'VectorSelector' && rule) return replace(rule.expr)
    const replaced = windowed(withChildren(node, replace))
    return mixesWindows(replaced, system.recorded) ? expanded(node, system.recorded) : replaced
  }
  return replace(root)
}

/** The rule that records an expression: over its own window, or over any where the window is Grafana's. */
function ruleOf(node: Node, system: System): ResolvedRecording | undefined {
  if (node.type === 'VectorSelector') return system.recordings.find(({ data }) => data.name === node.name)
  const { exact, loose } = recordingsOf(system)
  const same = exact.get(measure(node, system.recorded))
  return same ?? (isLoose(node) ? loose.get(looseMeasure(node, system.recorded)) : undefined)
}

interface Recordings {
  readonly exact: ReadonlyMap<string, ResolvedRecording>
  readonly loose: ReadonlyMap<string, ResolvedRecording>
}

/** The recording rules of a system, by what they measure; worked out once for all its panels. The first one counts. */
const recordingsOf = once((system: System): Recordings => {
  const by = (text: typeof measure) =>
    new Map(system.recordings.toReversed().map((rule) => [text(rule.expr, system.recorded), rule]))
  return { exact: by(measure), loose: by(looseMeasure) }
})

/** Two sides of an operator, one over the window of a recording rule and one over another, are not of the same time. */
function mixesWindows(node: Node, known: Recorded): boolean {
  if (node.type !== 'BinaryExpr' || isSetOp(node.op)) return false
  const own = windowsOf(node).length > 0 ? ['own'] : []
  const theirs = selectorsOf(node).flatMap(({ name }) => {
    const expr = known.get(name)
    return expr ? windowsOf(expanded(expr, known)) : []
  })
  return theirs.length > 0 && new Set([...own, ...theirs]).size > 1
}

const windowsOf = (node: Node): Span[] =>
  walk(node).flatMap((part) => (part.type === 'MatrixSelector' ? [part.range] : []))

/** Not a window, and not a part of one: `rate(x[5m])` is recorded as a whole or not at all. */
const canBeRecorded = (node: Node): boolean =>
  node.type === 'AggregateExpr' ||
  node.type === 'BinaryExpr' ||
  (node.type === 'Call' && children(node).length > 0) ||
  (node.type === 'VectorSelector' && node.series?.recorded === true && node.matchers.length === 0 && !node.offset)

/** Whether something that the dashboard filters by is gone from what is recorded, though its series differ in it. */
function losesFilter({ expr, shape }: ResolvedRecording, filters: readonly string[], system: System): boolean {
  return filters.some(
    (label) =>
      !Object.hasOwn(shape.labels, label) &&
      scrapedIn(expr, system).some((selector) => varies(label, selector, system)),
  )
}

function selectorOf({ data }: ResolvedRecording, system: System): VectorSelector {
  const series = system.series.get(data.name)
  return { type: 'VectorSelector', name: data.name, matchers: [], ...(series && { series }) }
}

/** Up to here a window only smooths; a longer one is what is asked, such as the rate of an hour. */
const longestSmoothing = 900_000

/** `rate(x[5m])` as `rate(x[$__rate_interval])`, which fits the time range that is shown. */
export function overRateInterval(root: Node): Node {
  return transform(root, (node) =>
    node.type === 'Call' && rates.has(node.func)
      ? {
          ...node,
          args: node.args.map((arg) =>
            arg.type === 'MatrixSelector' && !(Number(arg.range) > longestSmoothing)
              ? { ...arg, range: '$__rate_interval' as const }
              : arg,
          ),
        }
      : node,
  )
}

/** `x{job=~"$job"}` for each variable whose label the series have. */
export function filtered(root: Node, variables: readonly string[], system: System): Node {
  return transform(root, (node) => {
    if (node.type !== 'VectorSelector') return node
    const labels = system.series.get(node.name)?.labels ?? {}
    const missing = variables.filter(
      (label) =>
        Object.hasOwn(labels, label) &&
        !node.matchers.some(({ name, variable }) => name === label && variable === true),
    )
    const matchers = missing.map((label) => ({
      name: label,
      op: '=~' as const,
      value: `$${label}`,
      variable: true as const,
    }))
    return { ...node, matchers: [...matchers, ...node.matchers] }
  })
}
