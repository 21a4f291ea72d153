/** A Prometheus in memory, which answers what verify asks; what it has is as a system is defined, until a test changes it. */

import { addressesOf } from '../../generators/facts/addresses.ts'
import { exposedAs } from '../../generators/facts/exposed.ts'
import type { ResolvedRule, ResolvedTarget, System } from '../../generators/load/system.ts'
import { exposedBy } from '../../generators/verify/subject.ts'
import { printLine } from '../../schemas/promql/print.ts'

export type Labels = Record<string, string>

interface Rule {
  type: string
  name: string
  query: string
  duration?: number
  keepFiringFor?: number
  labels?: Labels
  health: string
  lastError?: string
  alerts?: { labels: Labels; state: string; activeAt?: string }[]
}

/** Everything of it, to be changed at will. */
export interface Reality {
  targets: { labels: Labels; health: string; lastError: string }[]
  groups: { name: string; file: string; interval: number; evaluationTime: number; rules: Rule[] }[]
  /** By job. */
  metadata: Record<string, { metric: string; type: string; help: string; unit: string }[]>
  series: Labels[]
}

/** All just as it is defined: one series of each, but for the buckets of a histogram. */
export function realityOf(system: System): Reality {
  return {
    targets: system.targets.flatMap((target) => targetsOf(system, target)),
    groups: system.groups.map(({ data, rules }) => ({
      name: data.name,
      file: `/etc/prometheus/rules/${data.writtenTo}.yml`,
      interval: (data.interval ?? system.data.evaluationInterval) / 1000,
      evaluationTime: 0.01,
      rules: rules.map(loaded),
    })),
    metadata: Object.fromEntries(system.targets.map((target) => [target.data.name, metadataOf(target)])),
    series: system.targets.flatMap((target) =>
      targetsOf(system, target).flatMap(({ labels }) => seriesOf(target).map((own) => ({ ...own, ...labels }))),
    ),
  }
}

const targetsOf = ({ data }: System, target: ResolvedTarget): Reality['targets'] =>
  addressesOf(target.data, data.addressing).map((instance) => ({
    labels: { job: target.data.name, instance, ...target.data.labels },
    health: 'up',
    lastError: '',
  }))

function loaded({ kind, data, expr, ...rule }: ResolvedRule): Rule {
  const common = { name: data.name, query: printLine(expr), health: 'ok' }
  if (kind === 'recording') return { type: 'recording', ...common }
  const labels = { ...('labels' in rule ? rule.labels : {}) }
  const duration = 'for' in data ? (data.for ?? 0) / 1000 : 0
  const fires = labels.severity === 'none'
  return {
    type: 'alerting',
    ...common,
    labels,
    duration,
    alerts: fires ? [{ labels: { alertname: data.name, ...labels }, state: 'firing' }] : [],
  }
}

const types: Readonly<Record<string, string>> = { info: 'gauge', state: 'gauge', untyped: 'unknown' }

const metadataOf = (target: ResolvedTarget): Reality['metadata'][string] =>
  target.metrics.flatMap((metric) =>
    exposedAs(metric, target.data).map((name) => ({
      metric: name,
      type: types[metric.type] ?? metric.type,
      help: metric.help,
      unit: '',
    })),
  )

const seriesOf = (target: ResolvedTarget): Labels[] => [
  { __name__: 'up' },
  ...exposedBy(target).flatMap(({ series }) => {
    const labels = Object.entries(series.labels)
      .filter(([name, domain]) => name !== 'job' && name !== 'instance' && !domain.attached)
      .map(([name, domain]) => [name, domain.values[0] ?? 'x'])
    const one = { ...Object.fromEntries(labels), __name__: series.name }
    return series.buckets ? [...series.buckets.map(String), '+Inf'].map((le) => ({ ...one, le })) : [one]
  }),
]

export type Answer = { readonly status: number; readonly body: unknown }

