/**
 * Times at which a route is mute, or the only ones at which it is not.
 * https://prometheus.io/docs/alerting/latest/configuration/#time_interval
 */
import { z } from 'zod'
import { definedIn } from './definition.ts'

const day = '(?:sun|mon|tues|wednes|thurs|fri|satur)day'
const month = '(?:january|february|march|april|may|june|july|august|september|october|november|december|1[0-2]|[1-9])'
const dayOfMonth = '-?(?:[1-9]|[12]\\d|3[01])'

const range = (part: string, sentence: string) =>
  z.string(sentence).regex(new RegExp(`^${part}(?::${part})?$`), sentence)
const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time of day is written 09:00, at most 24:00')

const spanSchema = z
  .strictObject({
    times: z
      .array(
        z
          .strictObject({ from: clock, to: clock })
          .refine(({ from, to }) => from < to, 'a time ends after it begins; over midnight, write two'),
      )
      .min(1),
    weekdays: z.array(range(day, 'a weekday is written monday, or monday:friday')).min(1),
    daysOfMonth: z.array(range(dayOfMonth, 'a day of the month is written 1, 1:5, or -1 for the last')).min(1),
    months: z.array(range(month, 'a month is written january, 1, or june:august')).min(1),
    years: z.array(range('\\d{4}', 'a year is written 2030, or 2030:2031')).min(1),
    location: z
      .string()
      .refine(isLocation, 'a location is one of the time zone database, such as Europe/Berlin; UTC if left out'),
  })
  .partial()
  .refine((span) => Object.keys(span).some((key) => key !== 'location'), 'a span of time says when it is')

export const timeIntervalSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'a time interval is named in lower case with dashes')
    .max(63),
  file: z.string(),
  spans: z.array(spanSchema).min(1, 'a time interval has at least one span of time'),
})
export type TimeIntervalData = z.infer<typeof timeIntervalSchema>

export interface TimeInterval {
  readonly data: TimeIntervalData
}

/** All of what is given must hold; of each list one element. */
export interface Span {
  /** From inclusive, to exclusive: `{ from: '22:00', to: '24:00' }`. */
  readonly times?: readonly { readonly from: string; readonly to: string }[]
  /** `monday`, or `monday:friday`. */
  readonly weekdays?: readonly string[]
  /** `1`, `1:5`, or `-1` for the last. */
  readonly daysOfMonth?: readonly string[]
  /** `january`, `1`, or `june:august`. */
  readonly months?: readonly string[]
  /** `2030`, or `2030:2031`. */
  readonly years?: readonly string[]
  /** A time zone such as `Europe/Berlin`; UTC if left out. */
  readonly location?: string
}

/** Times for `mute` and `active` of a route: `timeInterval('weekend', { weekdays: ['saturday', 'sunday'] })`; any of the spans. */
export function timeInterval(name: string, ...spans: readonly [Span, ...Span[]]): TimeInterval {
  const data = { name, file: definedIn(), spans }
  return Object.freeze({ data: Object.freeze(data) as unknown as TimeIntervalData })
}

/** Not the machine's own zone, which differs from one to the next. */
function isLocation(name: string): boolean {
  try {
    return /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined
  } catch {
    return false
  }
}
