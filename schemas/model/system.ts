/** A system: everything that one team monitors together. */
import { z } from 'zod'
import { type Addressing, addressingSchema, byService } from './addressing.ts'
import { definedIn } from './definition.ts'
import { duration, fileName, prose, staticLabels } from './fields.ts'
import type { RuleGroup } from './group.ts'
import type { Duration } from './quantity.ts'
import { authorizationSchema, type Target, tlsSchema } from './target.ts'
import type { Threshold } from './threshold.ts'

const remoteWriteSchema = z.strictObject({
  name: z.string().optional(),
  url: z
    .url('remote write needs a URL')
    .refine((url) => !/^\w+:\/\/[^/]*@/.test(url), 'a URL holds no password; give authorization by file'),
  authorization: authorizationSchema.optional(),
  tls: tlsSchema.optional(),
  queue: z
    .strictObject({
      capacity: z.int().positive(),
      maxShards: z.int().positive(),
      maxSamplesPerSend: z.int().positive(),
    })
    .partial()
    .optional(),
})
export type RemoteWrite = z.input<typeof remoteWriteSchema>

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
  scrapeInterval: duration.default(15_000),
  scrapeTimeout: duration.default(10_000),
  evaluationInterval: duration.default(15_000),
  retention: duration,
  externalLabels: staticLabels.default({}),
  /** Where runbooks are published: the URL of the folder that holds `<Alert>.md`. */
  runbooks: z.url('runbooks is the URL of a folder').optional(),
  alertmanagers: z
    .array(z.string().regex(/^[\w.-]+:\d+$/, 'an Alertmanager is given as host:port'))
    .default(['alertmanager:9093']),
  addressing: addressingSchema,
  targets: z.array(z.custom<Target>()).min(1, 'a system has at least one target'),
  thresholds: z.array(z.custom<Threshold>()),
  rules: z.array(z.custom<RuleGroup>()),
  remoteWrite: z.array(remoteWriteSchema).default([]),
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
  /** How targets are found; by their service names if left out. */
  readonly addressing?: Addressing
  readonly targets: readonly Target[]
  /** Every threshold that its alerts use. */
  readonly thresholds: Readonly<Record<string, Threshold>>
  readonly rules: readonly RuleGroup[]
  readonly remoteWrite?: Given['remoteWrite']
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
    ...rest
  } = definition
  const inMs = (key: Durations, of: Duration | undefined) => of && { [key]: of.node.val * 1000 }
  const data = {
    name,
    file: definedIn(),
    ...rest,
    ...inMs('retention', retention),
    ...inMs('scrapeInterval', scrapeInterval),
    ...inMs('scrapeTimeout', scrapeTimeout),
    ...inMs('evaluationInterval', evaluationInterval),
    addressing,
    thresholds: Object.values(thresholds),
  }
  return Object.freeze({ data: Object.freeze(data) as unknown as SystemData })
}
