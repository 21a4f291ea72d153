/** Alerts on the disk of Prometheus: what it keeps, against what it may keep. */
import { type Alert, add, alert, breaches, gt, minutes, or, type Runbook, ratio } from 'plimsoll'
import { prometheus } from '../exporters/prometheus.ts'
import { limits } from './thresholds.ts'

/** A Prometheus before 2.43 does not say how large its WAL is; one without a limit by size reports a limit of 0, and is left out. */
export const storageUsed = ratio(
  or(add(prometheus.tsdbStorageBlocks, prometheus.tsdbWalStorageSize), prometheus.tsdbStorageBlocks),
  gt(prometheus.tsdbRetentionLimitBytes, 0),
)

const steps: Pick<Runbook, 'diagnose' | 'mitigate'> = {
  diagnose: [
    'See how fast it grows: `rate(prometheus_tsdb_head_samples_appended_total[1d])`.',
    'Find metrics with too many series: on the page of TSDB status in Prometheus, or `topk(10, count by (__name__) ({__name__=~".+"}))`.',
    'Look whether old blocks are deleted: `prometheus_tsdb_lowest_timestamp_seconds` should be no younger than the retention.',
  ],
  mitigate: [
    'Grow the volume, then `storage` in the definition of the system, and generate.',
    'Drop the metric or the label that is to blame, with `dropMetrics` or `dropLabels` of its target.',
    'Keep samples for a shorter time.',
  ],
}

export const storageAlerts = (owner: string): readonly Alert[] => [
  alert('PrometheusStorageFilling', {
    when: breaches(storageUsed, limits.storageFilling),
    for: minutes(15),
    severity: 'info',
    owner,
    summary: 'The storage of Prometheus fills up.',
    description: ({ labels, value }) => `Prometheus at ${labels.instance} uses ${value} of the disk that it may use.`,
    runbook: {
      meaning: 'Blocks and WAL take more than four fifths of the size to which Prometheus is limited.',
      impact: 'None yet.',
      ...steps,
    },
  }),
  alert('PrometheusStorageFull', {
    when: breaches(storageUsed, limits.storageFull),
    for: minutes(15),
    severity: 'warning',
    owner,
    summary: 'The storage of Prometheus is nearly full.',
    description: ({ labels, value }) => `Prometheus at ${labels.instance} uses ${value} of the disk that it may use.`,
    runbook: {
      meaning: 'Blocks and WAL take more than 95 % of the size to which Prometheus is limited.',
      impact:
        'The oldest blocks are deleted before their time, so that long ranges come out short; on a disk that is shared, writing fails.',
      ...steps,
    },
  }),
]
