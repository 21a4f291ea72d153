/** The vocabulary: all that definitions say. What generators need beside it, they take from its own file. */
export * as block from './blocks/index.ts'
export { type Addressing, byDns, byFile, byLoopback, byService } from './model/addressing.ts'
export { type Alert, type AlertDefinition, alert, type Runbook, type Severity } from './model/alert.ts'
export { type Alerting, type AlertingDefinition, alerting } from './model/alerting.ts'
export { type Container, type ContainerDefinition, container, httpHealth, type Limits } from './model/container.ts'
export { type Dashboard, dashboard, type Fixed, fixed, type Row, row } from './model/dashboard.ts'
export { type Rule, type RuleGroup, ruleGroup } from './model/group.ts'
export {
  discord,
  email,
  type Integration,
  msTeams,
  opsgenie,
  pagerduty,
  slack,
  telegram,
  webhook,
} from './model/integration.ts'
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
export type { Mixin } from './model/mixin.ts'
export type { Panel } from './model/panel.ts'
export * as panel from './model/panel.ts'
export { dns, grpc, http, icmp, module, type Probe, type ProbeModule, type Prober, tcp } from './model/probe.ts'
export * from './model/quantity.ts'
export { type LegendContext, type Query, query } from './model/query.ts'
export { nobody, type Receiver, receiver } from './model/receiver.ts'
export { type Recording, record } from './model/recording.ts'
export type { RemoteWrite } from './model/remote-write.ts'
export { type Route, type RouteMatch, type RouteOptions, route } from './model/route.ts'
export { level, type Scenario, type ScenarioStep, type SeriesLevel } from './model/scenario.ts'
export { type SecretFile, type SecretPath, secret } from './model/secret.ts'
export { type CoreService, type Stack, type StackDefinition, stack } from './model/stack.ts'
export { type SystemDefinition, type SystemInput, system } from './model/system.ts'
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
export { type Span, type TimeInterval, timeInterval } from './model/time-interval.ts'
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
