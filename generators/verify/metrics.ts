/** Whether what is defined is there, and what else is. */
import type { MetricData } from '../../schemas/model/metric.ts'
import { seriesBound } from '../../schemas/model/metric-rules.ts'
import { nearest } from '../checks/nearest.ts'
import { anyMatches, exposedAs } from '../facts/exposed.ts'
import type { ResolvedTarget } from '../load/system.ts'
import { limits } from '../outputs/prometheus/limits.ts'
import type { Learnt } from './learn.ts'
import { mostCompared } from './limits.ts'
import { describedBy } from './metadata.ts'
import { type Beside, besideOf, isOfRules, isStored, metricsOf } from './stored.ts'
import { exposedBy, type Subject } from './subject.ts'
import { isUp } from './targets.ts'
import { brief, listed } from './text.ts'
import { type Found, note, problem, type Verification } from './verification.ts'

/** Of each target of which something can be there. */
const ofLive =
  (find: (target: ResolvedTarget, learnt: Learnt) => readonly Found[]) =>
  ({ targets }: Subject, learnt: Learnt): Found[] =>
    learnt.total && learnt.most
      ? targets.filter((target) => isUp(target, learnt)).flatMap((target) => find(target, learnt))
      : []

export const metricAbsent: Verification = {
  id: 'verify/absent',
  doc: `Each metric that a target is defined to expose is there: alerts on one that is not are silent for ever. Where the target tells its
type and has no series of it, nothing has been counted yet, which is a note; Prometheus remembers for ten scrapes what it was told.
Client libraries that tell nothing before the first event make that a problem too: let such a metric begin at 0. What a metric needs
to be switched on is said with it.`,
  run: ofLive((target, learnt) => {
    const job = target.data.name
    const beside = besideOf(target, learnt)
    return metricsOf(target)
      .filter((metric) => !isStored(metric, job, learnt))
      .map((metric) =>
        describedBy(metric, target, learnt).length > 0
          ? note(
              metric,
              `${job} announces it and has no series of it yet; look again after what it measures has happened`,
              job,
            )
          : problem(metric, `${job} does not expose it; ${remedy(metric, target, beside)}`, job),
      )
  }),
}

function remedy(metric: MetricData, { data }: ResolvedTarget, beside: readonly Beside[]): string {
  const names = beside.map(({ name }) => name)
  const old = exposedAs(metric, data).find((name) => name !== metric.name && names.includes(name))
  if (old !== undefined) return `it is there as ${old}; load the generated prometheus.yml, which renames it`
  if (metric.needs !== undefined) return `it needs ${metric.needs}`
  const meant = nearest(metric.name, names.slice(0, mostCompared))
  if (meant !== undefined) return `is ${meant} meant?`
  return Object.keys(metric.labels).length > 0
    ? 'if it has merely not happened yet, let it begin at 0; otherwise expose it, or take it out of exposes'
    : 'expose it, or take it out of exposes'
}

export const metricUnknown: Verification = {
  id: 'verify/unknown',
  doc: `Metrics that a target exposes beside those that are defined are noted, each with what it is and how many series one instance has:
most are the runtime of a language or the rest of an exporter, and some are news that nobody has defined yet. Whether there are too
many of them is for verify/beside to say.`,
  run: ofLive((target, learnt) =>
    besideOf(target, learnt)
      .filter(({ name }) => !anyMatches(target.data.dropMetrics, name))
      .map(({ name, type, series }) =>
        note(
          { file: target.data.file, name: target.data.name },
          `exposes ${brief(name)} too (${type === undefined ? '' : `${brief(type)}, `}${series} series); define it if somebody should look at it`,
          target.data.name,
        ),
      ),
  ),
}

export const besideTooMany: Verification = {
  id: 'verify/beside',
  doc: `What a target exposes beside its metrics keeps within the series that its definition allows for that, \`beside\`; none are where it
says nothing. sample_limit leaves room for so many and a quarter more, and beyond it the scrape fails as a whole. Counted is the
instance that has most, as what its scrape leaves less what is defined.`,
  run: ofLive((target, learnt) => {
    const { data } = target
    const samples = learnt.samples?.get(data.name)
    const beside = samples === undefined ? 0 : samples - definedSeries(target, learnt)
    if (beside <= data.beside.series) return []
    const largest = besideOf(target, learnt).map(({ name, series }) => `${brief(name)} (${series})`)
    return [
      problem(
        data,
        `an instance exposes ${beside} series beside its metrics, above the bound of ${data.beside.series}: ${listed(largest)}; define what is of use, drop the rest, or raise beside`,
        data.name,
      ),
    ]
  }),
}

/** Series of what is defined, of the instance that has most of each. */
const definedSeries = (target: ResolvedTarget, { most }: Learnt): number =>
  exposedBy(target).reduce((n, { series }) => n + (most?.get(target.data.name)?.get(series.name) ?? 0), 0)

export const seriesTooMany: Verification = {
  id: 'verify/series',
  doc: `A metric has at most as many series in one instance as it is reckoned to have: the product of its labels' bounds, or its atMost. What
a scrape leaves keeps within the sum of them and what is allowed beside. More of them means that a label has values that nobody
thought of, and that memory and disk were reckoned too small.`,
  run: ofLive((target, learnt) => [
    ...metricsOf(target).flatMap((metric) => aboveBound(metric, target, learnt)),
    ...aboveAll(target, learnt),
  ]),
}

function aboveBound(metric: MetricData, target: ResolvedTarget, { most }: Learnt): Found[] {
  const job = target.data.name
  const series = exposedBy(target)
    .filter((exposed) => exposed.metric === metric)
    .reduce((n, exposed) => n + (most?.get(job)?.get(exposed.series.name) ?? 0), 0)
  const bound = seriesBound(metric)
  return series <= bound
    ? []
    : [
        problem(
          metric,
          `an instance of ${job} has ${series} series of it, above the bound of ${bound}; find the label that has grown, or raise its atMost`,
          job,
        ),
      ]
}

function aboveAll(target: ResolvedTarget, { samples }: Learnt): Found[] {
  const { data, seriesBound: bound } = target
  const series = samples?.get(data.name) ?? 0
  return series <= bound + data.beside.series
    ? []
    : [
        problem(
          data,
          `an instance exposes ${series} series in all, above the bound of ${bound + data.beside.series}; see to it before there are ${limits(target).sample_limit}, where scrapes fail`,
          data.name,
        ),
      ]
}

export const notDropped: Verification = {
  id: 'verify/dropped',
  doc: `What a target is defined to throw away after the scrape is not stored: metrics of dropMetrics, labels of dropLabels, and series with a
label of dropSeriesWith. Otherwise Prometheus runs another configuration than the generated one.`,
  run: ofLive((target, learnt) => {
    const { data } = target
    const names = besideOf(target, learnt)
      .map(({ name }) => name)
      .filter((name) => anyMatches(data.dropMetrics, name))
    const labels = [...learnt.having]
      .filter(([label]) => anyMatches(data.dropLabels, label) || data.dropSeriesWith.includes(label))
      .filter(([, tally]) => [...(tally.get(data.name) ?? [])].some(([name, n]) => n > 0 && !isOfRules(name)))
      .map(([label]) => `the label ${label}`)
    const stored = [...names, ...labels]
    return stored.length === 0
      ? []
      : [
          problem(
            data,
            `${listed(stored)} should be thrown away and ${stored.length === 1 ? 'is' : 'are'} stored; load the generated prometheus.yml`,
            data.name,
          ),
        ]
  }),
}
