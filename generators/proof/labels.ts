/** Sets of labels as values: equal sets are found equal by their key. A label that is empty is none. */

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

const projections = new WeakMap<Labels, Map<string, Labels>>()

/** Just these labels, or all but these. */
export function project(labels: Labels, names: readonly string[], keep: boolean): Labels {
  const of = projections.get(labels) ?? new Map<string, Labels>()
  if (of.size === 0) projections.set(labels, of)
  const how = `${keep} ${names.join()}`
  const same = of.get(how)
  if (same) return same
  const picked = labelsOf(
    Object.fromEntries(Object.entries(labels.map).filter(([name]) => names.includes(name) === keep)),
  )
  of.set(how, picked)
  return picked
}

/** With some labels added or replaced; an empty value takes a label away. */
export const withLabels = (labels: Labels, more: Readonly<Record<string, string>>): Labels =>
  labelsOf({ ...labels.map, ...more })
