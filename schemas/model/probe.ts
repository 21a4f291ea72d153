/**
 * Probes: what blackbox_exporter asks from outside, and what it takes for an answer.
 * https://github.com/prometheus/blackbox_exporter/blob/master/CONFIGURATION.md
 */
import { z } from 'zod'
import { regexProblem } from '../promql/parse/regex.ts'
import { authorizationSchema, tlsSchema } from './authorization.ts'
import { definedIn } from './definition.ts'
import { duration, probedUrl, recordOf } from './fields.ts'
import type { Duration } from './quantity.ts'
import { looksSecret } from './secret.ts'

const line = z.string().regex(/^[^\p{Cc}]+$/u, 'it is one line of text')
const pattern = line.refine((text) => regexProblem(text) === undefined, 'it is no regular expression of RE2')

const httpSchema = z.strictObject({
  prober: z.literal('http'),
  method: z
    .string()
    .regex(/^[A-Z]+$/, 'a method is written as POST')
    .optional(),
  /** Any 2xx where none is given. */
  status: z.array(z.int().min(100).max(599, 'a status of HTTP is between 100 and 599')).optional(),
  headers: recordOf(/^[\w-]+$/, line, 'a header has letters, digits and dashes')
    .refine(
      (headers) => !Object.keys(headers).some(looksSecret),
      'a header holds no secret; give authorization by file',
    )
    .optional(),
  body: line.optional(),
  bodyMatches: z.array(pattern).optional(),
  bodyLacks: z.array(pattern).optional(),
  followRedirects: z.boolean().optional(),
  /** Whether TLS is required; either will do if left out. */
  encrypted: z.boolean().optional(),
  authorization: authorizationSchema.optional(),
  tls: tlsSchema.optional(),
})
const tcpSchema = z.strictObject({
  prober: z.literal('tcp'),
  encrypted: z.boolean().optional(),
  tls: tlsSchema.optional(),
})
const icmpSchema = z.strictObject({ prober: z.literal('icmp') })
const dnsSchema = z.strictObject({
  prober: z.literal('dns'),
  /** The name that is asked for; the server is the URL of the probe. */
  query: z.string().regex(/^[\w.-]+$/, 'a query is the name of a host'),
  type: z.enum(['A', 'AAAA', 'CNAME', 'MX', 'NS', 'SOA', 'SRV', 'TXT']).optional(),
})
const grpcSchema = z.strictObject({
  prober: z.literal('grpc'),
  /** The service that is asked for; the server as a whole if left out. */
  service: line.optional(),
  encrypted: z.boolean().optional(),
  tls: tlsSchema.optional(),
})

export const moduleSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_]*$/, 'a module is named in lower case with underscores'),
  file: z.string(),
  /** As long as Prometheus waits for the scrape if left out. */
  timeout: duration.optional(),
  protocol: z.enum(['ip4', 'ip6']),
  asks: z.discriminatedUnion('prober', [httpSchema, tcpSchema, icmpSchema, dnsSchema, grpcSchema]),
})
export type ModuleData = z.input<typeof moduleSchema>
export type ProberData = ModuleData['asks']
export type Prober = ProberData['prober']

/** How something is probed, apart from what. */
export interface ProbeModule<out P extends Prober = Prober> {
  readonly prober: P
  readonly data: ModuleData
}

export interface Asking<out P extends Prober> {
  readonly prober: P
  readonly data: ProberData
}
type Options<P extends Prober> = Omit<Extract<ProberData, { prober: P }>, 'prober'>

const asking = <P extends Prober>(prober: P, options: object): Asking<P> =>
  Object.freeze({ prober, data: Object.freeze({ prober, ...options }) as ProberData })

/** An answer over HTTP, a 2xx unless told otherwise: `http({ status: [200], bodyMatches: ['"status":"ok"'] })`. */
export const http = (options: Options<'http'> = {}): Asking<'http'> => asking('http', options)
/** A connection over TCP. */
export const tcp = (options: Options<'tcp'> = {}): Asking<'tcp'> => asking('tcp', options)
/** An echo. */
export const icmp = (): Asking<'icmp'> => asking('icmp', {})
/** A look-up, for which the URL of the probe is the server: `dns({ query: 'example.org' })`. */
export const dns = (options: Options<'dns'>): Asking<'dns'> => asking('dns', options)
/** The health service of gRPC. */
export const grpc = (options: Options<'grpc'> = {}): Asking<'grpc'> => asking('grpc', options)

/** A module of blackbox_exporter: `module('http_2xx', http())`. It gives up when the scrape does if no timeout is given. */
export function module<P extends Prober>(
  name: string,
  { prober, data }: Asking<P>,
  options: { readonly timeout?: Duration; readonly protocol?: 'ip4' | 'ip6' } = {},
): ProbeModule<P> {
  const { timeout, protocol = 'ip4' } = options
  const all = {
    name,
    file: definedIn(),
    ...(timeout && { timeout: timeout.node.val * 1000 }),
    protocol,
    asks: data,
  }
  return Object.freeze({ prober, data: Object.freeze(all) })
}

export const probeSchema = z.strictObject({
  module: z.custom<ProbeModule>((value) => typeof value === 'object' && value !== null && 'data' in value, {
    error: 'a probe has a module, such as module(…, http())',
  }),
  /** What is probed, each of which becomes the label instance. */
  urls: z.array(probedUrl('what is probed is a URL, or host:port')).min(1, 'a probe has at least one URL'),
})
export interface Probe {
  readonly module: ProbeModule
  readonly urls: readonly string[]
}
