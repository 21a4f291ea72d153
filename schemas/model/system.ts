/** A system: everything that one team monitors together. */
import { z } from 'zod'
import type { AnyExpr, Expr, Kind } from '../promql/expr.ts'
import { type Addressing, addressingSchema, byService } from './addressing.ts'
import type { Alerting } from './alerting.ts'
import type { Dashboard } from './dashboard.ts'
import { definedIn } from './definition.ts'
import { inMilliseconds } from './duration.ts'
import { duration, fileName, node, prose, publicUrl, staticLabels } from './fields.ts'
import type { RuleGroup } from './group.ts'
import type { Mixin } from './mixin.ts'
import type { Duration, Quantity } from './quantity.ts'
import { type RemoteWrite, remoteWriteData, remoteWriteSchema } from './remote-write.ts'
import type { Stack } from './stack.ts'
import type { Target } from './target.ts'
import type { Threshold } from './threshold.ts'

export const systemSchema = z.strictObject({
  name: fileName.regex(/^[a-z][a-z0-9-]*$/, 'a system is named in lower case with dashes'),
  file: z.string(),
  title: prose('a system has a title'),
  description: prose('a system says what it is'),
  /** The oldest release of Prometheus that runs it. */
  prometheus: z
    .string()
    .regex(/^(?:2\.(?:4[2-9]|[5-9]\d)|3\.\d+)$/, 'a Prometheus release is written 2.42, which is the oldest, or 3.5')
    .default('2.42'),
  experimentalFunctions: z.boolean().default(false),
  /** The oldest release of Alertmanager that runs it. */
  alertmanager: z
    .string()
    .regex(
      /^(?:0\.(?:2[5-9]|[3-9]\d)|[1-9]\d*\.\d+)$/,
      'an Alertmanager release is written 0.25, which is the oldest, or 0.28',
    )
    .default('0.25'),
  scrapeInterval: duration.default(15_000),
  scrapeTimeout: duration.default(10_000),
  evaluationInterval: duration.default(15_000),
  retention: duration,
  externalLabels: staticLabels.default({}),
  /** Where runbooks are published: the URL of the folder that holds `<Alert>.md`. */
  runbooks: publicUrl('runbooks is the URL of a folder, and begins with http:// or https://').optional(),
  alertmanagers: z
    .array(z.string().regex(/^[\w.-]+:\d+$/, 'an Alertmanager is given as host:port'))
    .default(['alertmanager:9093']),
  alerting: z.custom<Alerting>().optional(),
  addressing: addressingSchema,
  targets: z.array(z.custom<Target>()).min(1, 'a system has at least one target'),
  thresholds: z.array(z.custom<Threshold>()),
  rules: z.array(z.custom<RuleGroup>()),
  dashboards: z.array(z.custom<Dashboard>()).default([]),
  /** Where Grafana is reached by those who follow a link. */
  grafana: publicUrl('grafana is the URL at which Grafana is reached, and begins with http:// or https://').optional(),
  restarts: node.optional(),
  remoteWrite: z.array(remoteWriteSchema).default([]),
  /** Bytes. */
  storage: z
    .int('storage is a number of bytes, such as gibibytes(20)')
    .min(512 * 1024 ** 2, 'storage is 512 MiB or more: Prometheus keeps at least some hours of samples')
    .optional(),
  stack: z.custom<Stack>().optional(),
})
export type SystemData = z.infer<typeof systemSchema>

export interface SystemDefinition {
  readonly data: SystemData
}

type Given = z.input<typeof systemSchema>
type Durations = 'scrapeInterval' | 'scrapeTimeout' | 'evaluationInterval' | 'retention'

