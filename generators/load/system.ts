/** A system as the generators see it: frozen, with every expression a tree and every metric with its jobs. */
import type { AlertData } from '../../schemas/model/alert.ts'
import type { GroupData } from '../../schemas/model/group.ts'
import type { MetricData } from '../../schemas/model/metric.ts'
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
  readonly thresholds: readonly ThresholdData[]
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
