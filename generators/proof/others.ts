/** Series beside those that an alert is about, which a mistake would confuse with them. */
import type { Node, VectorSelector } from '../../schemas/promql/ast.ts'
import { matches } from '../../schemas/promql/matches.ts'
import { addressesOf } from '../facts/addresses.ts'
import type { System } from '../load/system.ts'
import type { Bench } from './bench.ts'
import { allSelectors, isScraped, valuesOf } from './choose.ts'
import type { Mutant } from './mutants.ts'
import type { Knob } from './settings.ts'
import type { Wanted } from './universe.ts'
import { type Named, selects } from './world.ts'

export interface Other {
  readonly wanted: Wanted
  /** The place of the knob that it is a copy of. */
  readonly like: number
  readonly knob: Knob
}

/** Sets of series, each of which may show the mistake. */
export function othersOf(bench: Bench, { parts, matcher, label }: Mutant): readonly (readonly Other[])[] {
  if (matcher) {
    const kept = ({ wanted }: Other): boolean => matches(matcher.op, matcher.value, wanted.labels[matcher.name] ?? '')
    return apart(bench, parts, matcher.name).filter((set) => !set.some(kept))
  }
  return label === undefined ? [] : apart(bench, parts, label)
}

/** Each series that a selector selects with another value of a label. */
function copies(bench: Bench, selector: VectorSelector, label: string): Other[][] {
  return knobsOf(bench, selector).flatMap((like) =>
    otherValues(bench, selector, label).flatMap((value) => copyOf(bench, selector, like, label, value)),
  )
}

/** All series below once more, with the same other value of a label; or one of them. */
function apart(bench: Bench, parts: readonly Node[], label: string): Other[][] {
  const selectors = parts
    .flatMap((part) => allSelectors(part, bench.system))
    .filter((selector) => isScraped(selector, bench.system))
  const single = selectors.flatMap((selector) => copies(bench, selector, label))
  const values = [...new Set(single.map(([other]) => other?.wanted.labels[label] ?? ''))]
  const sets = values.map((value) => single.flat().filter(({ wanted }) => (wanted.labels[label] ?? '') === value))
  return [...sets.filter((set) => set.length > 1), ...single]
}

const knobsOf = ({ universe, knobs }: Bench, selector: VectorSelector): number[] =>
  knobs.flatMap(({ series }, i) => {
    const own = series.map((place) => universe.series[place] as Named)
    return own.some((one) => selects(selector, one)) ? [i] : []
  })

function otherValues({ system }: Bench, selector: VectorSelector, label: string): readonly string[] {
  if (label === 'le') return []
  if (label === 'job') return (system.jobs.get(system.series.get(selector.name)?.of ?? '') ?? []).slice(0, 12)
  if (label === 'instance') return instancesOf(system)
  return ['', ...valuesOf(label, selector, system, new Map()), 'other'].slice(0, 14)
}

const instancesOf = (system: System): string[] =>
  system.targets.flatMap(({ data }) => addressesOf(data, system.data.addressing)).slice(0, 12)

function copyOf(bench: Bench, selector: VectorSelector, like: number, label: string, value: string): Other[][] {
  const knob = bench.knobs[like] as Knob
  const own = bench.universe.series[knob.series[0] as number]?.labels.map ?? {}
  const { le: _, ...labels } = own
  if (labels[label] === value) return []
  const target = label === 'job' ? bench.system.targets.find(({ data }) => data.name === value) : undefined
  const instance = target && addressesOf(target.data, bench.system.data.addressing)[0]
  return [[{ like, knob, wanted: { selector, labels: { ...labels, [label]: value, ...(instance && { instance }) } } }]]
}
