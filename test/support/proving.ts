/** A small system whose alerts are given as PromQL, and what is said of their proofs. */
import { counter, gauge, histogram, oneOf, open, type Rule, record } from 'plimsoll'
import type { System } from '../../generators/load/system.ts'
import { rules } from '../../generators/outputs/rules/index.ts'
import { tests } from '../../generators/outputs/tests/index.ts'
import type { Level } from '../../generators/proof/level.ts'
import type { PhaseKind, Story } from '../../generators/proof/timeline.ts'
import type { Node } from '../../schemas/promql/ast.ts'
import { type AnyExpr, expression } from '../../schemas/promql/expr.ts'
import { parse } from '../../schemas/promql/parse/parse.ts'
import { inFolder } from './folder.ts'
import { promtool } from './promtool.ts'
import { alarm, systemFrom } from './system.ts'

export function treeOf(text: string): Node {
  const { node } = parse(text) as { readonly node?: Node }
  if (!node) throw new Error(`${text} cannot be read`)
  return node
}

export const promql = (text: string): AnyExpr => expression(treeOf(text)) as AnyExpr

const zone = oneOf('a', 'b')
export const queue = gauge('queue_length', { help: 'Waiting.', labels: { zone } })
const exposes = [
  queue,
  gauge('queue_limit', { help: 'What may wait.', labels: { zone } }),
  gauge('disk_used_bytes', { help: 'Used.', unit: 'bytes' }),
  gauge('disk_size_bytes', { help: 'All.', unit: 'bytes' }),
  gauge('backup_timestamp_seconds', { help: 'Last backup.', unit: 'timestamp' }),
  gauge('room_celsius', { help: 'Temperature.', unit: 'celsius' }),
  gauge('pod_of', { help: 'Where a zone runs.', unit: 'boolean', labels: { zone, pod: open({ atMost: 9 }) } }),
  counter('jobs_total', { help: 'Jobs.', labels: { zone, result: oneOf('ok', 'failed') } }),
  histogram('wait_seconds', { help: 'Waited.', labels: { zone }, buckets: [0.1, 0.5, 1, 5] }),
]

/** What is recorded there. */
const recorded = [
  record('zone:jobs:rate5m', promql('sum by (zone) (rate(jobs_total[5m]))') as never, { help: 'Jobs.' }),
]

/** Alerts named Alert0, Alert1 … of these expressions, each after five minutes; `more` is for all of them. */
export const provingSystem = (expressions: readonly string[], more: object = {}): Promise<System> =>
  systemOf(expressions.map((text, i) => alarm(promql(text), { description: () => 'It is bad.', ...more }, `Alert${i}`)))

export const systemOf = (rules: readonly Rule[]): Promise<System> =>
  systemFrom({ exposes, rules: [...recorded, ...rules] })

/** What promtool says against the tests of systems that are generated: nothing where all pass. Each is judged by itself. */
export async function verdict(systems: readonly System[]): Promise<string> {
  const files = systems.flatMap((system, i) =>
    [...rules(system), ...tests(system)].map(({ path, text }) => [`${i}/${path}`, text]),
  )
  const paths = files.flatMap(([path = '']) => (path.includes('/tests/') ? [path] : []))
  const { code, output } = await inFolder(Object.fromEntries(files), (cwd) =>
    promtool(['test', 'rules', ...paths], { cwd }),
  )
  return code === 0 ? '' : output
}

/** What differs from health in each phase of a kind, as `queue_length{zone="a"} 105`. */
export function told({ series, phases }: Story, kind: PhaseKind): string[] {
  const healthy = phases[0]?.steps[0]?.levels ?? []
  return phases
    .filter((phase) => phase.kind === kind)
    .map(({ steps }) =>
      steps
        .map(({ levels }) =>
          levels
            .flatMap((level, i) =>
              worded(level) === worded(healthy[i] as Level) ? [] : [`${nameOf(series[i] as never)} ${worded(level)}`],
            )
            .join(', '),
        )
        .join(' then '),
    )
}

function nameOf({ name, labels }: Story['series'][number]): string {
  const own = Object.entries(labels.map).filter(([label]) => !['job', 'instance'].includes(label))
  return own.length === 0 ? name : `${name}{${own.map(([label, value]) => `${label}="${value}"`).join(',')}}`
}

function worded(level: Level): string {
  switch (level.kind) {
    case 'absent':
      return 'gone'
    case 'value':
      return String(level.value)
    case 'age':
      return `${level.seconds}s old`
    case 'rate':
      return `${level.perSecond}/s`
  }
}
