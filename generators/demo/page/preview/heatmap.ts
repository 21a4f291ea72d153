/** Cumulative buckets as cells: how many observations fell between two bounds at a time. */
import type { Series } from './series.ts'

export interface Heatmap {
  /** The upper bound of each row, from the lowest. */
  readonly bounds: readonly number[]
  readonly times: readonly number[]
  readonly cells: readonly { readonly row: number; readonly time: number; readonly count: number }[]
  readonly most: number
}

/** Cells with `least` or less are left out. */
export function heatmapOf(series: readonly Series[], least = 0): Heatmap {
  const buckets = series
    .filter(({ labels }) => labels.le !== undefined)
    .map(({ labels, points }) => ({ bound: Number(labels.le?.replace('+Inf', 'Infinity')), counts: new Map(points) }))
    .toSorted((a, b) => a.bound - b.bound)
  const times = [...new Set(buckets.flatMap(({ counts }) => [...counts.keys()]))].toSorted((a, b) => a - b)
  const cells = buckets.flatMap(({ counts }, row) =>
    times.flatMap((time) => {
      const count = (counts.get(time) ?? 0) - (buckets[row - 1]?.counts.get(time) ?? 0)
      return count > least ? [{ row, time, count }] : []
    }),
  )
  const most = cells.reduce((max, { count }) => Math.max(max, count), 0)
  return { bounds: buckets.map(({ bound }) => bound), times, cells, most }
}
