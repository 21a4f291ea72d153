/** The series that an expression needs, and the knobs that move them. */

import type { MetricData } from '../../schemas/model/metric.ts'
import type { Node, VectorSelector } from '../../schemas/promql/ast.ts'
import type { Series } from '../../schemas/promql/series.ts'
import { intervalOf } from '../facts/jobs.ts'
import type { System } from '../load/system.ts'
import { allSelectors, isScraped, labelsFor, preferred } from './choose.ts'
import { type Labels, labelsOf } from './labels.ts'
import type { Knob } from './settings.ts'
import type { Named } from './world.ts'

export interface Universe {
  readonly series: readonly Named[]
  readonly knobs: readonly Knob[]
  /** Milliseconds between samples. */
  readonly every: number
}

/** For each selector a series that it selects; labels that are free have the same value in all. */
export function universeOf(node: Node, system: System): Universe {
  const wanted = wantedFor(node, system)
  const every = Math.max(...wanted.map(({ selector }) => intervalOf(system, selector)), 0) || system.data.scrapeInterval
  return extended({ series: [], knobs: [], every }, wanted, system)
}

export function wantedFor(node: Node, system: System): readonly Wanted[] {
  const prefer = preferred(node, system)
  return allSelectors(node, system)
    .filter((selector) => isScraped(selector, system))
    .map((selector) => ({ selector, labels: labelsFor(selector, system, prefer) }))
}

/** A series by a selector of its name, with its labels but `le`. */
export interface Wanted {
  readonly selector: VectorSelector
  readonly labels: Readonly<Record<string, string>>
}

/** With more series, each once; those of a histogram of which a bucket is asked for together. */
export function extended(universe: Universe, wanted: readonly Wanted[], system: System): Universe {
  const series = [...universe.series]
  const knobs = [...universe.knobs]
  const families = new Set([
    ...wanted.flatMap(({ selector }) => (seriesOf(system, selector).buckets ? [seriesOf(system, selector).of] : [])),
    ...series.flatMap(({ name }) => (system.series.get(name)?.buckets ? [system.series.get(name)?.of] : [])),
  ])
  const keyOf = (name: string, labels: Labels): string => `${name} ${labels.key}`
  const done = new Set(series.map(({ name, labels }) => keyOf(name, labels)))
  const add = (name: string, labels: Labels): number => {
    done.add(keyOf(name, labels))
    return series.push({ name, labels }) - 1
  }
  for (const { selector, labels } of wanted) {
    const own = seriesOf(system, selector)
    const metric = metricOf(system, own.of)
    const set = labelsOf(labels)
    const family = families.has(own.of) && metric?.type === 'histogram' ? metric : undefined
    if (done.has(keyOf(family ? `${own.of}_count` : own.name, set))) continue
    knobs.push(
      family ? familyOf(family, set, spelt(wanted), add) : { ...single(own, metric), series: [add(own.name, set)] },
    )
  }
  return { series, knobs, every: universe.every }
}

/** Bounds as matchers write them: `1.0` is what a client in Python exposes. */
const spelt = (wanted: readonly Wanted[]): ReadonlyMap<number, string> =>
  new Map(
    wanted
      .flatMap(({ selector }) => selector.matchers)
      .filter(({ name, op }) => name === 'le' && op === '=')
      .map(({ value }) => [Number(value), value]),
  )

const seriesOf = (system: System, { name }: VectorSelector): Series => system.series.get(name) as Series

const metricOf = (system: System, name: string): MetricData | undefined =>
  system.metrics.find(({ data }) => data.name === name)?.data

function familyOf(
  metric: MetricData & { readonly type: 'histogram' },
  labels: Labels,
  spelling: ReadonlyMap<number, string>,
  add: (name: string, labels: Labels) => number,
): Knob {
  const les = [...metric.buckets.map((bound) => spelling.get(bound) ?? String(bound)), '+Inf']
  const buckets = les.map((le) => add(`${metric.name}_bucket`, labelsOf({ ...labels.map, le })))
  const ends = [add(`${metric.name}_count`, labels), add(`${metric.name}_sum`, labels)]
  return {
    kind: 'histogram',
    series: [...buckets, ...ends],
    bounds: metric.buckets,
    parts: [...les.keys(), metric.buckets.length, 'sum'],
    low: 0,
    high: 1e6,
    usual: 40,
  }
}

function single(
  series: Series,
  metric: MetricData | undefined,
): Omit<Knob & { kind: 'value' | 'age' | 'rate' }, 'series'> {
  if (series.kind === 'counter')
    return { kind: 'rate', low: 0, high: 1e12, usual: growth[series.unit] ?? 4, whole: series.unit === 'count' }
  if (series.unit === 'timestamp') return { kind: 'age', low: 0, high: 1e8, usual: 5, whole: false }
  const [low, high] = series.range ?? natural(series.unit)
  const spread = high === Infinity ? undefined : high - low
  const usual = isFlag(series, metric) ? 1 : spread === undefined ? (sizes[series.unit] ?? 10) : low + spread * 0.3
  return {
    kind: 'value',
    low,
    high: Math.min(high, 1e18),
    usual: Math.max(low, usual),
    whole: series.unit === 'count' || series.unit === 'bytes',
  }
}

const isFlag = ({ unit }: Series, metric: MetricData | undefined): boolean =>
  unit === 'boolean' || metric?.type === 'info'

const natural = (unit: string): readonly [number, number] =>
  unit === 'boolean' || unit === 'ratio'
    ? [0, 1]
    : unit === 'percent'
      ? [0, 100]
      : unit === 'celsius'
        ? [-50, 1000]
        : [0, Infinity]

/** What is usual of a gauge, and of a counter in each second, by its unit. */
const sizes: Readonly<Record<string, number>> = { bytes: 1e9, seconds: 0.2, celsius: 45, count: 10, usd: 1 }
const growth: Readonly<Record<string, number>> = { count: 40, seconds: 4, bytes: 1e6, usd: 0.001 }
