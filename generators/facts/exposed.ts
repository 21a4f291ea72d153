/** What a target exposes, before relabelling renames it or throws it away. */
import type { MetricData } from '../../schemas/model/metric.ts'
import type { TargetData } from '../../schemas/model/target.ts'
import { matches } from '../../schemas/promql/matches.ts'

/** The names under which a target exposes a metric: its own, unless others are renamed to it. */
export function exposedAs({ name }: Pick<MetricData, 'name'>, { renames }: Pick<TargetData, 'renames'>): string[] {
  const names = Object.keys(renames).filter((exposed) => renames[exposed]?.data.name === name)
  return names.length > 0 ? names : [name]
}

/** Patterns of a relabel rule are anchored, and any of them will do. */
export const anyMatches = (patterns: readonly string[], text: string): boolean =>
  patterns.some((pattern) => matches('=~', pattern, text))
