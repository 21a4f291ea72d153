/** Asks one question after the other, and keeps what was answered until one is not. */
import type { ActiveTarget, LoadedGroup, Metadata, Sample } from './answers.ts'
import { mostLabels, spareValues } from './limits.ts'
import * as ask from './questions.ts'
import { type Ask, Unanswered } from './questions.ts'
import { exposedBy, jobsOf, type Subject } from './subject.ts'

/** Numbers by job, and by the name of a series. */
export type Tally = ReadonlyMap<string, ReadonlyMap<string, number>>

/** What is known; undefined for what was not answered. */
export interface Learnt {
  readonly targets?: readonly ActiveTarget[]
  readonly groups?: readonly LoadedGroup[]
  /** By job. */
  readonly metadata: ReadonlyMap<string, readonly Metadata[]>
  /** Samples of the instance that has most, by job. */
  readonly samples?: ReadonlyMap<string, number>
  readonly total?: Tally
  readonly most?: Tally
  /** Every label that some series has. */
  readonly labels?: ReadonlySet<string>
  /** How many series have a label, by that label, for those that were asked for. */
  readonly having: ReadonlyMap<string, Tally>
  /** Values of enumerated labels: by label, by job and name. */
  readonly values: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>
  /** Why there is no more, in a sentence. */
  readonly failure?: string
}

const nothing: Learnt = Object.freeze({ metadata: new Map(), having: new Map(), values: new Map() })

/** Everything that is asked, or what was answered before something went wrong, and what that was. */
export async function learn(subject: Subject, asking: Ask): Promise<Learnt> {
  let learnt = nothing
  try {
    for await (const more of answers(subject, asking)) learnt = { ...learnt, ...more }
  } catch (error) {
    if (!(error instanceof Unanswered)) throw error
    learnt = { ...learnt, failure: error.message }
  }
  return Object.freeze(learnt)
}

async function* answers(subject: Subject, asking: Ask): AsyncGenerator<Partial<Learnt>> {
  const jobs = jobsOf(subject)
  yield { targets: (await asking(ask.targets)).activeTargets }
  yield { groups: (await asking(ask.rules)).groups }
  // after the targets: what they have exposed by then is there
  const at = await asking(ask.time)
  const metadata = new Map<string, readonly Metadata[]>()
  for (const job of jobs) metadata.set(job, await asking(ask.metadata(job)))
  yield { metadata }
  yield {
    samples: new Map((await asking(ask.samples(jobs, at))).map((one) => [one.metric.get('job') ?? '', one.value])),
  }
  yield { total: tallyOf(await asking(ask.total(jobs, at))) }
  yield { most: tallyOf(await asking(ask.most(jobs, at))) }
  const labels = new Set(await asking(ask.labels(jobs, at)))
  yield { labels }
  yield* labelAnswers(subject, labels, at, asking)
}

async function* labelAnswers(
  subject: Subject,
  labels: ReadonlySet<string>,
  at: number,
  asking: Ask,
): AsyncGenerator<Partial<Learnt>> {
  const jobs = jobsOf(subject)
  const sizes = enumerated(subject)
  const having = new Map<string, Tally>()
  const values = new Map<string, ReadonlyMap<string, readonly string[]>>()
  for (const label of lookedAt(subject, labels)) {
    having.set(label, tallyOf(await asking(ask.having(jobs, label, at))))
    const size = sizes.get(label)
    if (size !== undefined) {
      const found = await asking(ask.values(jobs, label, size + spareValues, at))
      values.set(label, valuesOf(found, label))
    }
    yield { having: new Map(having), values: new Map(values) }
  }
}

/** Those that are defined first, and of the others as many as there is room for. */
function lookedAt(subject: Subject, labels: ReadonlySet<string>): string[] {
  const defined = new Set(subject.targets.flatMap(exposedBy).flatMap(({ series }) => Object.keys(series.labels)))
  const asked = [...labels].filter((label) => isName.test(label) && !always.has(label)).sort()
  const [first, rest] = [true, false].map((is) => asked.filter((label) => defined.has(label) === is))
  return [...(first ?? []), ...(rest ?? [])].slice(0, mostLabels)
}

/** Names that PromQL takes as they are; a label with another cannot have been defined. */
const isName = /^[a-zA-Z_][a-zA-Z0-9_]*$/
/** Labels of every series. */
export const always: ReadonlySet<string> = new Set(['__name__', 'job', 'instance'])

/** The most values that a label has in any of the metrics that enumerate it; the bounds of buckets are enumerated too. */
function enumerated(subject: Subject): Map<string, number> {
  const sizes = new Map<string, number>()
  for (const { series } of subject.targets.flatMap(exposedBy)) {
    for (const [label, domain] of Object.entries(series.labels)) {
      if (domain.kind === 'enumerated' || domain.bounds !== undefined)
        sizes.set(label, Math.max(sizes.get(label) ?? 0, domain.atMost))
    }
  }
  return sizes
}

const placeOf = ({ metric }: Sample) => ({ job: metric.get('job') ?? '', name: metric.get('__name__') ?? '' })

function tallyOf(samples: readonly Sample[]): Tally {
  const tally = new Map<string, Map<string, number>>()
  for (const sample of samples) {
    const { job, name } = placeOf(sample)
    tally.set(job, (tally.get(job) ?? new Map<string, number>()).set(name, sample.value))
  }
  return tally
}

/** By job and name, in one key. */
export const keyOf = (job: string, name: string): string => `${job} ${name}`

function valuesOf(samples: readonly Sample[], label: string): Map<string, string[]> {
  const values = new Map<string, string[]>()
  for (const sample of samples) {
    const { job, name } = placeOf(sample)
    const key = keyOf(job, name)
    const known = values.get(key) ?? []
    known.push(sample.metric.get(label) ?? '')
    values.set(key, known)
  }
  return values
}
