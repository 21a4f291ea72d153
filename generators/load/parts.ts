/** The parts of a system that may be malformed anywhere. */
import type { RuleGroup, SystemDefinition } from 'plimsoll'

/** What is no list is reported by the schema of what holds it. */
export const list = <T>(value: readonly T[] | undefined): readonly T[] => (Array.isArray(value) ? value : [])

export const rulesOf = (groups: readonly RuleGroup[]) => groups.flatMap((group) => list(group?.data?.rules))

export const panelsOf = (data: SystemDefinition['data'] | undefined) =>
  list(data?.dashboards).flatMap((dashboard) => list(dashboard?.data?.rows).flatMap((row) => list(row?.panels)))
