/** Whether series have the labels that are defined, with the values that they can have. */
import type { MetricData } from '../../schemas/model/metric.ts'
import { nearest } from '../checks/nearest.ts'
import type { ResolvedTarget } from '../load/system.ts'
import { always, keyOf, type Learnt } from './learn.ts'
import { mostLabels } from './limits.ts'
import { metricsOf } from './stored.ts'
import { type Exposed, exposedBy, type Subject } from './subject.ts'
import { activeOf, discovered, isUp } from './targets.ts'
import { counted, listed, quoted } from './text.ts'
import { type Found, note, problem, type Verification } from './verification.ts'

/** A metric of a job, with those of its series that are there. */
interface Place {
  readonly metric: MetricData
  readonly job: string
  readonly series: readonly Exposed['series'][]
  /** Labels that come from the target. */
  readonly attached: ReadonlySet<string>
}

const ofStored =
  (find: (place: Place, learnt: Learnt) => readonly Found[]) =>
  (subject: Subject, learnt: Learnt): Found[] =>
    subject.targets
      .filter((target) => isUp(target, learnt))
      .flatMap((target) => placesOf(subject, target, learnt))
      .flatMap((place) => find(place, learnt))

function placesOf({ system }: Subject, target: ResolvedTarget, learnt: Learnt): Place[] {
  const { data } = target
  const exposed = exposedBy(target).filter(({ series }) => countOf(series.name, data.name, learnt) > 0)
  const attached = new Set([
    'job',
    'instance',
    ...Object.keys(data.labels),
    ...Object.keys(system.data.externalLabels),
    ...discovered(data, activeOf(target, learnt)),
  ])
  return metricsOf(target).map((metric) => ({
    metric,
    job: data.name,
    series: exposed.filter((one) => one.metric === metric).map(({ series }) => series),
    attached,
  }))
}

const countOf = (name: string, job: string, { total }: Learnt): number => total?.get(job)?.get(name) ?? 0

/** How many series of a name have a label; undefined where that was not asked. */
function having(label: string, name: string, job: string, learnt: Learnt): number | undefined {
  const tally = learnt.having.get(label)
  if (tally) return tally.get(job)?.get(name) ?? 0
  return learnt.labels?.has(label) === false ? 0 : undefined
}

export const labelUnknown: Verification = {
  id: 'verify/label-unknown',
  doc: `A metric has no labels beside those of its definition, of its target, and of its discovery: a label that nobody has reckoned with
multiplies the series, and tears sums apart that match on all labels.`,
  run: ofStored(({ metric, job, series, attached }, learnt) => {
    const unknown = [...learnt.having.keys()].filter(
      (label) =>
        !attached.has(label) &&
        series.some((one) => !Object.hasOwn(one.labels, label) && (having(label, one.name, job, learnt) ?? 0) > 0),
    )
    if (unknown.length === 0) return []
    const meant = nearest(unknown[0] ?? '', Object.keys(metric.labels))
    const todo = meant === undefined ? 'define or drop' : `is ${meant} meant? Otherwise define or drop`
    return [
      problem(
        metric,
        `in ${job} it has the ${unknown.length === 1 ? 'label' : 'labels'} ${listed(unknown)}, which it is not defined with; ${todo} ${unknown.length === 1 ? 'it' : 'them'}`,
        job,
      ),
    ]
  }),
}

export const labelMissing: Verification = {
  id: 'verify/label-missing',
  doc: `A metric has each label that it is defined with. That none of its series has it is a problem, since whatever selects by it selects
nothing. Some may lack one whose values are not enumerated, since an empty label is none: that is a note.`,
  run: ofStored((place, learnt) => {
    const { metric, attached } = place
    const labels = new Set(place.series.flatMap((one) => Object.keys(one.labels)))
    return [...labels]
      .filter((label) => !attached.has(label) && !metric.labels[label]?.attached)
      .flatMap((label) => missing(label, place, learnt))
  }),
}

