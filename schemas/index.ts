/** The vocabulary: all that definitions say. What generators need beside it, they take from its own file. */
export { type Addressing, byDns, byFile, byLoopback, byService } from './model/addressing.ts'
export { type Alert, type AlertDefinition, alert, type Runbook, type Severity } from './model/alert.ts'
export { type Rule, type RuleGroup, ruleGroup } from './model/group.ts'
export { attached, type Domain, environment, httpMethod, httpStatus, oneOf, open, unbounded } from './model/label.ts'
export {
  type Counter,
  counter,
  type Gauge,
  gauge,
  type Histogram,
  histogram,
  info,
  type Metric,
  type Summary,
  state,
  summary,
  untyped,
} from './model/metric.ts'
export * from './model/quantity.ts'
export { type Recording, record } from './model/recording.ts'
export { type RemoteWrite, type SystemDefinition, type SystemInput, system } from './model/system.ts'
export { type Target, type TargetDefinition, target } from './model/target.ts'
export {
  type AnnotationContext,
  decimals,
  humanize,
  humanize1024,
  humanizeDuration,
  humanizePercentage,
  type Placeholder,
} from './model/template.ts'
export { breaches, type Line, type Threshold, thresholds } from './model/threshold.ts'
export * from './promql/aggregate.ts'
export * from './promql/binary.ts'
export * from './promql/experimental.ts'
export type { AnyExpr, Expr, Kind, KindOf, LabelsOf, NoLabels, Operand, UnitOf } from './promql/expr.ts'
export * from './promql/functions.ts'
export * from './promql/grafana.ts'
export * from './promql/histogram.ts'
export * from './promql/range.ts'
export * from './promql/raw.ts'
export {
  anyOf,
  at,
  clientError,
  type Match,
  type Matchers,
  noneOf,
  not,
  notRe,
  offset,
  re,
  select,
  serverError,
  upTo,
} from './promql/select.ts'
export { dashboardRange, over, rateInterval, stepInterval, type Window } from './promql/window.ts'
