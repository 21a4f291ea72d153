/** What a Prometheus is asked. Every question is a GET, and none has more answers than there are names. */
import type { z } from 'zod'
import { quote } from '../../schemas/promql/print.ts'
import { escapeRegex } from '../../schemas/promql/select.ts'
import { metadataAnswer, namesAnswer, rulesAnswer, samplesAnswer, targetsAnswer, timeAnswer } from './answers.ts'
import { mostMetadata } from './limits.ts'

export interface Question<A> {
  /** Below `/api/v1/`. */
  readonly path: string
  readonly params: Readonly<Record<string, string>>
  readonly answer: z.ZodType<A>
}

/** Asks, and resolves with the answer; an Unanswered where there is none. */
export type Ask = <A>(question: Question<A>) => Promise<A>

/** There is no answer; the message is one sentence that says what to do. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered'
}

function question<A>(path: string, params: Question<A>['params'], answer: z.ZodType<A>): Question<A> {
  return Object.freeze({ path, params: Object.freeze(params), answer })
}

export const targets = question('targets', { state: 'active' }, targetsAnswer)
export const rules = question('rules', {}, rulesAnswer)
/** The server's own time, at which everything else is asked: between two scrapes nothing changes. */
export const time = question('query', { query: 'time()' }, timeAnswer)

/** `{job=~"backend|redis"}` */
const of = (jobs: readonly string[], matcher = ''): string =>
  `{job=~${quote(jobs.map(escapeRegex).join('|'))}${matcher}}`

const query = (text: string, at: number) => question('query', { query: text, time: String(at) }, samplesAnswer)

export const metadata = (job: string) =>
  question('targets/metadata', { match_target: `{job=${quote(job)}}`, limit: String(mostMetadata) }, metadataAnswer)

/** How many samples the scrape of an instance leaves, in the instance that leaves most, for each job. */
export const samples = (jobs: readonly string[], at: number) =>
  query(`max by (job) (scrape_samples_post_metric_relabeling${of(jobs)})`, at)

/** How many series there are of each name. */
export const total = (jobs: readonly string[], at: number) => query(`count by (job, __name__) (${of(jobs)})`, at)

/** The same of the instance that has most of them. */
export const most = (jobs: readonly string[], at: number) =>
  query(`max by (job, __name__) (count by (job, __name__, instance) (${of(jobs)}))`, at)

/** Which labels there are at all, in the five minutes that a query looks back. */
export const labels = (jobs: readonly string[], at: number) =>
  question('labels', { 'match[]': of(jobs), start: String(at - 300), end: String(at) }, namesAnswer)

/** How many series of each name have a label. */
export const having = (jobs: readonly string[], label: string, at: number) =>
  query(`count by (job, __name__) (${of(jobs, `,${label}!=""`)})`, at)

/** So many values of a label for each name, the most frequent first. */
export const values = (jobs: readonly string[], label: string, n: number, at: number) =>
  query(`topk by (job, __name__) (${n}, count by (job, __name__, ${label}) (${of(jobs, `,${label}!=""`)}))`, at)
