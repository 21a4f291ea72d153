/** Which series an alert looks at: while its incident lasts, what nobody told of those must not stand in its way. */
import { selectorsOf, type VectorSelector } from '../../schemas/promql/ast.ts'
import { matches } from '../../schemas/promql/matches.ts'
import type { System } from '../load/system.ts'
import type { Labels } from './labels.ts'

export type Concerns = (series: string, labels: Labels) => ReadonlySet<string>

/** The alerts that look at a series, through recorded series too; of those named only. */
export function concernsOf(system: System, alerts: Iterable<string>): Concerns {
  const wanted = new Set(alerts)
  const bySeries = new Map<string, { readonly alert: string; readonly selector: VectorSelector }[]>()
  for (const { data, expr } of system.alerts) {
    if (!wanted.has(data.name)) continue
    for (const selector of allSelectors(system, selectorsOf(expr))) {
      bySeries.set(selector.name, [...(bySeries.get(selector.name) ?? []), { alert: data.name, selector }])
    }
  }
  return (series, labels) => {
    const looking = bySeries.get(series) ?? []
    return new Set(looking.filter(({ selector }) => selects(selector, labels)).map(({ alert }) => alert))
  }
}

/** The selectors, and those of what they record. */
const allSelectors = (system: System, selectors: readonly VectorSelector[]): readonly VectorSelector[] =>
  selectors.flatMap((selector) => {
    const recorded = system.recorded.get(selector.name)
    return recorded ? allSelectors(system, selectorsOf(recorded)) : [selector]
  })

const selects = ({ matchers }: VectorSelector, labels: Labels): boolean =>
  matchers.every(({ name, op, value }) => matches(op, value, labels[name] ?? ''))
