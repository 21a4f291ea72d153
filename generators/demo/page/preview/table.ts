/** A table panel: a row for each set of labels, with the columns that `merge` and `organize` leave. */
import type { Panel } from './board.ts'
import { fieldOf, shown } from './look.ts'
import type { Series } from './series.ts'

export interface Table {
  readonly columns: readonly { readonly name: string; readonly numeric: boolean }[]
  readonly rows: readonly (readonly string[])[]
  /** The column that rows are sorted by, and which way. */
  readonly sorted: { readonly name: string; readonly descending: boolean } | undefined
}

interface Organize {
  readonly excludeByName?: Readonly<Record<string, boolean>>
  readonly indexByName?: Readonly<Record<string, number>>
  readonly renameByName?: Readonly<Record<string, string>>
}

type Cell = string | number | undefined
type Entry = Readonly<Record<string, Cell>>

export function tableOf(panel: Panel, series: readonly Series[]): Table {
  const { excludeByName = {}, indexByName = {}, renameByName = {} } = organizeOf(panel)
  const records = merged(series, (panel.targets ?? []).length > 1)
  const keys = [...new Set(records.flatMap((record) => Object.keys(record)))]
    .filter((key) => !excludeByName[key])
    .toSorted((a, b) => (indexByName[a] ?? 99) - (indexByName[b] ?? 99))
  const [first] =
    (panel.options as { readonly sortBy?: readonly { displayName: string; desc?: boolean }[] }).sortBy ?? []
  const sorted = first && { name: first.displayName, descending: first.desc === true }
  const by = keys.find((key) => (renameByName[key] ?? key) === sorted?.name)
  const ordered = by === undefined ? records : records.toSorted(comparing(by, sorted?.descending ? -1 : 1))
  return {
    columns: keys.map((key) => ({ name: renameByName[key] ?? key, numeric: isValue(key) })),
    rows: ordered.map((record) => keys.map((key) => words(panel, renameByName[key] ?? key, record[key]))),
    sorted,
  }
}

const organizeOf = ({ transformations = [] }: Panel): Organize =>
  (transformations.find(({ id }) => id === 'organize')?.options ?? {}) as Organize

const isValue = (key: string): boolean => key === 'Value' || key.startsWith('Value #')

/** The values of several queries stand in one row where their labels are the same. */
function merged(series: readonly Series[], several: boolean): Entry[] {
  const rows = new Map<string, Entry>()
  for (const { refId, labels, points } of series) {
    const { __name__: _, ...own } = labels
    const key = JSON.stringify(Object.entries(own).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    rows.set(key, { ...rows.get(key), ...own, [several ? `Value #${refId}` : 'Value']: points.at(-1)?.[1] })
  }
  return [...rows.values()]
}

function comparing(key: string, direction: number): (a: Entry, b: Entry) => number {
  const rank = (cell: Cell): number =>
    typeof cell === 'number' && !Number.isNaN(cell) ? cell : Number.NEGATIVE_INFINITY
  return (a, b) => direction * Math.sign(rank(a[key]) - rank(b[key]) || 0)
}

const words = (panel: Panel, name: string, cell: Cell): string =>
  typeof cell === 'number' ? shown(cell, fieldOf(panel, { name, refId: '' })).text : (cell ?? '')
