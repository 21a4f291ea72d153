/**
 * Labels and the values they can have. Every label has a known bound, or says why it has none:
 * the product of the bounds is what a metric can cost (https://prometheus.io/docs/practices/naming/#labels).
 */
import { z } from 'zod'

/** A set of label values. `V` is their union, or `string` where they are not enumerated. */
export interface Domain<out V extends string = string> {
  readonly kind: 'enumerated' | 'open' | 'unbounded'
  /** All values where enumerated; otherwise examples of them. */
  readonly values: readonly V[]
  /** The largest number of different values that one target exposes. */
  readonly atMost: number
  /** Why an unbounded label is there all the same. */
  readonly why?: string
  /** The unit of the bounds, for the label `le`. */
  readonly bounds?: string
  /** Where the target attaches the label and the application does not expose it. */
  readonly attached?: true
}

export const domainSchema = z.strictObject({
  kind: z.enum(['enumerated', 'open', 'unbounded']),
  values: z.array(z.string()),
  atMost: z.int('atMost is a whole number of values').positive('atMost is at least 1'),
  why: z.string().optional(),
  bounds: z.string().optional(),
  attached: z.literal(true).optional(),
})

/** A label with just these values: `oneOf('hit', 'miss')`. */
export function oneOf<const V extends string>(...values: readonly [V, ...V[]]): Domain<V> {
  return Object.freeze({ kind: 'enumerated', values: Object.freeze(values), atMost: values.length })
}

/**
 * A label whose values are not known here, but whose number is: `open({ atMost: 80, like: ['/api/tables/{id}'] })`.
 * `like` gives examples, which simulations use.
 */
export function open(bound: { readonly atMost: number; readonly like?: readonly string[] }): Domain {
  return Object.freeze({ kind: 'open', values: Object.freeze([...(bound.like ?? [])]), atMost: bound.atMost })
}

/** A label without a bound. It says why, and what to reckon with: `unbounded({ why: '…', reckonWith: 5000 })`. */
export function unbounded(reason: { readonly why: string; readonly reckonWith: number }): Domain {
  return Object.freeze({ kind: 'unbounded', values: [], atMost: reason.reckonWith, why: reason.why })
}

/** A label that scrape configuration attaches to every series of a target, such as a region. */
export function attached<V extends string>(domain: Domain<V>): Domain<V> {
  return Object.freeze({ ...domain, attached: true })
}

/** HTTP request methods (RFC 9110, section 9, and PATCH of RFC 5789). */
export const httpMethod = oneOf('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS')

/** The HTTP status codes that servers answer with in practice (RFC 9110, section 15). */
export const httpStatus = oneOf(
  ...(['200', '201', '202', '204', '206', '301', '302', '303', '304', '307', '308'] as const),
  ...([
    '400',
    '401',
    '403',
    '404',
    '405',
    '406',
    '408',
    '409',
    '410',
    '412',
    '413',
    '415',
    '422',
    '425',
    '429',
  ] as const),
  ...(['500', '501', '502', '503', '504'] as const),
)

/** Where something runs. */
export const environment = oneOf('dev', 'stage', 'prod')

/** The labels that Prometheus attaches to every series that it scrapes. */
export const targetLabels = { job: open({ atMost: 100 }), instance: open({ atMost: 100 }) } as const
