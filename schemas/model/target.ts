/**
 * Targets: what is scraped, how often, and which metrics it exposes, so that every series knows its job.
 * Where a target is found (a Compose service, loopback, DNS, a file) is said apart; see addressing.ts.
 * https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config
 */
import { z } from 'zod'
import { regexProblem } from '../promql/parse/regex.ts'
import { authorizationSchema, tlsSchema } from './authorization.ts'
import { type Container, containerSchema } from './container.ts'
import { definedIn } from './definition.ts'
import { duration, labelName, prose, recordOf, staticLabels } from './fields.ts'
import { type Metric, metricName, metricNamed } from './metric.ts'
import { type Probe, probeSchema } from './probe.ts'
import type { Duration } from './quantity.ts'

const pattern = z
  .string()
  .min(1, 'an empty pattern matches nothing')
  .refine(
    (text) => regexProblem(text) === undefined,
    'the regular expression is not one of RE2, which Prometheus reads',
  )

export const targetSchema = z.strictObject({
  /** The job's name. */
  name: z
    .string()
    .regex(/^[a-z][a-z0-9_-]*$/, 'a job is named in lower case, with dashes or underscores')
    .max(63),
  file: z.string(),
  /** Host names, the Compose service first; several for replicas. */
  hosts: z
    .array(z.string().regex(/^[a-zA-Z0-9]([a-zA-Z0-9._-]*[a-zA-Z0-9])?$/, 'a host is a name without scheme or port'))
    .min(1),
  port: z.int().min(1).max(65_535, 'a port is between 1 and 65535'),
  path: z
    .string()
    .regex(/^\/[^\s?#]*$/, 'a path begins with / and has no query')
    .default('/metrics'),
  params: z.record(z.string(), z.array(z.string())).optional(),
  scheme: z.enum(['http', 'https']).default('http'),
  interval: duration.optional(),
  timeout: duration.optional(),
  labels: staticLabels.default({}),
  authorization: authorizationSchema.optional(),
  tls: tlsSchema.optional(),
  honorLabels: z.boolean().optional(),
  /** Names of metrics that are thrown away after the scrape. */
  dropMetrics: z.array(pattern).default([]),
  /** Names of labels that are thrown away after the scrape; a regular expression each. */
  dropLabels: z.array(pattern).default([]),
  /** Labels of which no series has any; those that do are thrown away after the scrape. */
  dropSeriesWith: z.array(labelName).default([]),
  /** The names under which the target exposes metrics that we store under another. */
  renames: recordOf(
    metricName,
    z.custom<Metric>(
      (value) => typeof (value as Metric | undefined)?.data?.name === 'string',
      'a name is renamed to a metric, such as { active_users_total: activeUsers }',
    ),
    metricNamed,
  ).default({}),
  exposes: z.array(z.custom<Metric>()),
  /** What it exposes beside the metrics that are defined: the runtime of its language, the rest of an exporter. */
  beside: z.strictObject({ series: z.int().min(0), labels: z.int().min(0) }).default({ series: 0, labels: 0 }),
  /** What it asks others for, where the target is a blackbox_exporter. */
  probe: probeSchema.optional(),
  /** What must be there before it exposes what it should, in sentences. */
  needs: z.array(prose('what a target needs is said in a sentence')).default([]),
  /** How Compose runs it; none for what the application runs itself. */
  container: z.strictObject({ data: containerSchema }).optional(),
})
export type TargetData = z.infer<typeof targetSchema>

export interface Target<out J extends string = string> {
  readonly job: J
  readonly data: TargetData
}

type Given = z.input<typeof targetSchema>
export interface TargetDefinition {
  /** The service, by the name it has in Compose or in DNS; several for replicas. */
  readonly service: string | readonly [string, ...string[]]
  readonly port: number
  /** Where the metrics are; `/metrics` if left out. */
  readonly path?: string
  /** Query parameters of the scrape: `{ target: ['http://backend:8000/health'] }`. */
  readonly params?: Given['params']
  readonly scheme?: Given['scheme']
  /** How often it is scraped; as often as the system says if left out. */
  readonly interval?: Duration
  /** How long a scrape may take; at most the interval. */
  readonly timeout?: Duration
  /** Labels that every series of the target gets beside `job` and `instance`. */
  readonly labels?: Given['labels']
  /** A token or a password, each by the path of its file. */
  readonly authorization?: Given['authorization']
  readonly tls?: Given['tls']
  /** Keeps labels that the target exposes where they clash with its own. */
  readonly honorLabels?: boolean
  /** Metrics that are thrown away after the scrape, each a regular expression of names. */
  readonly dropMetrics?: Given['dropMetrics']
  /** Labels that are thrown away after the scrape, each a regular expression of names. */
  readonly dropLabels?: Given['dropLabels']
  /**
   * Labels that no series may have, by name; a series that has one is thrown away after the scrape. Without its label it would
   * be merged with others, of which Prometheus then keeps one and refuses the rest: `['user_id', 'request_id']`.
   */
  readonly dropSeriesWith?: Given['dropSeriesWith']
  /**
   * Names under which the target exposes metrics that are stored under another: a gauge that is named `_total`, or a second
   * spelling of a counter. `{ active_users_total: activeUsers }`
   */
  readonly renames?: Readonly<Record<string, Metric>>
  /** The metrics that it exposes; groups of them may be nested. Everything is reckoned from these: jobs, limits, documents. */
  readonly exposes: readonly (Metric | readonly Metric[])[]
  /**
   * What it exposes beside the metrics that are defined, such as the runtime of its language: how many series, and the
   * most labels on one. `sample_limit` and `label_limit` leave room for it; beyond them a scrape fails as a whole.
   */
  readonly beside?: Given['beside']
  /** What a blackbox_exporter asks for, each URL an instance: `{ module: modules.http2xx, urls: ['https://example.org/'] }`. */
  readonly probe?: Probe
  /** What the application must do so that it exposes all of that, in sentences; they are in docs/stack.md. */
  readonly needs?: readonly string[]
  /** How Compose runs it, for exporters; none, or undefined, for what the application runs itself. */
  readonly container?: Container | undefined
}

/** Something to scrape: `target('backend', { service: 'backend', port: 8000, path: '/api/v1/metrics', exposes: [requests] })`. */
export function target<const J extends string>(job: J, definition: TargetDefinition): Target<J> {
  const { service, interval, timeout, exposes, ...rest } = definition
  const data = {
    name: job,
    file: definedIn(),
    path: '/metrics',
    scheme: 'http',
    labels: {},
    dropMetrics: [],
    dropLabels: [],
    dropSeriesWith: [],
    renames: {},
    needs: [],
    beside: { series: 0, labels: 0 },
    ...rest,
    hosts: typeof service === 'string' ? [service] : [...service],
    ...(interval && { interval: interval.node.val * 1000 }),
    ...(timeout && { timeout: timeout.node.val * 1000 }),
    exposes: exposes.flat(),
  }
  return Object.freeze({ job, data: Object.freeze(data) as unknown as TargetData })
}