function missing(label: string, { metric, job, series }: Place, learnt: Learnt): Found[] {
  const concerned = series.filter((one) => Object.hasOwn(one.labels, label))
  const domain = concerned[0]?.labels[label]
  const counts = concerned.map((one) => ({
    all: countOf(one.name, job, learnt),
    with: having(label, one.name, job, learnt),
  }))
  const all = counts.reduce((n, one) => n + one.all, 0)
  const lacking = counts.reduce((n, one) => n + (one.with === undefined ? 0 : one.all - one.with), 0)
  if (lacking <= 0 || domain?.values.includes('')) return []
  const who = lacking === all ? 'none of its series has' : `${lacking} of ${all} series lack`
  const say = lacking === all || domain?.kind === 'enumerated' ? problem : note
  return [say(metric, `in ${job} ${who} the label ${label}; expose it, or take it out of the definition`, job)]
}

export const labelValue: Verification = {
  id: 'verify/label-value',
  doc: `A label whose values are enumerated has none but those. What compares it with a value that is spelt otherwise selects nothing.`,
  run: ofStored(({ metric, job, series }, learnt) => {
    const labels = new Set(series.flatMap((one) => Object.keys(one.labels)))
    return [...labels].flatMap((label) => {
      const domain = series.find((one) => Object.hasOwn(one.labels, label))?.labels[label]
      if (domain?.kind !== 'enumerated') return []
      const known = new Set(domain.values.map((value) => canonical(label, value)))
      const wrong = valuesOf(label, series, job, learnt).filter((value) => !known.has(canonical(label, value)))
      if (wrong.length === 0) return []
      const meant = nearest(wrong[0] ?? '', domain.values)
      return [
        problem(
          metric,
          `in ${job} the label ${label} has the ${wrong.length === 1 ? 'value' : 'values'} ${listed(wrong.map(quoted))}, which it cannot have; ${meant === undefined ? '' : `is ${quoted(meant)} meant? Otherwise `}add to its values, or correct what sets it`,
          job,
        ),
      ]
    })
  }),
}

export const bucketsDiffer: Verification = {
  id: 'verify/buckets',
  doc: `A histogram has just the buckets that it is defined with. Whether a quantile can tell a threshold from what is below it is checked
against these.`,
  run: ofStored(({ metric, job, series }, learnt) => {
    if (metric.type !== 'histogram') return []
    const there = valuesOf('le', series, job, learnt).map(Number).filter(Number.isFinite)
    if (there.length === 0) return []
    const more = there.filter((bound) => !metric.buckets.includes(bound))
    const fewer = metric.buckets.filter((bound) => !there.includes(bound))
    if (more.length === 0 && fewer.length === 0) return []
    const say = (verb: string, bounds: readonly number[]) =>
      bounds.length > 0
        ? [`${verb} ${counted(bounds.length, 'bucket')} at ${listed(bounds.toSorted((a, b) => a - b).map(String))}`]
        : []
    const words = [...say('has', more), ...say('lacks', fewer)].join(' and ')
    return [problem(metric, `in ${job} it ${words}, other than it is defined; correct one of both`, job)]
  }),
}

/** Numbers of quantiles are written in several ways. */
const canonical = (label: string, value: string): string => (label === 'quantile' ? String(Number(value)) : value)

function valuesOf(label: string, series: Place['series'], job: string, { values }: Learnt): string[] {
  const names = series.filter((one) => Object.hasOwn(one.labels, label)).map(({ name }) => name)
  return [...new Set(names.flatMap((name) => values.get(label)?.get(keyOf(job, name)) ?? []))].sort()
}

export const labelsLeft: Verification = {
  id: 'verify/labels-left',
  doc: `At most ${mostLabels} labels of all jobs together are looked at, those that are defined before the others, since each costs a question.
How many were left is noted; fewer jobs at a time have fewer labels.`,
  run: ({ system }, { labels = new Set<string>(), having: asked, failure }) => {
    const left = [...labels].filter((label) => !always.has(label)).length - asked.size
    return failure !== undefined || left <= 0
      ? []
      : [
          note(
            system.data,
            `has ${counted(left, 'label')} more than are looked at; verify fewer jobs at a time, with --job`,
          ),
        ]
  },
}
