import { formatDuration } from '../../schemas/model/duration.ts'
import { addressesOf } from '../facts/addresses.ts'
import type { System } from '../load/system.ts'
import { type Check, type Found, found } from './check.ts'

/** How long Prometheus looks back for a sample, unless it is told otherwise. */
const lookback = 300_000

export const targetTiming: Check = {
  id: 'target/timing',
  doc: `A scrape must end before the next one begins, and come more often than every two minutes: beyond, one failed scrape makes the
series vanish for queries, which look back five minutes. Source: promtool check config --lint=too-long-scrape-interval.`,
  run: (system) =>
    system.targets.flatMap(({ data, interval, timeout }) => [
      ...(timeout > interval
        ? [
            found(
              data,
              `the timeout ${formatDuration(timeout)} is longer than the interval ${formatDuration(interval)}`,
            ),
          ]
        : []),
      ...(interval * 2 >= lookback
        ? [found(data, `the interval ${formatDuration(interval)} is too long: series vanish after 5m; take 2m or less`)]
        : []),
    ]),
}

export const targetUnique: Check = {
  id: 'target/unique',
  doc: `Each job has its own name, and each address is scraped by one job: a target that is scraped twice is counted twice in every
sum, and two jobs of one name are refused by Prometheus.`,
  run: (system) => {
    const [jobs, addresses] = [new Map<string, string>(), new Map<string, string>()]
    return system.targets.flatMap(({ data }): Found[] => {
      const problems = jobs.has(data.name) ? [found(data, `two targets are named ${data.name}; rename one`)] : []
      jobs.set(data.name, data.name)
      for (const address of addressesOf(data, system.data.addressing)) {
        const what = data.probe ? address : `${address}${data.path}`
        const url = `${data.scheme}://${what}${data.probe?.module.data.name ?? ''}${JSON.stringify(data.params ?? {})}`
        const other = addresses.get(url)
        const verb = data.probe ? 'probed' : 'scraped'
        if (other !== undefined)
          problems.push(found(data, `${what} is ${verb} by ${other} already, so everything in it counts twice`))
        addresses.set(url, data.name)
      }
      return problems
    })
  },
}

export const targetLabels: Check = {
  id: 'target/labels',
  doc: `A label that the target attaches must not be one that its metrics expose: Prometheus renames the exposed one to exported_…,
and every query of it selects nothing. Only a label that the metric declares as attached is meant to come from the target.`,
  run: (system: System) =>
    system.targets.flatMap(({ data, metrics }) =>
      metrics.flatMap((metric) =>
        ['job', 'instance', ...Object.keys(data.labels)].flatMap((label) => {
          const domain = metric.labels[label]
          if (!domain || domain.attached || data.honorLabels) return []
          return [
            found(
              metric,
              `exposes the label ${label}, which the target ${data.name} attaches; rename one, or declare it as attached()`,
            ),
          ]
        }),
      ),
    ),
}
