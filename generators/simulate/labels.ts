/** Which series of a metric are exposed: all that its labels allow while they are few, and the usual ones otherwise. */
import type { MetricData } from '../../schemas/model/metric.ts'

type Domain = MetricData['labels'][string]
export type Labels = Readonly<Record<string, string>>

/** The most series of one metric that are exposed on an instance, beside those that scenarios name. */
export const most = 30
const examples = 2

/** Values that are seen everywhere, and come first. */
const usual: ReadonlySet<string> = new Set(['GET', 'POST', '200', '404', '500', 'prod', 'success', 'active'])

/** The values of a label that are exposed at first. */
function valuesOf(name: string, { kind, values, atMost }: Domain): readonly string[] {
  if (kind === 'enumerated') return values.toSorted((a, b) => Number(usual.has(b)) - Number(usual.has(a)))
  const made = Array.from({ length: examples }, (_, i) => `${name.replaceAll('_', '-')}-${i + 1}`)
  return (values.length > 0 ? values : made).slice(0, Math.min(examples, atMost))
}

/** Combinations of the labels that a target exposes itself; a state has each of its states. */
export function combinationsOf(metric: MetricData): readonly Labels[] {
  const own = Object.entries(metric.labels).filter(([name, { attached }]) => !attached && !isState(metric, name))
  const limit = Math.min(most, metric.atMost ?? most)
  return product(
    fewer(
      own.map(([name, domain]) => [name, valuesOf(name, domain)] as const),
      limit,
    ),
  ).slice(0, limit)
}

/** The label that holds the states of a state. */
export const isState = (metric: MetricData, label: string): boolean => metric.type === 'state' && label === metric.name

type Choice = readonly [name: string, values: readonly string[]]

/** The choices with the longest of them cut, one value after the other, until their product is no more than the limit. */
function fewer(choices: readonly Choice[], limit: number): readonly Choice[] {
  const sizes = choices.map(([, values]) => values.length)
  if (sizes.reduce((n, size) => n * size, 1) <= limit) return choices
  const longest = sizes.indexOf(Math.max(...sizes))
  return fewer(
    choices.map(([name, values], i) => [name, i === longest ? values.slice(0, -1) : values] as const),
    limit,
  )
}

const product = (choices: readonly Choice[]): readonly Labels[] =>
  choices.reduce<readonly Labels[]>(
    (all, [name, values]) => all.flatMap((labels) => values.map((value) => ({ ...labels, [name]: value }))),
    [{}],
  )
