/** What targets say of their metrics: type, unit and help. */
import type { MetricData } from '../../schemas/model/metric.ts'
import { metricUnits } from '../../schemas/model/unit.ts'
import { exposedAs } from '../facts/exposed.ts'
import type { ResolvedTarget } from '../load/system.ts'
import type { Metadata } from './answers.ts'
import type { Learnt } from './learn.ts'
import type { Subject } from './subject.ts'
import { quoted } from './text.ts'
import { type Found, note, problem, type Verification } from './verification.ts'

/** What a target says of a metric, each different answer of its instances once; OpenMetrics leaves `_total` and `_info` out of the name. */
export function describedBy(metric: MetricData, { data }: ResolvedTarget, { metadata }: Learnt): Metadata[] {
  const all = metadata.get(data.name) ?? []
  const exposed = exposedAs(metric, data)
  const plain = all.filter((one) => exposed.includes(one.metric))
  const short = exposed.map((name) => name.replace(ending[metric.type] ?? /$/, ''))
  const said = plain.length > 0 ? plain : all.filter((one) => short.includes(one.metric))
  return [...new Map(said.map((one) => [JSON.stringify([one.type, one.unit, one.help]), one])).values()]
}

const ending: Partial<Record<MetricData['type'], RegExp>> = { counter: /_total$/, info: /_info$/ }

const ofMetrics =
  (find: (metric: MetricData, said: readonly Metadata[], job: string) => readonly Found[]) =>
  ({ targets }: Subject, learnt: Learnt): Found[] =>
    targets.flatMap((target) =>
      target.metrics.flatMap((metric) => find(metric, describedBy(metric, target, learnt), target.data.name)),
    )

/** As Prometheus stores them: what has no type is of type unknown, and in text an info or a state is a gauge. */
const types: Readonly<Record<MetricData['type'], readonly string[]>> = {
  counter: ['counter'],
  gauge: ['gauge'],
  info: ['info', 'gauge'],
  state: ['stateset', 'gauge'],
  untyped: ['unknown', 'untyped'],
  histogram: ['histogram'],
  summary: ['summary'],
}
const untold = types.untyped

const typesOf = (metric: MetricData): readonly string[] =>
  metric.type === 'untyped' ? [...untold, metric.like] : types[metric.type]

export const metricType: Verification = {
  id: 'verify/type',
  doc: `A metric has the type that it is defined with: of a gauge that was taken for a counter, every rate is nonsense. One that is exposed
without a type is noted. Prometheus keeps no type for series; this is what the targets say.`,
  run: ofMetrics((metric, said, job) =>
    said
      .filter(({ type }) => !typesOf(metric).includes(type))
      .map(({ type }) =>
        untold.includes(type)
          ? note(
              metric,
              `${job} exposes it without a type, and it is defined as a ${metric.type}; expose its TYPE`,
              job,
            )
          : problem(
              metric,
              `${job} exposes it as a ${quoted(type)}, and it is defined as a ${metric.type}; correct one of both`,
              job,
            ),
      ),
  ),
}

/** Units that are no dimension: whatever is counted may be named as theirs. */
const plain: readonly string[] = ['count', 'none', 'boolean']

export const metricUnit: Verification = {
  id: 'verify/unit',
  doc: `A metric has the unit that it is defined with, where the target says one, which only OpenMetrics has: axes, legends and thresholds
are drawn in it.`,
  run: ofMetrics((metric, said, job) =>
    said
      .filter(({ unit }) => unit !== '' && !sameUnit(metric.unit, unit))
      .map(({ unit }) =>
        problem(
          metric,
          `${job} exposes it in ${quoted(unit)}, and it is defined in ${metric.unit}; correct one of both`,
          job,
        ),
      ),
  ),
}

function sameUnit(defined: string, said: string): boolean {
  if (plain.includes(defined)) return plain.includes(said) || !(metricUnits as readonly string[]).includes(said)
  const unit = defined === 'timestamp' ? 'seconds' : defined
  return said === unit || said === `${unit}s`
}

export const metricHelp: Verification = {
  id: 'verify/help',
  doc: `The help of a metric says the same as its definition, but for case, spaces and the full stop. That is a note, since an exporter has
words of its own; of a metric of yours it may be that its meaning has changed.`,
  run: ofMetrics((metric, said, job) =>
    said
      .filter(({ help }) => help !== '' && gist(help) !== gist(metric.help))
      .map(({ help }) =>
        note(
          metric,
          `${job} describes it as ${quoted(help)}, and it is defined as ${quoted(metric.help)}; see whether both mean the same`,
          job,
        ),
      ),
  ),
}

const gist = (help: string): string => help.trim().replace(/\s+/g, ' ').replace(/\.$/, '').toLowerCase()
