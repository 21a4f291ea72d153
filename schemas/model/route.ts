/**
 * Routes: which alerts go to whom, how many in one message, and how often.
 * https://prometheus.io/docs/alerting/latest/configuration/#route
 */
import { z } from 'zod'
import type { MatchType } from '../promql/ast.ts'
import { regexProblem } from '../promql/parse/regex.ts'
import { anyOf, type Match } from '../promql/select.ts'
import type { Alert, Severity } from './alert.ts'
import { definedIn } from './definition.ts'
import { duration, labelName } from './fields.ts'
import type { Duration } from './quantity.ts'
import type { Receiver } from './receiver.ts'
import type { TimeInterval } from './time-interval.ts'

export const labelMatcherSchema = z
  .strictObject({
    name: labelName,
    op: z.enum(['=', '!=', '=~', '!~']),
    value: z.string('a label is matched by a text, or by anyOf(), not(), re() …'),
  })
  .refine(
    ({ op, value }) => !op.endsWith('~') || regexProblem(value) === undefined,
    'the regular expression is not one of RE2, which Alertmanager reads',
  )
export type LabelMatcher = z.infer<typeof labelMatcherSchema>

const groupBy = z
  .array(z.union([labelName, z.literal('...')], 'alerts are grouped by labels, or by all of them, which is ...'))
  .refine((labels) => labels.length === 1 || !labels.includes('...'), '... is all labels, and stands alone')

/** How alerts are put into messages; what is left out follows from the severity. */
export const timingSchema = z.strictObject({
  wait: z.number().min(0).refine(Number.isInteger, 'a duration is a whole number of milliseconds').optional(),
  interval: duration.optional(),
  repeat: duration.optional(),
  groupBy: groupBy.optional(),
})
export type TimingData = z.infer<typeof timingSchema>

export const routeSchema = z.strictObject({
  /** Its matchers, for messages. */
  name: z.string(),
  file: z.string(),
  match: z
    .array(labelMatcherSchema)
    .min(1, 'a route says which alerts it takes; what all others leave is for otherwise'),
  receiver: z.custom<Receiver>(
    (value) => (value as Receiver | undefined)?.kind === 'receiver',
    'a route leads to a receiver; make one with receiver(), or use nobody',
  ),
  ...timingSchema.shape,
  continue: z.boolean().default(false),
  mute: z.array(z.custom<TimeInterval>()).default([]),
  active: z.array(z.custom<TimeInterval>()).default([]),
  routes: z.array(z.custom<Route>()).default([]),
})
export type RouteData = z.infer<typeof routeSchema>

export interface Route {
  readonly data: RouteData
}

/** Which alerts: all that is given must hold. Values may be `anyOf()`, `noneOf()`, `not()`, `re()` or `notRe()`. */
export interface RouteMatch {
  readonly severity?: Severity | Match<Severity>
  /** The owner of the alert. */
  readonly team?: string | Match
  /** The label `system` of the system's `externalLabels`. */
  readonly system?: string | Match
  /** One alert, or any of several. */
  readonly alert?: Alert | readonly [Alert, ...Alert[]]
  /** Other labels: of the alert, of its expression, or external ones. */
  readonly labels?: Readonly<Record<string, string | Match>>
}

export interface Timing {
  /** How long the first message waits for more alerts of its group: `group_wait`. */
  readonly wait?: Duration
  /** How long further alerts of a group are collected: `group_interval`. */
  readonly interval?: Duration
  /** How long until a message that nothing was added to is sent again: `repeat_interval`. */
  readonly repeat?: Duration
  /** Labels whose values alerts of one message share; `['...']` is all. The external labels and the alert's name if left out. */
  readonly groupBy?: readonly string[]
}

export interface RouteOptions extends Timing {
  /** Whether alerts that it takes are offered to the routes after it, too. */
  readonly continue?: boolean
  /** Times at which it sends nothing. */
  readonly mute?: readonly TimeInterval[]
  /** The only times at which it sends. */
  readonly active?: readonly TimeInterval[]
  /** Routes for some of its alerts; what they leave goes to its own receiver. */
  readonly routes?: readonly Route[]
}

/** `route({ severity: 'critical', team: 'backend' }, oncall, { repeat: hours(1) })`. The first that matches takes an alert. */
export function route(match: RouteMatch, receiver: Receiver, options: RouteOptions = {}): Route {
  const { wait, interval, repeat, groupBy: labels, mute = [], active = [], routes = [], ...rest } = options
  const matchers = matchersOf(match)
  const data = {
    name: `{${matchers.map(({ name, op, value }) => `${name}${op}${JSON.stringify(value)}`).join(',')}}`,
    file: definedIn(),
    match: matchers,
    receiver,
    continue: false,
    ...rest,
    mute: [...mute],
    active: [...active],
    routes: [...routes],
    ...timing({ wait, interval, repeat, groupBy: labels }),
  }
  return Object.freeze({ data: Object.freeze(data) as RouteData })
}

/** Durations in milliseconds, and without what was left out. */
export function timing(given: { readonly [K in keyof Timing]?: Timing[K] | undefined }): TimingData {
  const { wait, interval, repeat, groupBy: labels } = given
  return {
    ...(wait && { wait: wait.node.val * 1000 }),
    ...(interval && { interval: interval.node.val * 1000 }),
    ...(repeat && { repeat: repeat.node.val * 1000 }),
    ...(labels && { groupBy: [...labels] }),
  }
}

function matchersOf({ severity, team, system, alert, labels = {} }: RouteMatch): LabelMatcher[] {
  const alerts = alert === undefined ? [] : [alert].flat()
  const alertname = alerts.length > 0 ? anyOf<string>(...alerts.map((one) => one?.data?.name)) : undefined
  return Object.entries({ alertname, severity, team, system, ...labels }).flatMap(([name, value]) =>
    value === undefined ? [] : [matcher(name, value)],
  )
}

function matcher(name: string, value: string | Match): LabelMatcher {
  if (typeof value === 'object' && value !== null) return { name, op: value.op as MatchType, value: value.value }
  return { name, op: '=', value }
}
