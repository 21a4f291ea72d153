/** What a metric is likely to be while all is well, as far as its name, its unit and its labels tell. */
import type { MetricData } from '../../schemas/model/metric.ts'
import { baseOf } from '../../schemas/model/unit.ts'
import type { Level } from '../proof/level.ts'
import type { Labels } from './labels.ts'

export interface Guess {
  readonly metric: MetricData
  readonly labels: Labels
  /** In [0, 1), and the same at each time. */
  readonly luck: number
  /** When the processes began, in seconds since the epoch. */
  readonly since: number
}

const trouble =
  /err(or|$|_)|fail|drop|reject|timeout|timed_?out|denied|evict|oom|kill|miss|corrupt|retr(y|ies|ans)|conflict|deadlock|throttl|abort|lost|exceed|discard|invalid|stale|swap|readonly|in_progress|dirty|blocked|fault|xid|license|unhealthy|crash|dead/i
const badValue = /^(?:[45]\d\d|no|false|down|critical|dead|offline|unhealthy)$/i
const limits = /max|limit|total|filesystem_size|capacity|quota/i
const left = /avail|free/i
const few = /queue|pending|waiting|backlog|desired|lag/i
const good = /hit|accuracy|f1|precision|recall|available|success|progress/i

/** Whether what is counted is what nobody wants. */
export const isTrouble = ({
  metric,
  labels,
}: {
  readonly metric: { readonly name: string }
  readonly labels: Labels
}): boolean =>
  trouble.test(metric.name) || Object.values(labels).some((value) => badValue.test(value) || trouble.test(value))

/** What one of the metric's series does; of a histogram or a summary, how often something is observed. */
export function plausible(guess: Guess): Level {
  const { metric, luck } = guess
  switch (metric.type) {
    case 'info':
      return { kind: 'value', value: 1 }
    case 'histogram':
    case 'summary':
      return { kind: 'rate', perSecond: isTrouble(guess) ? 0 : 0.5 + luck }
    case 'untyped':
      return metric.unit !== 'timestamp' && metric.like === 'counter' ? counted(guess) : measured(guess)
    case 'counter':
      return metric.unit === 'timestamp' ? measured(guess) : counted(guess)
    default:
      return measured(guess)
  }
}

/** By base unit, what a counter grows by in a second. */
const rates: Readonly<Record<string, number>> = { bytes: 50_000, seconds: 0.1, usd: 0.0001, joules: 100 }

function counted(guess: Guess): Level {
  const [unit, factor] = baseOf(guess.metric.unit)
  const perSecond = isTrouble(guess) ? 0 : ((rates[unit] ?? 1) * (0.5 + guess.luck)) / factor
  return { kind: 'rate', perSecond }
}

function measured(guess: Guess): Level {
  const { metric, luck } = guess
  if (metric.unit === 'timestamp') return stamped(guess)
  if (/optimeDate/.test(metric.name)) return { kind: 'age', seconds: 1 }
  const [unit, factor] = baseOf(metric.unit)
  const value = sized(guess, unit) / factor
  const exact = unit === 'boolean' || unit === 'none' || Number.isInteger(value) ? value : value * (0.9 + luck / 5)
  const counts = unit === 'count' || unit === 'bytes'
  return { kind: 'value', value: within(metric, counts && factor === 1 ? Math.round(exact) : exact) }
}

function stamped({ metric: { name }, luck, since }: Guess): Level {
  if (/expir/.test(name)) return { kind: 'value', value: since + 60 * 86_400 }
  if (/start|boot|creat|reset|lowest|analyze|vacuum|modified|reload/.test(name))
    return { kind: 'value', value: since - Math.round(600 * luck) }
  return { kind: 'age', seconds: /node_time|now|seen|highest/.test(name) ? 0.5 : 5 + Math.round(5 * luck) }
}

/** What it measures, in its base unit. */
const sized = ({ metric: { name }, luck, ...rest }: Guess, unit: string): number =>
  sizes[unit]?.(name, isTrouble({ metric: { name }, ...rest }), luck) ?? special(name) ?? usually[unit] ?? 1

type Size = (name: string, bad: boolean, luck: number) => number

const sizes: Readonly<Record<string, Size>> = {
  boolean: (name, bad) => (bad || /ssl|replica|progress|paused|disabled/.test(name) ? 0 : 1),
  ratio: (name, bad) => (bad ? 0 : share(name)),
  bytes: (name, bad) => (bad ? 0 : left.test(name) ? 40e9 : limits.test(name) ? 64e9 : 2e8),
  count: (name, bad, luck) => amount(name, luck, bad),
  seconds: (name) => (/interval|timeout|period/.test(name) ? 60 : /limit|uptime/.test(name) ? 1e6 : 0.05),
}

const share = (name: string): number => (good.test(name) ? 0.95 : /frag/.test(name) ? 1.1 : 0.3)

function amount(name: string, luck: number, bad: boolean): number {
  if (limits.test(name)) return 1000
  if (left.test(name)) return 800
  if (bad || few.test(name)) return 0
  return /discovered|members/.test(name) ? 1 : 3 + Math.floor(6 * luck)
}

const special = (name: string): number | undefined =>
  /status_code/.test(name) ? 200 : /ip_protocol/.test(name) ? 4 : /http_version/.test(name) ? 2 : undefined

const usually: Readonly<Record<string, number>> = {
  celsius: 45,
  watts: 120,
  volts: 12,
  hertz: 1.4e9,
  usd: 1,
  'bytes/second': 1.25e8,
}

/** The value, or the nearest one that the metric can have. */
export function within(metric: MetricData, value: number): number {
  const range = metric.type === 'gauge' ? metric.range : undefined
  if (!range) return metric.unit === 'ratio' && metric.type === 'gauge' ? Math.min(1, Math.max(0, value)) : value
  return Math.max(range[0], range[1] === 'none' ? value : Math.min(range[1], value))
}

/** Whether a value stays as it is at any hour: of a boolean, a time, a code, a limit. */
export const isTied = ({ type, unit, name }: MetricData, value: number): boolean =>
  type === 'info' ||
  type === 'state' ||
  unit === 'boolean' ||
  unit === 'timestamp' ||
  (unit === 'none' && Number.isInteger(value)) ||
  limits.test(name) ||
  /interval|timeout|uptime|members|discovered/.test(name)
