/** The same system in a shorter time: intervals, ranges and waits are divided, thresholds stay. */
import type { Dashboard, RuleGroup, SystemDefinition } from 'plimsoll'
import { seriesOfMetric } from '../../schemas/model/metric.ts'
import { type SystemData, systemSchema } from '../../schemas/model/system.ts'
import type { Node, Span } from '../../schemas/promql/ast.ts'
import { parse } from '../../schemas/promql/parse/parse.ts'
import { printLine } from '../../schemas/promql/print.ts'
import { transform } from '../../schemas/promql/transform.ts'

/** Nothing is scraped or evaluated more often. */
const least = 1000
/** A range has that many samples, so that a rate is one even where a scrape was late. */
const samples = 4

/** How long something takes that took so many milliseconds. */
type Shorter = (milliseconds: number) => number

const shorterBy =
  (factor: number): Shorter =>
  (milliseconds) =>
    Math.max(least, Math.round(milliseconds / factor / least) * least)

/** Every interval, `for`, range, offset and subquery is shorter by the factor, in rules and on dashboards. */
export function compressed(definition: SystemDefinition, factor: number): { readonly data: SystemData } {
  const data = systemSchema.parse(definition.data)
  if (factor === 1) return { data }
  const shorter = shorterBy(factor)
  const scrapeInterval = shorter(data.scrapeInterval)
  const timed = {
    ...data,
    scrapeInterval,
    scrapeTimeout: Math.min(data.scrapeTimeout, scrapeInterval),
    evaluationInterval: shorter(data.evaluationInterval),
    targets: data.targets.map((one) => {
      const interval = one.data.interval && shorter(one.data.interval)
      return { ...one, data: { ...one.data, interval, timeout: undefined } }
    }),
    rules: data.rules.map(({ data: group }) => ({
      data: { ...group, interval: group.interval && shorter(group.interval) },
    })),
  }
  const expr = (node: Node) => compressedNode(node, shorter, intervalsOf(timed))
  return {
    data: {
      ...timed,
      rules: timed.rules.map((group) => inGroup(group, expr, shorter)),
      dashboards: data.dashboards.map((dashboard) => onDashboard(dashboard, expr, shorter)),
      ...(data.restarts && { restarts: expr(data.restarts) }),
    },
  }
}

type Change = (node: Node) => Node

const inGroup = ({ data }: RuleGroup, expr: Change, shorter: Shorter): RuleGroup => ({
  data: {
    ...data,
    rules: data.rules.map((rule) => {
      if (rule.kind === 'recording') return { ...rule, data: { ...rule.data, expr: expr(rule.data.expr) } }
      const { for: pending, keepFiringFor } = rule.data
      const times = {
        ...(pending && { for: shorter(pending) }),
        ...(keepFiringFor && { keepFiringFor: shorter(keepFiringFor) }),
      }
      return { ...rule, data: { ...rule.data, ...times, expr: expr(rule.data.expr) } }
    }),
  },
})

const onDashboard = ({ data }: Dashboard, expr: Change, shorter: Shorter): Dashboard => ({
  data: {
    ...data,
    range: shorter(data.range),
    refresh: shorter(data.refresh),
    rows: data.rows.map((row) => ({
      ...row,
      panels: row.panels.map((panel) => ({
        data: { ...panel.data, queries: panel.data.queries.map((one) => ({ ...one, expr: expr(one.expr) })) },
      })),
    })),
  },
})

/** How far apart the samples of a series are, by its name: as far as of the slowest job that exposes it. */
function intervalsOf({ targets, rules, scrapeInterval, evaluationInterval }: SystemData): (series: string) => number {
  const known = new Map<string, number>()
  const note = (name: string, interval: number) => known.set(name, Math.max(known.get(name) ?? 0, interval))
  for (const { data } of targets) {
    for (const { name } of data.exposes.flatMap(seriesOfMetric)) note(name, data.interval ?? scrapeInterval)
  }
  for (const { data } of rules) {
    for (const rule of data.rules)
      if (rule.kind === 'recording') note(rule.data.name, data.interval ?? evaluationInterval)
  }
  const slowest = Math.max(scrapeInterval, ...targets.map(({ data }) => data.interval ?? 0))
  return (series) => known.get(series) ?? slowest
}

function compressedNode(root: Node, shorter: Shorter, intervalOf: (series: string) => number): Node {
  const span = (given: Span, apart: number): Span =>
    typeof given === 'number' ? Math.max(shorter(given), samples * apart) : given
  const offset = (given: number | undefined) => given && { offset: Math.sign(given) * shorter(Math.abs(given)) }
  return transform(root, (node) => {
    switch (node.type) {
      case 'VectorSelector':
        return node.offset ? { ...node, ...offset(node.offset) } : node
      case 'MatrixSelector':
        return { ...node, range: span(node.range, intervalOf(node.vector.name)) }
      case 'SubqueryExpr': {
        const step = typeof node.step === 'number' ? shorter(node.step) : node.step
        const apart = typeof step === 'number' ? step : least
        return { ...node, range: span(node.range, apart), ...(step !== undefined && { step }), ...offset(node.offset) }
      }
      case 'RawExpr': {
        const { node: parsed } = parse(node.text)
        return parsed ? { ...node, text: printLine(compressedNode(parsed, shorter, intervalOf)) } : node
      }
      default:
        return node
    }
  })
}
