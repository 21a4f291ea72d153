/**
 * Containers: how Compose runs a program. What all have in common (restarts, capabilities, logs) is not said here, but
 * by the generator.
 * https://docs.docker.com/reference/compose-file/services/
 */
import { z } from 'zod'
import { configurationSchema, type YamlMap } from './configuration.ts'
import { definedIn } from './definition.ts'
import { prose, recordOf } from './fields.ts'
import type { Quantity } from './quantity.ts'
import { holdsSecret, isElsewhere, isSecretName, looksSecret, secretNamed, secretOf, secretsIn } from './secret.ts'

const image = z
  .string()
  .regex(
    /^[a-z0-9]+(?:[._:/-]+[a-z0-9]+)*:[\w][\w.-]*(?:@sha256:[0-9a-f]{64})?$/,
    'an image is pinned by its version, as in prom/prometheus:v3.15.0',
  )
  .refine((name) => !/:(?:latest|main|master|stable|edge|nightly)(?:@|$)/.test(name), {
    error: 'an image is pinned by its version, not by a tag that moves, such as latest',
  })

/** A path inside a container. */
const inside = z
  .string()
  .regex(/^(?:\/[\w.-]+)+$/, 'a path inside a container begins with / and has no spaces')
  .refine((path) => !path.split('/').includes('..'), 'a path is written without ..')
/** A path of the host, or one beside the Compose file; nothing that leads elsewhere. */
const source = /^(?:\/|\.?(?:\/(?!\.\.(?:\/|$))[\w.-]+)+)$/

const byFile =
  'a password or token is given by file: use the variable or the flag for a file, with secret(…) as its value'
const argument = z
  .string()
  .regex(/^[^\p{Cc}]*$/u, 'a word of a command or an environment is one line')
  .refine((text) => !holdsSecret(text), byFile)
  .refine((text) => secretsIn(text).every(isSecretName), secretNamed)
const command = z.array(argument).refine((words) => !words.some(opensWith), byFile)

/** A flag that promises a secret, with the secret as the word after it. */
function opensWith(word: string, i: number, words: readonly string[]): boolean {
  const next = words[i + 1] ?? '-'
  return /^-(?!-no-)[^=]*$/.test(word) && looksSecret(word) && !next.startsWith('-') && !isElsewhere(next)
}

/** A name that promises a secret has the path of a file. */
const environment = recordOf(
  /^[A-Za-z_]\w*$/,
  argument,
  'a variable is named with letters, digits and underscores',
).refine(
  (variables) =>
    Object.entries(variables).every(([name, value]) => !looksSecret(name) || secretOf(value) !== undefined),
  byFile,
)

const userForm = "a user is given as uid:gid, and is root only with a reason: { root: '…' }"

export const limitsSchema = z.strictObject({
  /** Bytes. */
  memory: z
    .int('memory is a number of bytes, such as mebibytes(128)')
    .min(6 * 1024 ** 2, 'Docker gives no container less than 6 MiB'),
  cpus: z.number().positive('a container has some share of a CPU, such as 0.5'),
})
export type LimitsData = z.infer<typeof limitsSchema>

export const containerSchema = z.strictObject({
  file: z.string(),
  image,
  command: command.default([]),
  environment: environment.default({}),
  /** `uid:gid`; root only with a reason. */
  user: z.union(
    [
      z.string().regex(/^[1-9]\d*:\d+$/, userForm),
      z.strictObject({ root: prose('a container that runs as root says why') }),
    ],
    userForm,
  ),
  health: command.min(1, 'a container has a command that says whether it is healthy'),
  limits: limitsSchema,
  mounts: recordOf(
    source,
    inside,
    'what is mounted is a path of the host, or one beside the Compose file such as ./blackbox',
  ).default({}),
  volumes: recordOf(/^[a-z][a-z0-9-]*$/, inside, 'a volume is named in lower case with dashes').default({}),
  tmpfs: z.array(inside).default([]),
  /** Files that are generated as YAML and mounted read-only, by their paths inside. */
  configuration: configurationSchema.default({}),
  capabilities: recordOf(
    /^[A-Z_]+$/,
    prose('a capability has a reason'),
    'a capability is written as SYS_PTRACE',
  ).default({}),
  devices: z.array(z.string().regex(/^\/dev\/[\w/-]+$/, 'a device is a path below /dev')).default([]),
  hostProcesses: z.boolean().default(false),
  /** Whether it talks to the application, and so is in its network too. */
  reachesApplication: z.boolean().default(true),
  gpus: z.boolean().default(false),
  /** What must be there before it can work, in sentences. */
  needs: z.array(prose('what a container needs is said in a sentence')).default([]),
})
export type ContainerData = z.infer<typeof containerSchema>

