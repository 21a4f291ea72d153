/** Every check: a new one is a file and a line here. */
import type { System } from '../load/system.ts'
import type { Problem } from '../problem.ts'
import { alertUnproven, recordingUnproven } from './alert-proof.ts'
import { alertingAddress, alertWatchdog, receiverUnique, receiverVersion, timeUnique } from './alerting.ts'
import type { Check } from './check.ts'
import { stackConfiguration } from './configuration.ts'
import { dashboardUnique, dashboardVariables, panelUnique } from './dashboard.ts'
import { stackDemo } from './demo.ts'
import { exprBucket } from './expr-bucket.ts'
import { exprEmpty } from './expr-empty.ts'
import { exprGrafana } from './expr-grafana.ts'
import { exprJobs } from './expr-jobs.ts'
import { exprQuantile } from './expr-quantile.ts'
import { exprRange } from './expr-range.ts'
import { exprSeries } from './expr-series.ts'
import { exprType } from './expr-type.ts'
import { exprVersion } from './expr-version.ts'
import { exprWindow } from './expr-window.ts'
import { exprZero } from './expr-zero.ts'
import { metricCardinality, metricDuplicate, metricRules } from './metric.ts'
import { panelLegend, panelShape, panelUnit } from './panel.ts'
import { recordName } from './record-name.ts'
import { routeGroup, routeNobody, routeSeverity, routeUnreachable } from './route.ts'
import {
  absentFor,
  alertAnnotations,
  alertCondition,
  groupInterval,
  ruleOrder,
  ruleUnique,
  thresholdUsed,
} from './rule.ts'
import { probeModules, stackAddressing, stackImages, stackPorts, stackSecrets, stackServices } from './stack.ts'
import { systemStorage } from './system.ts'
import { targetLabels, targetTiming, targetUnique } from './target.ts'
import { targetRelabelling } from './target-relabelling.ts'

export const checks: readonly Check[] = [
  absentFor,
  alertAnnotations,
  alertCondition,
  alertWatchdog,
  alertingAddress,
  dashboardUnique,
  dashboardVariables,
  exprBucket,
  exprEmpty,
  exprGrafana,
  exprJobs,
  exprQuantile,
  exprRange,
  exprSeries,
  exprType,
  exprVersion,
  exprWindow,
  exprZero,
  groupInterval,
  metricCardinality,
  metricDuplicate,
  metricRules,
  panelLegend,
  panelShape,
  panelUnique,
  panelUnit,
  probeModules,
  receiverUnique,
  receiverVersion,
  recordName,
  routeGroup,
  routeNobody,
  routeSeverity,
  routeUnreachable,
  ruleOrder,
  ruleUnique,
  stackAddressing,
  stackConfiguration,
  stackDemo,
  stackImages,
  stackPorts,
  stackSecrets,
  stackServices,
  systemStorage,
  targetLabels,
  targetRelabelling,
  targetTiming,
  targetUnique,
  thresholdUsed,
  timeUnique,
]

/** What takes longer, and means something only of rules that are right otherwise. */
export const proofs: readonly Check[] = [alertUnproven, recordingUnproven]

/** What is found before the checks run; ids that `explain` knows as well. */
export const loadChecks: readonly Pick<Check, 'id' | 'doc'>[] = [
  ...[
    'alert',
    'alerting',
    'dashboard',
    'group',
    'metric',
    'module',
    'panel',
    'receiver',
    'recording',
    'route',
    'stack',
    'system',
    'target',
    'threshold',
    'time',
  ].map((kind) => ({
    id: `${kind}/schema`,
    doc: `A definition of this kind has the fields and the values that schemas/model/ says. The compiler says the same in an editor; this
is for what it could not see: JavaScript, casts, values that are computed.`,
  })),
  {
    id: 'system/duplicate',
    doc: 'Each system has a name of its own, since its files go into the folder of that name.',
  },
  {
    id: 'rule/unlisted',
    doc: `A metric, an alert, a recording rule, a rule group or a dashboard that a system's own files export is listed where it belongs: what
is only defined reaches neither Prometheus nor Grafana, and nobody is told.`,
  },
  {
    id: 'expr/text',
    doc: `PromQL as text is parsed with Prometheus' own grammar and refused where Prometheus refuses it; each name in it is looked up, and
its labels, its unit and whether it is a condition are compared with what it promises.`,
  },
]

/** All problems of a system that is well-formed. */
export function check(system: System): Problem[] {
  const problems = run(checks, system)
  return problems.length > 0 ? problems : run(proofs, system)
}

/** What some of the checks find. */
export const run = (some: readonly Check[], system: System): Problem[] =>
  some.flatMap((one) => one.run(system).map((problem) => ({ id: one.id, system: system.name, ...problem })))