export interface SystemInput {
  /** Its name for people. */
  readonly title: string
  /** What is monitored, in one sentence. */
  readonly description: string
  /** The oldest release of Prometheus that runs it; `2.42` if left out. What is younger is refused. */
  readonly prometheus?: string
  /** Whether it runs with `--enable-feature=promql-experimental-functions`. */
  readonly experimentalFunctions?: boolean
  /** The oldest release of Alertmanager that runs it; `0.25` if left out. What is younger is refused. */
  readonly alertmanager?: string
  /** How often targets are scraped that do not say it themselves; 15 seconds if left out. */
  readonly scrapeInterval?: Duration
  readonly scrapeTimeout?: Duration
  /** How often rules are evaluated; 15 seconds if left out. */
  readonly evaluationInterval?: Duration
  /** How long samples are kept. */
  readonly retention: Duration
  /** Labels that alerts and remote samples carry, and local queries do not see. */
  readonly externalLabels?: Given['externalLabels']
  /** Where runbooks are published: the URL of the folder that holds `<Alert>.md`. */
  readonly runbooks?: string
  /** Where alerts are sent, as `host:port`. */
  readonly alertmanagers?: Given['alertmanagers']
  /** Who is told of its alerts; without it no file for Alertmanager is written. */
  readonly alerting?: Alerting
  /** How targets are found; by their service names if left out. */
  readonly addressing?: Addressing
  readonly targets: readonly Target[]
  /** Every threshold that its alerts use. */
  readonly thresholds: Readonly<Record<string, Threshold>>
  readonly rules: readonly RuleGroup[]
  readonly dashboards?: readonly Dashboard[]
  /** The URL at which people reach Grafana, for links in alerts: `http://localhost:3000`. */
  readonly grafana?: string
  /**
   * When something was started or deployed, for marks on its dashboards: `gt(resets(requests, minutes(2)), 0)`. If left out,
   * where `process_start_time_seconds` changed.
   */
  readonly restarts?: AnyExpr
  /** What it shares with other systems: the monitoring of the monitoring, for instance. */
  readonly mixins?: readonly Mixin[]
  /** Where else its samples go. */
  readonly remoteWrite?: readonly RemoteWrite[]
  /** How much disk samples may take, beside the retention; the oldest go first. */
  readonly storage?: Quantity<'bytes'>
  /** How it runs under Compose; without it, no Compose file is written. */
  readonly stack?: Stack
}

/** Everything that one team monitors together; it becomes the folder `out/<name>/`. */
export function system(name: string, definition: SystemInput): SystemDefinition {
  const {
    retention,
    scrapeInterval,
    scrapeTimeout,
    evaluationInterval,
    addressing = byService(),
    thresholds,
    storage,
    restarts,
    mixins = [],
    remoteWrite,
    ...rest
  } = definition
  const inMs = (key: Durations, of: Duration | undefined) => of && { [key]: inMilliseconds(of) }
  const data = {
    name,
    file: definedIn(),
    ...rest,
    ...inMs('retention', retention),
    ...inMs('scrapeInterval', scrapeInterval),
    ...inMs('scrapeTimeout', scrapeTimeout),
    ...inMs('evaluationInterval', evaluationInterval),
    ...(storage && { storage: storage.node.val }),
    ...(restarts && { restarts: (restarts as Expr<object, string, Kind>).node }),
    ...(remoteWrite && { remoteWrite: remoteWrite.map(remoteWriteData) }),
    addressing,
    targets: joined(
      rest.targets,
      mixins.flatMap((mixin) => mixin.targets ?? []),
    ),
    thresholds: [thresholds, ...mixins.map((mixin) => mixin.thresholds ?? {})].flatMap((lines) => Object.values(lines)),
    rules: joined(
      rest.rules,
      mixins.flatMap((mixin) => mixin.rules ?? []),
    ),
    dashboards: joined(
      rest.dashboards ?? [],
      mixins.flatMap((mixin) => mixin.dashboards ?? []),
    ),
  }
  return Object.freeze({ data: Object.freeze(data) as unknown as SystemData })
}

/** What is no list stays as it is, for the loader to refuse. */
const joined = <T>(own: readonly T[], more: readonly T[]): readonly T[] =>
  Array.isArray(own) ? [...(own as readonly T[]), ...more] : own
