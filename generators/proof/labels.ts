/** Sets of labels as values: equal sets are found equal by their key. A label that is empty is none. */

import { once } from '../../schemas/promql/once.ts'

export interface Labels {
  readonly key: string
  readonly map: Readonly<Record<string, string>>
}

const known = new Map<string, Labels>()

export function labelsOf(map: Readonly<Record<string, string>>): Labels {
  const entries = Object.entries(map)
    .filter(([, value]) => value !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1))
  const key = JSON.stringify(entries)
  const same = known.get(key)
  if (same) return same
  const labels = Object.freeze({ key, map: Object.freeze(Object.fromEntries(entries)) })
  known.set(key, labels)
  return labels
}

export const noLabels: Labels = labelsOf({})

const projections = once((labels: Labels) => ({ kept: projected(labels, true), left: projected(labels, false) }))

const projected = ({ map }: Labels, keep: boolean): ((names: readonly string[]) => Labels) =>
  once((names: readonly string[]) =>
    labelsOf(Object.fromEntries(Object.entries(map).filter(([name]) => names.includes(name) === keep))),
  )

/** Just these labels, or all but these. */
export const project = (labels: Labels, names: readonly string[], keep: boolean): Labels =>
  projections(labels)[keep ? 'kept' : 'left'](names)

/** With some labels added or replaced; an empty value takes a label away. */
export const withLabels = (labels: Labels, more: Readonly<Record<string, string>>): Labels =>
  labelsOf({ ...labels.map, ...more })
