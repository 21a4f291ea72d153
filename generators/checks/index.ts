/** Every check: a new one is a file and a line here. */
import type { System } from '../load/system.ts'
import type { Problem } from '../problem.ts'
import type { Check } from './check.ts'
import { exprBucket } from './expr-bucket.ts'
import { exprGrafana } from './expr-grafana.ts'
import { exprJobs } from './expr-jobs.ts'
import { exprRange } from './expr-range.ts'
import { exprSeries } from './expr-series.ts'
import { exprType } from './expr-type.ts'
import { exprVersion } from './expr-version.ts'
import { exprWindow } from './expr-window.ts'
import { exprZero } from './expr-zero.ts'
import { metricCardinality, metricDuplicate, metricRules } from './metric.ts'
import { recordName } from './record-name.ts'
import {
  absentFor,
  alertAnnotations,
  alertCondition,
  groupInterval,
  ruleOrder,
  ruleUnique,
  thresholdUsed,
} from './rule.ts'
import { targetLabels, targetTiming, targetUnique } from './target.ts'

export const checks: readonly Check[] = [
  absentFor,
  alertAnnotations,
  alertCondition,
  exprBucket,
  exprGrafana,
  exprJobs,
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
  recordName,
  ruleOrder,
  ruleUnique,
  targetLabels,
  targetTiming,
  targetUnique,
  thresholdUsed,
]

/** All problems of a system that is well-formed. */
export function check(system: System): Problem[] {
  return checks.flatMap(({ id, run }) => run(system).map((problem) => ({ id, system: system.name, ...problem })))
}
