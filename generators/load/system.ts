/** A system as the generators see it: frozen, with every expression a tree and every metric with its jobs. */
import type { AlertData } from '../../schemas/model/alert.ts'
import type { DashboardData } from '../../schemas/model/dashboard.ts'
import type { GroupData } from '../../schemas/model/group.ts'
import type { MetricData } from '../../schemas/model/metric.ts'
import type { PanelData } from '../../schemas/model/panel.ts'
import type { QueryData } from '../../schemas/model/query.ts'
import type { RecordingData } from '../../schemas/model/recording.ts'
import type { SystemData } from '../../schemas/model/system.ts'
import type { TargetData } from '../../schemas/model/target.ts'
import type { ThresholdData } from '../../schemas/model/threshold.ts'
import type { Node } from '../../schemas/promql/ast.ts'
import type { Shape } from '../../schemas/promql/infer.ts'
import type { Series } from '../../schemas/promql/series.ts'

export interface System {
  readonly name: string
  /** The folder that paths in messages and files are relative to. */
  readonly root: string
  readonly data: SystemData
  readonly targets: readonly ResolvedTarget[]
  /** Every metric that a target exposes, and those that Prometheus adds, by name. */
  readonly metrics: readonly ResolvedMetric[]
  readonly groups: readonly ResolvedGroup[]
  readonly alerts: readonly ResolvedAlert[]
  readonly recordings: readonly ResolvedRecording[]
  /** What each recorded series stands for, by its name. */
  readonly recorded: ReadonlyMap<string, Node>
  readonly thresholds: readonly ThresholdData[]
  /** Those of the definitions, and the overview of all alerts. */
  readonly dashboards: readonly ResolvedDashboard[]
  /** When something was started or deployed. */
  readonly restarts?: ResolvedQuery
  /** The jobs that expose a metric, by its name. */
  readonly jobs: ReadonlyMap<string, readonly string[]>
  /** What a name in PromQL stands for. */
  readonly series: ReadonlyMap<string, Series>
}

export interface ResolvedTarget {
  readonly data: TargetData
  readonly metrics: readonly MetricData[]
  /** Milliseconds. */
  readonly interval: number
  readonly timeout: number
  /** The largest number of samples that one instance exposes, as far as it is defined. */
  readonly seriesBound: number
}

export interface ResolvedMetric {
  readonly data: MetricData
  /** The jobs that expose it; all of them for what Prometheus adds. */
  readonly jobs: readonly string[]
}

export interface ResolvedAlert {
  readonly kind: 'alert'
  readonly data: AlertData
  readonly expr: Node
  readonly shape: Shape
  /** Labels that the alert carries beside those of its expression. */
  readonly labels: Readonly<Record<string, string>>
  readonly description: string
  /** Labels that the description refers to and the expression lacks. */
  readonly unknownLabels: readonly string[]
  readonly thresholds: readonly ThresholdData[]
}

export interface ResolvedRecording {
  readonly kind: 'recording'
  readonly data: RecordingData
  readonly expr: Node
  readonly shape: Shape
}

export interface ResolvedGroup {
  readonly data: GroupData
  readonly rules: readonly (ResolvedAlert | ResolvedRecording)[]
}

export type ResolvedRule = ResolvedAlert | ResolvedRecording

/** What a panel asks for. */
export interface ResolvedQuery {
  readonly kind: 'query'
  /** Named by its dashboard and panel. */
  readonly data: { readonly name: string; readonly file: string }
  readonly options: Omit<QueryData, 'expr' | 'legend'>
  readonly expr: Node
  readonly shape: Shape
  /** Where the definition gives one; labels stand in it as `{{endpoint}}`. */
  readonly legend?: string
  /** Labels that the legend refers to and the expression lacks. */
  readonly unknownLabels: readonly string[]
}

/** An expression with where it was defined: of a rule, or of a panel. */
export type Expression = ResolvedRule | ResolvedQuery

/** A threshold on a panel: of an alert that watches what it shows, or one that the panel names. */
export interface WatchedLine {
  readonly severity: AlertData['severity']
  readonly threshold: ThresholdData
}

export interface ResolvedPanel {
  readonly data: PanelData
  /** Stable while the panel keeps its key: it does not depend on where the panel stands. */
  readonly id: number
  readonly queries: readonly ResolvedQuery[]
  /** The alerts that watch what it shows. */
  readonly watchedBy: readonly string[]
  readonly lines: readonly WatchedLine[]
}

export interface ResolvedRow {
  readonly id: number
  readonly title: string
  readonly collapsed: boolean
  readonly panels: readonly ResolvedPanel[]
}

export interface ResolvedDashboard {
  readonly data: DashboardData
  readonly uid: string
  readonly rows: readonly ResolvedRow[]
  readonly panels: readonly ResolvedPanel[]
  readonly queries: readonly ResolvedQuery[]
}
