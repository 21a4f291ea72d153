/** The story of a scenario that its definition gives. */
import type { ScenarioData, SeriesLevel } from '../../schemas/model/scenario.ts'
import type { VectorSelector } from '../../schemas/promql/ast.ts'
import { intervalOf } from '../facts/jobs.ts'
import type { System } from '../load/system.ts'
import { labelsFor } from './choose.ts'
import { labelsOf } from './labels.ts'
import type { Level } from './level.ts'
import type { Lengths } from './story.ts'
import type { Phase, PhaseKind, Step, Story } from './timeline.ts'
import { Unsupported } from './value.ts'
import type { Named } from './world.ts'

export function storyByHand({ healthy, within, beyond }: ScenarioData, system: System, lengths: Lengths): Story {
  const all = [...healthy, ...[...within, ...beyond].flatMap(({ levels }) => levels)]
  const series = [...new Map(all.map((one) => [keyOf(one, system), namedOf(one, system)])).values()]
  const levelsIn = (levels: readonly SeriesLevel[]): readonly Level[] =>
    series.map((named) => {
      const found = [...levels, ...healthy].find((one) => same(namedOf(one, system), named))
      return found ? levelOf(found, system) : { kind: 'absent' }
    })
  const steps = (given: ScenarioData['within']): Step[] =>
    given.map(({ lasts, levels }) => ({ lasts, levels: levelsIn(levels) }))
  const well = (kind: PhaseKind): Phase => ({ kind, why: '', steps: [{ lasts: lengths[kind], levels: levelsIn([]) }] })
  const every = Math.max(...all.map((one) => intervalOf(system, selectorOf(one, system))))
  return {
    series,
    every,
    phases: [
      well('healthy'),
      { kind: 'within', why: '', steps: steps(within) },
      well('healthy'),
      { kind: 'beyond', why: '', steps: steps(beyond) },
      well('recovered'),
    ],
  }
}

const same = (a: Named, b: Named): boolean => a.name === b.name && a.labels === b.labels

const keyOf = (one: SeriesLevel, system: System): string => {
  const { name, labels } = namedOf(one, system)
  return `${name} ${labels.key}`
}

/** A selector of just the labels that are given. */
export function selectorOf({ series, labels }: SeriesLevel, system: System): VectorSelector {
  const known = system.series.get(series)
  if (!known || known.recorded)
    throw new Unsupported(`the scenario names ${series}, which no target of ${system.name} exposes`)
  const unknown = Object.keys(labels).find((label) => !Object.hasOwn(known.labels, label))
  if (unknown !== undefined)
    throw new Unsupported(`the scenario gives ${series} the label ${unknown}, which it does not have`)
  for (const [label, value] of Object.entries(labels)) {
    const { kind, values = [] } = known.labels[label] ?? {}
    if (kind === 'enumerated' && !values.includes(value))
      throw new Unsupported(`the scenario gives ${series} the ${label} ${value}, which is none of ${values.join(', ')}`)
  }
  return {
    type: 'VectorSelector',
    name: series,
    matchers: Object.entries(labels).map(([name, value]) => ({ name, op: '=', value })),
    series: known,
  }
}

/** The series that a level is of. */
export const namedOf = (one: SeriesLevel, system: System): Named => ({
  name: one.series,
  labels: labelsOf({ ...labelsFor(selectorOf(one, system), system, new Map()), ...one.labels }),
})

export function levelOf({ series, value }: SeriesLevel, system: System): Level {
  if (value === 'absent') return { kind: 'absent' }
  const known = system.series.get(series)
  if (known?.kind === 'counter') return { kind: 'rate', perSecond: value }
  return known?.unit === 'timestamp' ? { kind: 'age', seconds: value } : { kind: 'value', value }
}
