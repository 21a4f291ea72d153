import { formatDuration } from '../../schemas/model/duration.ts'
import { type Node, selectorsOf, type VectorSelector, walk } from '../../schemas/promql/ast.ts'
import type { ResolvedRecording } from '../load/system.ts'
import { type Check, type Found, found, ofRules } from './check.ts'

export const recordName: Check = {
  id: 'record/name',
  doc: `A recording rule is named level:metric:operations. The level is the labels that are left, joined with _ (job may be left out
beside others), or the system's name where none is left; the metric is one that the expression reads, without _total, _bucket and the
like; the operations name the windows (rate5m, increase1h), the one that was applied last first.
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
  const named = labels.length > 1 ? labels.filter((label) => label !== 'job') : labels
  return spells(level, labels) || spells(level, named)
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
  const names = [...new Set(selectorsOf(rule.expr).flatMap(namesOf))]
  const known = metric
    .split('_per_')
    .every((part) => names.some((name) => name === part || name.endsWith(`_${part}`) || name.startsWith(`${part}_`)))
  const reads = [...new Set(selectorsOf(rule.expr).map((selector) => namesOf(selector)[0]))]
  return known ? [] : [found(rule.data, `its middle names ${metric}, but it reads ${reads.join(', ') || 'no metric'}`)]
}

/** What the middle of a name may call a series: its metric without `_total`, or with `_count` or `_sum`. */
function namesOf({ name, series }: VectorSelector): string[] {
  return series?.recorded ? [name.split(':')[1] ?? name] : [stem(series?.of ?? name), stem(name)]
}

const stem = (name: string): string => name.replace(/_total$/, '')

function operationProblem(rule: ResolvedRecording, operations: string): Found[] {
  const computed = walk(rule.expr).flatMap(windowText)
  const inherited = selectorsOf(rule.expr).flatMap(({ name, series }) =>
    series?.recorded ? windowsIn(name.split(':')[2] ?? '') : [],
  )
  const said = windowsIn(operations)
  const missing = [...new Set(computed)].filter((text) => !said.includes(text))
  const extra = said.filter((text) => !computed.includes(text) && !inherited.includes(text))
  return [
    ...missing.map((text) => found(rule.data, `it computes ${text}, which its operations do not name; add ${text}`)),
    ...extra.map((text) => found(rule.data, `its operations name ${text}, which the expression does not compute`)),
    ...(rule.shape.unit === 'ratio' && divides(rule.expr) && !operations.includes('ratio')
      ? [found(rule.data, 'it is a ratio; say so in its operations')]
      : []),
  ]
}

const divides = (node: Node): boolean => node.type === 'BinaryExpr' && node.op === '/'

/** `rate5m` in `error_ratio_rate5m`. */
const windowsIn = (operations: string): string[] =>
  operations
    .split('_')
    .filter((word) =>
      /^(?:i?rate|increase|delta|deriv|avg|min|max|sum|count|quantile)(?:\d+(?:ms|[smhdwy]))+$/.test(word),
    )

/** `rate5m` for `rate(x[5m])`, `avg1h` for `avg_over_time(x[1h])`. */
function windowText(node: Node): string[] {
  if (node.type !== 'Call') return []
  const spans = node.args.flatMap((arg) =>
    arg.type === 'MatrixSelector' || arg.type === 'SubqueryExpr' ? [arg.range] : [],
  )
  return windowsIn(
    spans
      .map((span) => node.func.replace(/_over_time$/, '') + (typeof span === 'number' ? formatDuration(span) : ''))
      .join('_'),
  )
}
