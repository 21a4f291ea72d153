/**
 * Rules that a metric's name, labels and shape must follow. A rule can be allowed for one metric, with the reason.
 * Sources: `promtool check metrics` (https://github.com/prometheus/client_golang/tree/main/prometheus/testutil/promlint),
 * https://prometheus.io/docs/practices/naming/ and the OpenMetrics specification.
 */
import { once } from '../promql/once.ts'
import type { MetricData, MetricRule } from './metric.ts'

interface Finding {
  readonly rule: MetricRule
  readonly message: string
}

const abbreviations = new Set(['s', 'ms', 'us', 'ns', 'sec', 'b', 'kb', 'mb', 'gb', 'tb', 'pb', 'm', 'h', 'd'])
const baseWords = /^(amperes|bytes|celsius|grams|joules|kelvin|meters|metres|seconds|volts)$/
const basesOfWords: Readonly<Record<string, string>> = {
  minutes: 'seconds',
  hours: 'seconds',
  days: 'seconds',
  weeks: 'seconds',
  kelvins: 'kelvin',
  fahrenheit: 'celsius',
  rankine: 'celsius',
  inches: 'meters',
  yards: 'meters',
  miles: 'meters',
  bits: 'bytes',
  calories: 'joules',
  pounds: 'grams',
  ounces: 'grams',
}
const prefixes =
  /^(?:pico|nano|micro|milli|centi|deci|deca|hecto|kilo|kibi|mega|mibi|giga|gibi|tera|tebi|peta|pebi)(\w+)$/
/** Labels that scrape configuration usually attaches; an exposed one of the same name becomes `exported_…`. */
const usualTargetLabels = new Set(
  'job instance region zone availability_zone az cluster datacenter dc owner customer stage service team environment env'.split(
    ' ',
  ),
)
/** Units that a name spells out at its end, with the spelling. */
const suffixes: Readonly<Record<string, string>> = {
  seconds: '_seconds',
  bytes: '_bytes',
  ratio: '_ratio',
  celsius: '_celsius',
  joules: '_joules',
  watts: '_watts',
  volts: '_volts',
  amperes: '_amperes',
  meters: '_meters',
  grams: '_grams',
  hertz: '_hertz',
  usd: '_usd',
  milliseconds: '_milliseconds',
  microseconds: '_microseconds',
  nanoseconds: '_nanoseconds',
  minutes: '_minutes',
  kibibytes: '_kibibytes',
  mebibytes: '_mebibytes',
  gibibytes: '_gibibytes',
  percent: '_percent',
  millijoules: '_millijoules',
  megahertz: '_megahertz',
}

/** An exporter's metric is asked for by every system. */
const broken = once((metric: MetricData): readonly Finding[] => rules.flatMap((rule) => rule(metric)))

/** What is wrong with a metric, without what it is allowed. */
export function metricFindings(metric: MetricData): Finding[] {
  return broken(metric).filter(({ rule }) => metric.allow?.[rule] === undefined)
}

/** Allowances that allow nothing, because the rule is kept. */
export function idleAllowances(metric: MetricData): MetricRule[] {
  const not = new Set(broken(metric).map(({ rule }) => rule))
  return (Object.keys(metric.allow ?? {}) as MetricRule[]).filter((rule) => !not.has(rule))
}

type Rule = (metric: MetricData) => Finding[]
const found = (rule: MetricRule, message: string): Finding[] => [{ rule, message }]

const isCounter = (metric: MetricData): boolean => metric.type === 'counter'
const isTyped = (metric: MetricData): boolean => metric.type !== 'untyped'

const total: Rule = (metric) => {
  const ends = metric.name.endsWith('_total')
  if (isCounter(metric) && !ends) return found('counter-total', `a counter's name ends in _total: ${metric.name}_total`)
  if (isTyped(metric) && !isCounter(metric) && ends) {
    return found(
      'total-counter',
      `only a counter's name ends in _total, and this is a ${metric.type}: ${metric.name.slice(0, -6)}`,
    )
  }
  return []
}

const unitSuffix: Rule = (metric) => {
  const stem = metric.name.replace(/_total$/, '')
  if (metric.unit === 'timestamp') {
    return /_time(stamp)?_seconds$/.test(stem)
      ? []
      : found('unit-suffix', `the name of a time ends in _timestamp_seconds: ${stem}_timestamp_seconds`)
  }
  const suffix = suffixes[metric.unit]
  if (suffix === undefined || stem.endsWith(suffix)) return []
  return found(
    'unit-suffix',
    `a metric in ${metric.unit} says so at the end of its name: ${stem}${suffix}${metric.name === stem ? '' : '_total'}`,
  )
}

