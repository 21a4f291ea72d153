/** Which rules read what others record, and in which order groups are evaluated so that it is there. */
import { selectorsOf } from '../../schemas/promql/ast.ts'
import type { ResolvedGroup, ResolvedRule, System } from '../load/system.ts'

/** The recorded names that a rule reads itself. */
const readBy = (rule: ResolvedRule, system: System): string[] =>
  selectorsOf(rule.expr)
    .map(({ name }) => name)
    .filter((name) => system.recorded.has(name))

const groupOf = (name: string, { groups }: System): ResolvedGroup | undefined =>
  groups.find(({ rules }) => rules.some((rule) => rule.kind === 'recording' && rule.data.name === name))

/** The group of a rule, and those that record what it reads, through others as well. */
export function groupsNeeded(rules: readonly ResolvedRule[], system: System): readonly ResolvedGroup[] {
  const needed = new Set<ResolvedGroup>()
  const visit = (rule: ResolvedRule): void => {
    const own = system.groups.find((group) => group.rules.includes(rule))
    if (own) needed.add(own)
    for (const name of readBy(rule, system)) {
      const recording = system.recordings.find(({ data }) => data.name === name)
      const group = groupOf(name, system)
      if (!recording || !group) continue
      const known = needed.has(group) && visited.has(recording)
      needed.add(group)
      if (!known) {
        visited.add(recording)
        visit(recording)
      }
    }
  }
  const visited = new Set<ResolvedRule>()
  for (const rule of rules) visit(rule)
  return system.groups.filter((group) => needed.has(group))
}

/** Groups after those that they read from. */
export function inReadingOrder(groups: readonly ResolvedGroup[], system: System): readonly ResolvedGroup[] {
  const ordered: ResolvedGroup[] = []
  const visit = (group: ResolvedGroup, above: readonly ResolvedGroup[]): void => {
    if (ordered.includes(group) || above.includes(group)) return
    for (const name of group.rules.flatMap((rule) => readBy(rule, system))) {
      const other = groupOf(name, system)
      if (other && other !== group && groups.includes(other)) visit(other, [...above, group])
    }
    ordered.push(group)
  }
  for (const group of groups) visit(group, [])
  return ordered
}
