/** How a value is shown: its words and its colour, from what the panel says of the field. */
import type { Field, Panel, Step } from './board.ts'
import { format } from './units.ts'

export interface Shown {
  readonly text: string
  /** A colour of Grafana, by its name. */
  readonly colour: string
}

/** What a panel says of a series: its defaults, with the overrides that match in their place. */
export function fieldOf(
  { fieldConfig }: Panel,
  { name, refId }: { readonly name: string; readonly refId: string },
): Field {
  const matching = (fieldConfig?.overrides ?? []).filter(
    ({ matcher: { id, options } }) =>
      (id === 'byName' && options === name) || (id === 'byFrameRefID' && options === refId),
  )
  return matching
    .flatMap(({ properties }) => properties)
    .reduce<Field>((field, { id, value }) => withProperty(field, id, value), fieldConfig?.defaults ?? {})
}

function withProperty(field: Field, id: string, value: unknown): Field {
  const custom = /^custom\.(\w+)$/.exec(id)?.[1]
  return custom === undefined ? { ...field, [id]: value } : { ...field, custom: { ...field.custom, [custom]: value } }
}

/** The value in words, and the colour that a mapping or a threshold gives it. */
export function shown(value: number | undefined, field: Field): Shown {
  if (value === undefined) return { text: 'No data', colour: 'text' }
  const mapped = (field.mappings ?? [])
    .filter(({ type }) => type === 'value')
    .map(({ options }) => options[String(value)])
    .find((found) => found !== undefined)
  return {
    text: mapped?.text ?? format(value, field.unit, field.decimals),
    colour: mapped?.color ?? colourAt(value, stepsOf(field)),
  }
}

export const stepsOf = ({ thresholds }: Field): readonly Step[] => thresholds?.steps ?? []

/** The colour of the last step that the value has reached. */
export const colourAt = (value: number, steps: readonly Step[]): string =>
  steps.filter((step) => step.value === null || value >= step.value).at(-1)?.color ?? 'text'
