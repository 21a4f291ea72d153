/**
 * Guards against a target that exposes far more than it is defined to: a scrape beyond them fails as a whole.
 * https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config
 */
import type { MetricData } from '../../../schemas/model/metric.ts'
import type { ResolvedTarget } from '../../load/system.ts'

/** A quarter more than the bounds say, since a guard that trips in normal operation is an outage. */
const headroom = 1.25
/** `__name__`, `job` and `instance`, and two for a release that adds a label before its definition does. */
const ownLabels = 3
const spareLabels = 2

export function limits({ data, metrics, seriesBound }: ResolvedTarget): {
  readonly sample_limit: number
  readonly label_limit: number
} {
  const most = Math.max(0, data.beside.labels, ...metrics.map(labelCount))
  return {
    sample_limit: roundUp((seriesBound + data.beside.series) * headroom),
    label_limit: ownLabels + spareLabels + Object.keys(data.labels).length + most,
  }
}

const labelCount = ({ labels, type }: MetricData): number =>
  Object.values(labels).filter((domain) => !domain.attached).length +
  (type === 'histogram' || type === 'summary' ? 1 : 0)

/** Two significant digits, and no less than 100. */
function roundUp(n: number): number {
  const step = 10 ** Math.max(1, Math.floor(Math.log10(Math.max(n, 1))) - 1)
  return Math.max(100, Math.ceil(n / step) * step)
}
