/**
 * What becomes of samples between a scrape and the storage: renamed, or thrown away.
 * https://prometheus.io/docs/prometheus/latest/configuration/configuration/#metric_relabel_configs
 */
import type { MetricData } from '../../../schemas/model/metric.ts'
import type { TargetData } from '../../../schemas/model/target.ts'

export function relabelling({ dropMetrics, dropLabels, dropSeriesWith, renames }: TargetData): object {
  const configs = [
    ...(dropMetrics.length > 0 ? [{ source_labels: ['__name__'], regex: dropMetrics.join('|'), action: 'drop' }] : []),
    ...dropSeriesWith.map((label) => ({ source_labels: [label], regex: '.+', action: 'drop' })),
    ...Object.entries(renames).map(([exposed, { data }]) => rename(exposed, data)),
    ...(dropLabels.length > 0 ? [{ regex: dropLabels.join('|'), action: 'labeldrop' }] : []),
  ]
  return configs.length > 0 ? { metric_relabel_configs: configs } : {}
}

const suffixes: Partial<Record<MetricData['type'], string>> = {
  histogram: '(|_bucket|_count|_sum)',
  summary: '(|_count|_sum)',
}

function rename(exposed: string, { name, type }: MetricData): object {
  const suffix = suffixes[type]
  return {
    source_labels: ['__name__'],
    regex: exposed + (suffix ?? ''),
    target_label: '__name__',
    replacement: suffix ? `${name}$1` : name,
  }
}
