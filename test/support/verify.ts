/** A system with something of everything, and what verify finds about it. */
import {
  always,
  attached,
  count,
  counter,
  gauge,
  gt,
  histogram,
  info,
  minutes,
  oneOf,
  open,
  perSecondOf,
  rate,
  record,
  ruleGroup,
  seconds,
  sum,
  summary,
  target,
  untyped,
} from 'plimsoll'
import type { System } from '../../generators/load/system.ts'
import { verify } from '../../generators/verify/index.ts'
import { type Learnt, learn } from '../../generators/verify/learn.ts'
import { type Ask, type Question, Unanswered } from '../../generators/verify/questions.ts'
import { subjectOf } from '../../generators/verify/subject.ts'
import type { Finding } from '../../generators/verify/verification.ts'
import { answer, type Reality, realityOf } from './prometheus.ts'
import { alarm, alerts, connections, type Parts, requests, systemFrom } from './system.ts'

export const region = attached(oneOf('eu', 'us'))
export const queue = gauge('queue_length', { help: 'Tasks that wait.', labels: { region }, atMost: 1 })
export const build = info('app_build_info', {
  help: 'The version that runs.',
  labels: { version: open({ atMost: 1 }) },
})
export const waiting = summary('wait_seconds', { help: 'Time to wait.', quantiles: [0.5, 1] })
export const optional = gauge('pool_size', { help: 'Slots of the pool.', needs: '--collector.pool' })
export const load = untyped('legacy_load', { help: 'Load.', like: 'gauge' })
export const work = histogram('work_seconds', { help: 'Time to work.', buckets: [0.5, 1, 2] })
const ofJobs = { help: 'Jobs that are done.', labels: { result: oneOf('ok', 'failed') } }
export const done = counter('jobs_done_total', ofJobs)
/** What it is before it is renamed. */
export const finished = counter('finished', ofJobs)

export const requestRate = record('job:http_requests:rate5m', sum(rate(requests, minutes(5)), { by: ['job'] }), {
  help: 'Requests per second.',
})

/** Where a test differs from it. */
export const parts = (more: Parts = {}): Parts => ({
  exposes: [queue, build, waiting, optional, load],
  app: {
    labels: { region: 'eu' },
    beside: { series: 10, labels: 3 },
    dropMetrics: ['.+_created'],
    dropSeriesWith: ['user_id'],
  },
  others: [target('worker', { service: ['w1', 'w2'], port: 9000, exposes: [work, done], renames: { finished: done } })],
  groups: [
    ruleGroup('load', { rules: [requestRate], interval: seconds(30), writtenTo: 'app' }),
    ruleGroup('alerts', {
      rules: [
        alarm(gt(sum(connections), count(100))),
        alarm(gt(sum(rate(done, minutes(5)), { by: ['job'] }), perSecondOf(count(9))), { severity: 'info' }, 'Busy'),
        alarm(always(), { severity: 'none' }, 'Watchdog'),
      ],
    }),
  ],
  always: [alerts],
  ...more,
})

export const systemWith = (more: Parts = {}): Promise<System> => systemFrom(parts(more))

/** Asks a Prometheus in memory; the questions are noted. */
export function asking(reality: Reality, asked: Question<unknown>[] = []): Ask {
  return async <A>(question: Question<A>): Promise<A> => {
    asked.push(question)
    const { status, body } = answer(reality, question.path, new URLSearchParams(question.params))
    if (status !== 200) throw new Unanswered(JSON.stringify(body))
    return question.answer.parse((body as { readonly data: unknown }).data)
  }
}

export type Change = (reality: Reality) => void

export interface Seen {
  readonly findings: readonly Finding[]
  readonly learnt: Learnt
  readonly asked: readonly Question<unknown>[]
}

/** What is found where reality is as the system is defined, but for a change. */
export async function seen(change: Change = () => {}, more: Parts = {}, jobs?: readonly string[]): Promise<Seen> {
  const system = await systemWith(more)
  const reality = realityOf(system)
  change(reality)
  const asked: Question<unknown>[] = []
  const subject = await subjectOf(system, jobs)
  const learnt = await learn(subject, asking(reality, asked))
  return { findings: verify(subject, learnt), learnt, asked }
}

export const lineOf = ({ level, id, name, message }: Finding): string => `${level} ${id} ${name}: ${message}`
