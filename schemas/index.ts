/** The vocabulary: all that definitions say, and all that generators read. */
export * from './model/addressing.ts'
export * from './model/alert.ts'
export * from './model/duration.ts'
export * from './model/group.ts'
export * from './model/label.ts'
export * from './model/metric.ts'
export { metricFindings } from './model/metric-rules.ts'
export * from './model/quantity.ts'
export * from './model/recording.ts'
export * from './model/system.ts'
export * from './model/target.ts'
export * from './model/template.ts'
export * from './model/threshold.ts'
export * from './promql/aggregate.ts'
export * from './promql/binary.ts'
export * from './promql/experimental.ts'
export type { AnyExpr, Expr, Kind, LabelsOf, NoLabels, Operand, UnitOf } from './promql/expr.ts'
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
