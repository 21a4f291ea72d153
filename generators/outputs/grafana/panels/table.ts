import type { Drawing } from '../drawing.ts'
import type { Override, Transformation, Visualization } from '../sdk.ts'

/** One row for each set of labels; the values of several queries stand beside each other. */
export function table(drawing: Drawing): Visualization<'table'> {
  const { panel, labels, refIds } = drawing
  const values = valueColumns(drawing)
  return {
    type: 'table',
    options: { cellHeight: 'sm', frameIndex: 0, showHeader: true, sortBy: sortBy(values) },
    custom: { align: 'auto', cellOptions: { type: 'auto' }, inspect: false, filterable: false },
    transformations: [
      ...(refIds.length > 1 ? [{ id: 'merge', options: {} } satisfies Transformation] : []),
      {
        id: 'organize',
        options: {
          excludeByName: Object.fromEntries(['Time', '__name__', ...hidden(drawing)].map((name) => [name, true])),
          indexByName: Object.fromEntries([...labels, ...values.map(({ from }) => from)].map((name, i) => [name, i])),
          renameByName: { ...panel.data.columns, ...Object.fromEntries(values.map(({ from, to }) => [from, to])) },
        },
      },
    ],
    overrides: values.flatMap(columnUnit),
  }
}

interface Column {
  readonly from: string
  readonly to: string
  readonly unit: string
  readonly decimals: number | undefined
}

/** `Value` of a single query, `Value #A` of several. A condition has no value worth a column. */
const valueColumns = ({ refIds, legends, displays, panel }: Drawing): Column[] =>
  refIds.flatMap((refId, i) => {
    const boolean = panel.queries[i]?.shape.unit === 'boolean'
    const from = refIds.length > 1 ? `Value #${refId}` : 'Value'
    const display = displays[i]
    const to = legends[i]?.replace(/\s*\{\{.*$/, '') || 'Value'
    return boolean ? [] : [{ from, to, unit: display?.unit ?? 'none', decimals: display?.decimals }]
  })

/** The values that are no columns, and labels in which no two rows differ. */
const hidden = ({ panel, refIds, labels }: Drawing): string[] => [
  ...panel.queries.flatMap(({ shape }, i) =>
    shape.unit === 'boolean' ? [refIds.length > 1 ? `Value #${refIds[i]}` : 'Value'] : [],
  ),
  ...new Set(
    panel.queries.flatMap(({ shape }) => Object.keys(shape.labels).filter((label) => !labels.includes(label))),
  ),
]

const sortBy = ([first]: readonly Column[]) => (first ? [{ displayName: first.to, desc: true }] : [])

const columnUnit = ({ to, unit, decimals }: Column): Override[] => [
  {
    matcher: { id: 'byName', options: to },
    properties: [{ id: 'unit', value: unit }, ...(decimals === undefined ? [] : [{ id: 'decimals', value: decimals }])],
  },
]