export interface Container {
  readonly data: ContainerData
}

export interface Limits {
  readonly memory: Quantity<'bytes'>
  /** Of one CPU: 0.5 is half of one. */
  readonly cpus: number
}

type Given = z.input<typeof containerSchema>
export interface ContainerDefinition {
  /** With its version: `prom/node-exporter:v1.12.1`. */
  readonly image: string
  /** Arguments of the image's own program. */
  readonly command?: readonly string[]
  /** Passwords are paths here: `{ DATA_SOURCE_PASS_FILE: secret('postgres-exporter-password') }`. */
  readonly environment?: Given['environment']
  /** `uid:gid`, or `{ root: 'why' }`. */
  readonly user: Given['user']
  /** A command inside the container that fails where it is not healthy: `httpHealth(9187)`. */
  readonly health: readonly string[]
  readonly limits: Limits
  /** Read-only: a path of the host, or one beside docker-compose.yml (`./blackbox`), and where the container sees it. */
  readonly mounts?: Given['mounts']
  /** What outlives the container, by name. */
  readonly volumes?: Given['volumes']
  /** Folders in memory; everything else in the container is read-only. */
  readonly tmpfs?: readonly string[]
  /**
   * Files that are generated as YAML and mounted read-only, by their paths inside the container:
   * `{ '/usr/share/filebeat/filebeat.yml': { 'filebeat.inputs': […] } }` is written to `out/<system>/<service>/filebeat.yml`.
   * Each is checked against the JSON Schema of its name, `schemas/files/filebeat.schema.json`. A password is the path of
   * its file, or `${NAME}` where the program fills that in itself.
   */
  readonly configuration?: Readonly<Record<string, YamlMap>>
  /** What it may do beyond an ordinary process, each with the reason. */
  readonly capabilities?: Given['capabilities']
  readonly devices?: readonly string[]
  /** Whether it sees the processes of the host. */
  readonly hostProcesses?: boolean
  /** Whether it is in the network of the application too; `false` for what only measures the host. */
  readonly reachesApplication?: boolean
  /** Whether it gets all NVIDIA GPUs of the host. */
  readonly gpus?: boolean
  /** What must be there before it can work, in sentences; they are in docs/stack.md. */
  readonly needs?: readonly string[]
}

export const limitsOf = ({ memory, cpus }: Limits): LimitsData => ({ memory: memory.node.val, cpus })

/** How Compose runs an exporter: `container({ image: images.node, user: '65534:65534', health: httpHealth(9100), … })`. */
export function container({ limits, ...rest }: ContainerDefinition): Container {
  const data = {
    file: definedIn(),
    command: [],
    environment: {},
    mounts: {},
    volumes: {},
    tmpfs: [],
    configuration: {},
    capabilities: {},
    devices: [],
    hostProcesses: false,
    reachesApplication: true,
    gpus: false,
    needs: [],
    ...rest,
    limits: limitsOf(limits),
  }
  return Object.freeze({ data: Object.freeze(data) as ContainerData })
}

/** Asks a path by wget, which images with BusyBox have: `httpHealth(9090, '/-/healthy')`. */
export const httpHealth = (port: number, path = '/'): readonly string[] => [
  'wget',
  '-q',
  '-O',
  '/dev/null',
  `http://127.0.0.1:${port}${path}`,
]
