import type { MetricData } from '../../schemas/model/metric.ts'
import { idleAllowances, metricFindings, sampleNames, seriesBound } from '../../schemas/model/metric-rules.ts'
import type { System } from '../load/system.ts'
import { type Check, type Found, found } from './check.ts'

const own = (system: System): MetricData[] => [...new Set(system.targets.flatMap(({ metrics }) => metrics))]

export const metricRules: Check = {
  id: 'metric/rules',
  doc: `Names, units and labels follow the conventions that promtool check metrics, OpenMetrics and the naming guide of Prometheus
state: _total on counters only, the unit at the end, base units, snake_case, no label that scraping attaches. A name that the world
has fixed already carries an allowance with the reason; an allowance that allows nothing is found too.`,
  run: (system) =>
    own(system).flatMap((metric) => [
      ...metricFindings(metric).map(({ rule, message }) =>
        found(metric, `${message}; or allow ${rule} with the reason`),
      ),
      ...idleAllowances(metric).map((rule) =>
        found(metric, `the allowance ${rule} allows nothing, since the rule is kept; remove it`),
      ),
    ]),
}

export const metricDuplicate: Check = {
  id: 'metric/duplicate',
  doc: `Two metrics of one system must not expose samples of one name, unless they are the same definition: a histogram x and a
counter x_count, or one name with other labels in another job. OpenMetrics forbids it in one exposition, and across jobs it makes
every query of that name wrong for one of them.`,
  run: (system) => {
    const owners = new Map<string, MetricData>()
    return own(system).flatMap((metric) =>
      sampleNames(metric).flatMap((sample): Found[] => {
        const other = owners.get(sample) ?? metric
        owners.set(sample, other)
        return other === metric
          ? []
          : [
              found(
                metric,
                `${sample} is exposed by ${other.name} too, which is another definition; share one, or rename`,
              ),
            ]
      }),
    )
  },
}

/** Series of one metric in one instance; beyond, Prometheus' own documentation advises other means. */
const budget = 20_000

export const metricCardinality: Check = {
  id: 'metric/cardinality',
  doc: `The product of what a metric's labels can be is what it can cost. More than ${budget.toLocaleString('en-US')} series of one metric in one
instance is refused; where combinations are rarer than the product, atMost says so.
Source: https://prometheus.io/docs/practices/naming/#labels`,
  run: (system) =>
    own(system)
      .filter((metric) => seriesBound(metric) > budget)
      .map((metric) =>
        found(
          metric,
          `can have ${seriesBound(metric).toLocaleString('en-US')} series in one instance; bound its labels, or say atMost`,
        ),
      ),
}
