import { formatDuration } from 'plimsoll'
import { type Node, selectorsOf, walk } from '../../schemas/promql/ast.ts'
import type { ResolvedRecording } from '../load/system.ts'
import { type Check, type Found, found, ofRules } from './check.ts'

export const recordName: Check = {
  id: 'record/name',
  doc: `A recording rule is named level:metric:operations. The level is the labels that are left, joined with _ (job and instance are as
good as any), or the system's name where none is left; the metric is one that the expression reads, without _total, _bucket and the
like; the operations name the windows (rate5m, increase1h) and end with the last one that was applied.
Source: https://prometheus.io/docs/practices/rules/`,
  run: ofRules((rule, system) => {
    if (rule.kind !== 'recording') return []
    const [level = '', metric = '', operations = ''] = rule.data.name.split(':')
    return [
      ...levelProblem(rule, level, system.name),
      ...metricProblem(rule, metric),
      ...operationProblem(rule, operations),
    ]
  }),
}

function levelProblem(rule: ResolvedRecording, level: string, system: string): Found[] {
  const labels = Object.keys(rule.shape.labels).sort()
  const whole = system.replaceAll('-', '_')
  if (labels.length === 0) {
    return level === whole || level === ''
      ? []
      : [found(rule.data, `no label is left, so its level is the system: ${whole}:…`)]
  }
  return spells(level, labels)
    ? []
    : [found(rule.data, `its labels are ${labels.join(', ')}, so its level is ${labels.join('_')}:…`)]
}

/** Whether a text is all the labels, in any order, joined with _. */
function spells(text: string, labels: readonly string[]): boolean {
  if (labels.length === 0) return text === ''
  return labels.some((label, i) => {
    const rest = labels.filter((_, j) => j !== i)
    return rest.length === 0
      ? text === label
      : text.startsWith(`${label}_`) && spells(text.slice(label.length + 1), rest)
  })
}

function metricProblem(rule: ResolvedRecording, metric: string): Found[] {
  const names = selectorsOf(rule.expr).map(({ name, series }) =>
    series?.recorded ? (name.split(':')[1] ?? name) : stem(series?.of ?? name),
  )
  const parts = metric.split('_per_')
  const known = parts.every((part) =>
    names.some((name) => name === part || name.endsWith(`_${part}`) || name.startsWith(`${part}_`)),
  )
  return known ? [] : [found(rule.data, `its middle names ${metric}, but it reads ${[...new Set(names)].join(', ')}`)]
}

const stem = (name: string): string => name.replace(/_total$/, '')

function operationProblem(rule: ResolvedRecording, operations: string): Found[] {
  const windows = [...new Set([...walk(rule.expr)].flatMap(windowText))]
  const said = [
    ...operations.matchAll(
      /(rate|irate|increase|delta|deriv|avg|min|max|sum|count|quantile)((?:\d+(?:ms|[smhdwy]))+)/g,
    ),
  ].map(([text]) => text)
  const missing = windows.filter((text) => !said.includes(text))
  const extra = said.filter((text) => !windows.includes(text))
  return [
    ...missing.map((text) =>
      found(rule.data, `it computes ${text}, which its operations do not name; end with ${text}`),
    ),
    ...extra.map((text) => found(rule.data, `its operations name ${text}, which the expression does not compute`)),
    ...(rule.shape.unit === 'ratio' && divides(rule.expr) && !operations.includes('ratio')
      ? [found(rule.data, 'it is a ratio; say so in its operations')]
      : []),
  ]
}

const divides = (node: Node): boolean => node.type === 'BinaryExpr' && node.op === '/'

/** `rate5m` for `rate(x[5m])`, `avg1h` for `avg_over_time(x[1h])`. */
function windowText(node: Node): string[] {
  if (node.type !== 'Call') return []
  const range = node.args.find((arg) => arg.type === 'MatrixSelector' || arg.type === 'SubqueryExpr')
  if (!range || (range.type !== 'MatrixSelector' && range.type !== 'SubqueryExpr') || typeof range.range !== 'number')
    return []
  const text = node.func.replace(/_over_time$/, '') + formatDuration(range.range)
  return /^(rate|irate|increase|delta|deriv|avg|min|max|sum|count|quantile)\d/.test(text) ? [text] : []
}
