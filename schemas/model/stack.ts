/**
 * The stack: how one system's Prometheus, Alertmanager, Grafana and exporters run together under Compose.
 * https://docs.docker.com/reference/compose-file/
 */
import { z } from 'zod'
import { type Container, containerSchema, type Limits, limitsOf, limitsSchema } from './container.ts'
import { definedIn } from './definition.ts'
import { recordOf } from './fields.ts'

/** What every stack has; its exporters are said beside their targets. */
export const coreServices = ['prometheus', 'alertmanager', 'grafana'] as const
export type CoreService = (typeof coreServices)[number]

/** The ports that they listen on inside their containers. */
export const corePorts: Readonly<Record<CoreService, number>> = { prometheus: 9090, alertmanager: 9093, grafana: 3000 }

const hostPort = z.int().min(1).max(65_535, 'a port is between 1 and 65535')
/** A port of 127.0.0.1, or `address:port` where it is meant to be reached from elsewhere. */
const published = z.union([
  hostPort,
  z
    .string()
    .refine(
      (text) => /:\d{1,5}$/.test(text) && z.ipv4().safeParse(text.replace(/:\d+$/, '')).success,
      'a port is published as 3000, on 127.0.0.1, or as 10.0.0.5:3000',
    )
    .refine((text) => Number(text.split(':')[1]) >= 1 && Number(text.split(':')[1]) <= 65_535, {
      error: 'a port is between 1 and 65535',
    }),
])
const image = containerSchema.shape.image

export const stackSchema = z.strictObject({
  name: z.string(),
  file: z.string(),
  images: z.strictObject({ prometheus: image, alertmanager: image, grafana: image, simulator: image.optional() }),
  network: z.string().regex(/^[a-zA-Z0-9][\w.-]*$/, "the network is the application's, as docker network ls names it"),
  profile: z
    .string()
    .regex(/^[a-zA-Z0-9][\w.-]*$/, 'a profile is one word')
    .optional(),
  ports: z.strictObject({
    prometheus: published.optional(),
    alertmanager: published.optional(),
    grafana: published.optional(),
  }),
  limits: z.strictObject({ prometheus: limitsSchema, alertmanager: limitsSchema, grafana: limitsSchema }),
  services: recordOf(
    /^[a-z0-9][a-z0-9_-]*$/,
    z.strictObject({ data: containerSchema }),
    'a service is named in lower case, with dashes',
  ).default({}),
})
export type StackData = z.infer<typeof stackSchema>

export interface Stack {
  readonly data: StackData
}

export interface StackDefinition {
  /**
   * The images of the three, each with its version; exporters name their own. One of Node with wget, as simulator, makes a demo
   * of the stack: `docker compose --profile demo up`.
   */
  readonly images: Readonly<Record<CoreService, string>> & { readonly simulator?: string }
  /** The network in which the application runs already; it is external to the stack. */
  readonly network: string
  /** The profile without which nothing starts: `docker compose --profile monitoring up`. */
  readonly profile?: string
  /**
   * Where the three are reached: a port of 127.0.0.1, or `10.0.0.5:3000` for another address. One that is left out is
   * not published; without `ports` they are at 9090, 9093 and 3000.
   */
  readonly ports?: Readonly<Partial<Record<CoreService, number | `${string}:${number}`>>>
  /** Memory and CPUs that the three may use. */
  readonly limits: Readonly<Record<CoreService, Limits>>
  /** What runs beside and is not scraped, such as a log shipper, by the name of its service. */
  readonly services?: Readonly<Record<string, Container>>
}

/** Runs a system's monitoring under Compose; it becomes `out/<system>/docker-compose.yml`. */
export function stack({ limits, ports = corePorts, services = {}, ...rest }: StackDefinition): Stack {
  const data = {
    name: 'stack',
    file: definedIn(),
    ...rest,
    ports: { ...ports },
    limits: Object.fromEntries(coreServices.map((name) => [name, limitsOf(limits[name])])),
    services: { ...services },
  }
  return Object.freeze({ data: Object.freeze(data) as unknown as StackData })
}
