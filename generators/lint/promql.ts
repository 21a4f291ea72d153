/** Queries as expressions: their syntax, their types, and what may be shown at all. */
import { children, type Node, walk } from '../../schemas/promql/ast.ts'
import { infer } from '../../schemas/promql/infer.ts'
import { needsValue } from '../../schemas/promql/messages.ts'
import { caret } from '../../schemas/promql/parse/parse.ts'
import { printLine } from '../../schemas/promql/print.ts'
import { has, isCount } from './json.ts'
import { type DashboardRule, type Said, say } from './rule.ts'

export const promql: DashboardRule = {
  id: 'grafana/promql',
  doc: `Every query is PromQL that Prometheus accepts once Grafana has replaced the variables, and none is empty or taken from another panel.
The parser is Prometheus' own grammar with its type checks; promtool agrees with it. Stronger than target-promql-rule of
dashboard-linter, which leaves out some types of panel.`,
  run: ({ queries }) =>
    queries.flatMap(({ raw, where, expr, problems }): Said[] => {
      if (isCount(raw.panelId)) return [say(where, 'takes its data from another panel; ask for them in PromQL')]
      if (expr.trim() === '') return [say(where, `${has('expression', raw.expr)}; write PromQL`)]
      return problems.map(({ message, from, to }) => say(where, `${message}; correct the query`, caret(expr, from, to)))
    }),
}

const rawCounter = needsValue('', 'counter')

export const type: DashboardRule = {
  id: 'grafana/type',
  doc: `A query makes sense: rate is taken of a counter, both sides of an operator have the same labels and units that go together, a quantile
has its le, no label is named that an aggregation has removed. These are the rules of expr/type, for text that no compiler saw.`,
  run: ({ queries }) =>
    queries.flatMap(({ where, node, shape }) => {
      const said: Said[] = []
      if (node && shape)
        infer(node, (message, part) => {
          if (!message.endsWith(rawCounter)) said.push(say(where, message, printLine(part)))
        })
      return said
    }),
}

/** Functions whose result does not grow for ever with a counter. */
const ofCounters = new Set([
  ...['rate', 'irate', 'increase', 'resets', 'changes', 'absent', 'timestamp'],
  ...['count_over_time', 'present_over_time', 'absent_over_time', 'start_timestamp'],
  ...['ts_of_max_over_time', 'ts_of_min_over_time', 'ts_of_last_over_time', 'ts_of_first_over_time'],
])

export const counter: DashboardRule = {
  id: 'grafana/counter',
  doc: `A counter goes through rate, irate or increase before it is shown: by itself it is a line that rises until the next restart. Counting
series (count, group, absent, present_over_time, timestamp) is fine, as is what only asks whether there are any (unless, and). A
counter is one by its definition: buckets, _count and _sum too, and not only by the name. target-counter-agg-rule of dashboard-linter
goes by the suffix _total, and lets every counter with a matcher pass.`,
  run: ({ queries }) =>
    queries.flatMap(({ where, node }) =>
      node
        ? shownRaw(node, false).map((name) =>
            say(where, `shows the counter ${name} raw; take rate() or increase() of it`),
          )
        : [],
    ),
}

/** The names of counters that no function has tamed; `tamed` says what the node above has done. */
function shownRaw(node: Node, tamed: boolean): string[] {
  if (node.type === 'VectorSelector') {
    const kind = node.series?.kind
    return !tamed && (kind === 'counter' || kind === 'native') ? [node.name] : []
  }
  return children(node).flatMap((child) => shownRaw(child, tames(node, child, tamed)))
}

/** Whether a node makes of a counter directly below it what may be shown. */
function tames(node: Node, child: Node, tamed: boolean): boolean {
  switch (node.type) {
    case 'Call':
      return ofCounters.has(node.func)
    case 'AggregateExpr':
      return node.op === 'count' || node.op === 'group'
    case 'BinaryExpr':
      return (node.op === 'unless' || node.op === 'and') && child === node.rhs
    case 'MatrixSelector':
      return tamed
    case 'SubqueryExpr':
      return tamed && child.type === 'VectorSelector'
    default:
      return false
  }
}

export const window: DashboardRule = {
  id: 'grafana/window',
  doc: `rate and irate look back over $__rate_interval, which is never shorter than four scrapes and never shorter than a step, so that the
line has no gaps and nothing is left out. A fixed window of more than a quarter of an hour is what is asked, such as the rate of the last
hour, and stays. Counts over a time (increase, delta, changes, resets) may have a fixed one or $__range, but
not $__interval, which can be shorter than two scrapes. Source: target-rate-interval-rule of dashboard-linter, and
https://grafana.com/docs/grafana/latest/datasources/prometheus/template-variables/#use-__rate_interval`,
  run: ({ queries }) =>
    queries.flatMap(({ where, node }) =>
      node ? walk(node).flatMap((part) => windowProblem(part).map((message) => say(where, message))) : [],
    ),
}

const rates = new Set(['rate', 'irate'])
const counts = new Set(['increase', 'delta', 'idelta', 'deriv', 'changes', 'resets'])

function windowProblem(node: Node): string[] {
  if (node.type !== 'Call') return []
  const range = node.args.find((arg) => arg.type === 'MatrixSelector')
  if (!range) return []
  if (rates.has(node.func) && range.range !== '$__rate_interval' && !(Number(range.range) > 900_000))
    return [`${printLine(node)} has a window of its own; write [$__rate_interval]`]
  return counts.has(node.func) && range.range === '$__interval'
    ? [`${printLine(node)} can be shorter than two scrapes; write [$__rate_interval], or a fixed time`]
    : []
}