/** What it answers to a GET of `/api/v1/<path>`; an error for what verify has no reason to ask. */
export function answer(reality: Reality, path: string, params: URLSearchParams): Answer {
  const data = dataOf(reality, path, params)
  return data === undefined
    ? { status: 400, body: { status: 'error', errorType: 'bad_data', error: `not known here: ${path} ${params}` } }
    : { status: 200, body: { status: 'success', data } }
}

function dataOf(reality: Reality, path: string, params: URLSearchParams): unknown {
  switch (path) {
    case 'targets':
      return { activeTargets: reality.targets, droppedTargets: [] }
    case 'rules':
      return { groups: reality.groups }
    case 'targets/metadata':
      return reality.metadata[/^\{job="(.+)"\}$/.exec(params.get('match_target') ?? '')?.[1] ?? '']
    case 'labels':
      return [...new Set(selected(reality, params.get('match[]') ?? '').flatMap(Object.keys))]
    case 'query':
      return queried(reality, params.get('query') ?? '')
    default:
      return undefined
  }
}

const now = 1_700_000_000

function queried(reality: Reality, query: string): unknown {
  if (query === 'time()') return { resultType: 'scalar', result: [now, String(now)] }
  const result = resultOf(reality, query)
  return result && { resultType: 'vector', result: result.map(([metric, n]) => ({ metric, value: [now, String(n)] })) }
}

type Result = [labels: Labels, n: number][]

function resultOf(reality: Reality, query: string): Result | undefined {
  const selector = /\{job=~.*?\}(?=\)|$)/.exec(query)?.[0] ?? ''
  const found = selected(reality, selector)
  if (query.startsWith('max by (job) (scrape_samples_post_metric_relabeling'))
    return highest(
      count(
        found.filter(({ __name__ = '' }) => !/^(up|ALERTS|.*:.*)$/.test(__name__)),
        ['job', 'instance'],
      ),
      ['job'],
    )
  if (query.startsWith('max by (job, __name__) (count by (job, __name__, instance)'))
    return highest(count(found, ['job', '__name__', 'instance']), ['job', '__name__'])
  const [, n, label] = /^topk by \(job, __name__\) \((\d+), count by \(job, __name__, (\w+)\)/.exec(query) ?? []
  if (n !== undefined && label !== undefined)
    return grouped(count(found, ['job', '__name__', label])).flatMap((group) =>
      group.toSorted(([, a], [, b]) => b - a).slice(0, Number(n)),
    )
  return query.startsWith('count by (job, __name__) (') ? count(found, ['job', '__name__']) : undefined
}

/** `{job=~"a|b",label!=""}` */
function selected({ series }: Reality, selector: string): Labels[] {
  const [, jobs = '', label] = /^\{job=~"([^"]*)"(?:,(\w+)!="")?\}$/.exec(selector) ?? []
  const job = new RegExp(`^(?:${jobs.replaceAll('\\\\', '\\')})$`)
  return series.filter((one) => job.test(one.job ?? '') && (label === undefined || Boolean(one[label])))
}

const part = (labels: Labels, names: readonly string[]): Labels =>
  Object.fromEntries(names.flatMap((name) => (labels[name] ? [[name, labels[name]]] : [])))

function by(all: Result, names: readonly string[], join: (a: number, b: number) => number): Result {
  const groups = new Map<string, [Labels, number]>()
  for (const [labels, n] of all) {
    const rest = part(labels, names)
    const key = JSON.stringify(rest)
    const before = groups.get(key)
    groups.set(key, [rest, before ? join(before[1], n) : n])
  }
  return [...groups.values()]
}

const count = (series: readonly Labels[], names: readonly string[]): Result =>
  by(
    series.map((labels) => [labels, 1]),
    names,
    (a, b) => a + b,
  )
const highest = (all: Result, names: readonly string[]): Result => by(all, names, Math.max)

function grouped(all: Result): Result[] {
  const groups = new Map<string, Result>()
  for (const one of all) {
    const key = JSON.stringify(part(one[0], ['job', '__name__']))
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups.values()]
}
