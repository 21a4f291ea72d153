/** What several systems have in common, to be added to each: https://monitoring.mixins.dev */
import type { Dashboard } from './dashboard.ts'
import type { RuleGroup } from './group.ts'
import type { Target } from './target.ts'
import type { Threshold } from './threshold.ts'

/** Targets, thresholds, rules and dashboards that belong together; `system(…, { mixins: [monitoring] })` adds them. */
export interface Mixin {
  readonly targets?: readonly Target[]
  readonly thresholds?: Readonly<Record<string, Threshold>>
  readonly rules?: readonly RuleGroup[]
  readonly dashboards?: readonly Dashboard[]
}