/** promlint looks at the first word that is a unit. */
const unitBase: Rule = ({ name }) => {
  for (const word of name.toLowerCase().split('_')) {
    if (baseWords.test(word)) return []
    const base = baseOfWord(word)
    if (base !== undefined) return found('unit-base', `a name has base units: ${base} instead of ${word}`)
  }
  return []
}

function baseOfWord(word: string): string | undefined {
  const plain = basesOfWords[word]
  if (plain !== undefined) return plain
  const prefixed = prefixes.exec(word)?.[1]
  if (prefixed === undefined) return undefined
  return baseWords.test(prefixed) ? prefixed : basesOfWords[prefixed]
}

const reserved: Rule = (metric) => {
  const { name, type } = metric
  if (!isTyped(metric)) return []
  const histogram = type === 'histogram'
  return [
    ...(name.endsWith('_bucket') && !histogram
      ? found('reserved-suffix', `only a histogram's series ends in _bucket: rename ${name}`)
      : []),
    ...(/_(count|sum)$/.test(name) && !histogram && type !== 'summary'
      ? found('reserved-suffix', `only a histogram's or a summary's series ends in _count or _sum: rename ${name}`)
      : []),
    ...('le' in metric.labels
      ? found('reserved-suffix', 'the label le belongs to histograms, which have it by themselves')
      : []),
    ...('quantile' in metric.labels
      ? found('reserved-suffix', 'the label quantile belongs to summaries, which have it by themselves')
      : []),
  ]
}

const typeInName: Rule = (metric) => {
  const word = metric.type === 'state' || metric.type === 'info' ? 'gauge' : metric.type
  const inside = new RegExp(`_${word}(_|$)`, 'i').test(metric.name)
  return isTyped(metric) && inside ? found('type-in-name', `a name does not contain its type: leave out ${word}`) : []
}

const colon: Rule = ({ name }) => (name.includes(':') ? found('colon', 'colons belong to recording rules') : [])

const snakeCase: Rule = ({ name, labels }) => {
  const camel = [name, ...Object.keys(labels)].filter((text) => /[a-z][A-Z]/.test(text) || /[A-Z]/.test(text))
  return camel.length > 0 ? found('snake-case', `names are in snake_case: ${camel.join(', ')}`) : []
}

const abbreviation: Rule = ({ name }) => {
  const word = name
    .toLowerCase()
    .split('_')
    .slice(1)
    .find((part) => abbreviations.has(part))
  return word === undefined ? [] : found('abbreviation', `a name has no abbreviated units: spell out ${word}`)
}

const targetLabel: Rule = ({ labels }) => {
  const clash = Object.entries(labels).filter(([label, domain]) => usualTargetLabels.has(label) && !domain.attached)
  return clash.length > 0
    ? found(
        'target-label',
        `${clash.map(([label]) => label).join(', ')} is usually attached by the scrape configuration, and then hides this one`,
      )
    : []
}

const ratioRange: Rule = (metric) => {
  if (metric.type !== 'gauge' || metric.unit !== 'ratio') return []
  const [low, high] = metric.range ?? [0, 1]
  return low === 0 && high === 1 ? [] : found('ratio-range', 'a ratio goes from 0 to 1')
}

const rules: readonly Rule[] = [
  total,
  unitSuffix,
  unitBase,
  reserved,
  typeInName,
  colon,
  snakeCase,
  abbreviation,
  targetLabel,
  ratioRange,
]

/** Names under which a metric's samples are exposed; two metrics must not share one. */
export function sampleNames(metric: MetricData): string[] {
  if (metric.type === 'histogram')
    return [metric.name, `${metric.name}_bucket`, `${metric.name}_count`, `${metric.name}_sum`]
  if (metric.type === 'summary') return [metric.name, `${metric.name}_count`, `${metric.name}_sum`]
  return [metric.name]
}

/** How many series one instance of a target exposes of this metric at most. */
export function seriesBound(metric: MetricData): number {
  const combinations = Object.values(metric.labels).reduce((n, domain) => n * domain.atMost, 1)
  return Math.min(combinations, metric.atMost ?? Infinity) * samplesEach(metric)
}

function samplesEach(metric: MetricData): number {
  if (metric.type === 'histogram') return metric.buckets.length + 3
  return metric.type === 'summary' ? metric.quantiles.length + 2 : 1
}
