/**
 * Times at which a route is mute, or the only ones at which it is not.
 * https://prometheus.io/docs/alerting/latest/configuration/#time_interval
 */
import { z } from 'zod'
import { definedIn } from './definition.ts'

const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
const months = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july'],
  ...['august', 'september', 'october', 'november', 'december'],
]
const monthOf = (name: string): number => months.indexOf(name) + 1 || Number(name)

/** One, or from one to another; `order` says which comes first, and Alertmanager refuses what is the other way round. */
function range(part: string, sentence: string, order: (one: string) => number, turned: string) {
  return z
    .string(sentence)
    .regex(new RegExp(`^(?:${part})(?::(?:${part}))?$`), sentence)
    .refine((text) => {
      const [from = 0, to = from] = text.split(':').map(order)
      return !(from > to || Math.sign(from) * Math.sign(to) < 0)
    }, turned)
}
const weekday = range(
  days.join('|'),
  'a weekday is written monday, or monday:friday',
  (name) => days.indexOf(name),
  'a range of weekdays goes from sunday to saturday; over the end of the week, write two',
)
const dayOfMonth = range(
  '-?(?:[1-9]|[12]\\d|3[01])',
  'a day of the month is written 1, 1:5, or -1 for the last',
  Number,
  'a range of days is written 1:5, or -5:-1 for the last; over the end of the month, write two',
)
const month = range(
  [...months, '1[0-2]', '[1-9]'].join('|'),
  'a month is written january, 1, or june:august',
  monthOf,
  'a range of months goes from january to december; over the end of the year, write two',
)
const year = range(
  '\\d{4}',
  'a year is written 2030, or 2030:2031',
  Number,
  'a range of years begins with the earlier one',
)

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
    weekdays: z.array(weekday).min(1),
    daysOfMonth: z.array(dayOfMonth).min(1),
    months: z.array(month).min(1),
    years: z.array(year).min(1),
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
  /** A time zone such as `Europe/Berlin`, or `Local` for that of Alertmanager's own machine; UTC if left out. */
  readonly location?: string
}

/** Times for `mute` and `active` of a route: `timeInterval('weekend', { weekdays: ['saturday', 'sunday'] })`; any of the spans. */
export function timeInterval(name: string, ...spans: readonly [Span, ...Span[]]): TimeInterval {
  const data = { name, file: definedIn(), spans }
  return Object.freeze({ data: Object.freeze(data) as unknown as TimeIntervalData })
}

const zones: readonly string[] = Intl.supportedValuesOf('timeZone')
const inSmall = new Set(zones.map((zone) => zone.toLowerCase()))
/** As the database spells its names: `Asia/Kolkata`, `America/Port-au-Prince`, `US/Eastern`, `Etc/GMT-3`. */
const spelling = /^(?!ETC)(?:[A-Z][a-z]+|[A-Z]{2,3}|GMT[+-]\d+)(?:[/_-](?:[A-Z][a-z]+|au|es|of|GMT[+-]?\d*|UTC))*$/

/**
 * Go tells capitals from small letters, and Intl does not; and of names for the same zone, Intl lists only one. `Local` is
 * the zone in which Alertmanager runs.
 */
function isLocation(name: string): boolean {
  if (zones.includes(name) || name === 'UTC' || name === 'Local') return true
  if (inSmall.has(name.toLowerCase()) || !spelling.test(name)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined
  } catch {
    return false
  }
}
