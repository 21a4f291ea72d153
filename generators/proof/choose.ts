/** Which values the labels of a series get, so that a selector selects it and others can be joined with it. */
import { type Matcher, type Node, selectorsOf, type VectorSelector } from '../../schemas/promql/ast.ts'
import { matches } from '../../schemas/promql/matches.ts'
import { addressesOf } from '../facts/addresses.ts'
import { jobsOf } from '../facts/jobs.ts'
import type { System } from '../load/system.ts'
import { Unsupported } from './value.ts'

/** The values that labels have wherever they may, by label. */
export type Preferred = ReadonlyMap<string, string>

/** Every selector below, through recording rules as well. */
export function allSelectors(node: Node, system: System, above: readonly string[] = []): VectorSelector[] {
  return selectorsOf(node).flatMap((selector) => {
    const expr = above.includes(selector.name) ? undefined : system.recorded.get(selector.name)
    return expr ? [selector, ...allSelectors(expr, system, [...above, selector.name])] : [selector]
  })
}

export const isScraped = ({ name }: VectorSelector, system: System): boolean => !system.recorded.has(name)

/** What is asked of labels by name goes first, so that what is recorded with them can be joined. */
export function preferred(node: Node, system: System): Preferred {
  const found = new Map<string, string>()
  const selectors = allSelectors(node, system)
  for (const selector of [...selectors.filter((one) => !isScraped(one, system)), ...selectors]) {
    for (const label of Object.keys(selector.series?.labels ?? {})) {
      if (label === 'job' || label === 'instance' || label === 'le' || found.has(label)) continue
      if (isScraped(selector, system) && selector.matchers.some(({ name, op }) => name === label && op.startsWith('=')))
        continue
      const value = firstOf(label, selector, system, found)
      if (value !== undefined) found.set(label, value)
    }
  }
  return found
}

/** All labels of a series that the selector selects, but `le`. */
export function labelsFor(selector: VectorSelector, system: System, prefer: Preferred): Record<string, string> {
  const series = system.series.get(selector.name)
  if (!series) throw new Unsupported(`${selector.name} is not defined`)
  const own = Object.keys(series.labels).filter((name) => name !== 'le' && name !== 'job' && name !== 'instance')
  const target = Object.hasOwn(series.labels, 'job') ? targetOf(selector, system, prefer.get('job')) : {}
  const values = own.map((label) => {
    const value = Object.hasOwn(target, label) ? target[label] : firstOf(label, selector, system, prefer)
    if (value === undefined)
      throw new Unsupported(`no value of ${label} is known that ${selector.name} would be selected by`)
    return [label, value]
  })
  return { ...target, ...Object.fromEntries(values) }
}

/** The labels that a scrape attaches. */
function targetOf(selector: VectorSelector, system: System, wanted: string | undefined): Record<string, string> {
  const jobs = jobsOf(system, selector)
  const job = jobs.find((one) => one === wanted) ?? jobs[0]
  const target = system.targets.find(({ data }) => data.name === job)
  if (!job || !target) throw new Unsupported(`no job exposes ${selector.name}`)
  const addresses = addressesOf(target.data, system.data.addressing)
  const instance =
    addresses.find((one) => passes('instance', one, selector)) ?? firstOf('instance', selector, system, new Map())
  return { job, instance: instance ?? '', ...target.data.labels }
}

const passes = (label: string, value: string, { matchers }: VectorSelector): boolean =>
  matchers.every((m) => m.name !== label || matches(m.op, m.value, value))

/** The preferred value, or the first that passes. */
function firstOf(label: string, selector: VectorSelector, system: System, prefer: Preferred): string | undefined {
  return valuesOf(label, selector, system, prefer).find((value) => passes(label, value, selector))
}

/** Values that a label can have, the likeliest first, whether the selector selects them or not. */
export function valuesOf(label: string, selector: VectorSelector, system: System, prefer: Preferred): string[] {
  const domain = system.series.get(selector.name)?.labels[label]
  const known = domain?.values ?? []
  const named = selector.matchers.filter(({ name }) => name === label).flatMap(literals)
  const wanted = prefer.get(label)
  const likely = wanted !== undefined && (domain?.kind !== 'enumerated' || known.includes(wanted)) ? [wanted] : []
  const invented = domain?.kind === 'enumerated' ? [] : [`${label}-1`, `${label}-2`]
  return [...new Set([...likely, ...known, ...named, ...invented])]
}

/** Texts that a matcher names: itself, or the branches of a pattern that are none. */
const literals = ({ op, value }: Matcher): string[] =>
  (op === '=' || op === '!=' ? [value] : value.replaceAll(/\\([.+*?()|[\]{}^$])/g, '$1').split('|')).filter(
    (text) => text !== '',
  )
