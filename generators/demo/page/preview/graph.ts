/** Series on one axis of time, as uPlot takes them. */
import type { Range } from './interval.ts'
import type { Series } from './series.ts'

/** Undefined where a line goes on without a point, null where it ends. */
export type Value = number | null | undefined

export interface Aligned {
  readonly times: readonly number[]
  readonly values: readonly (readonly Value[])[]
}

/** Every series at every step of the range; gaps of up to `bridged` seconds are no gaps. */
export function align(series: readonly Series[], { from, to }: Range, step: number, bridged: number): Aligned {
  const count = Math.max(0, Math.round((to - from) / step)) + 1
  const times = Array.from({ length: count }, (_, i) => from + i * step)
  return { times, values: series.map((one) => onGrid(one, times, from, step, bridged)) }
}

function onGrid({ points }: Series, times: readonly number[], from: number, step: number, bridged: number): Value[] {
  const values: Value[] = times.map(() => null)
  for (const [time, value] of points) {
    const i = Math.round((time - from) / step)
    if (i >= 0 && i < values.length && Number.isFinite(value)) values[i] = value
  }
  return bridge(values, Math.floor(bridged / step))
}

/** With undefined in place of null between two points that are at most `most` steps apart. */
function bridge(values: readonly Value[], most: number): Value[] {
  const filled = [...values]
  let last = -1
  for (const [i, value] of values.entries()) {
    if (typeof value !== 'number') continue
    if (last >= 0 && i - last <= most) filled.fill(undefined, last + 1, i)
    last = i
  }
  return filled
}

/** Each series on top of those before it; where one has no value it adds nothing. */
export function stack(values: readonly (readonly Value[])[]): Value[][] {
  const sums: number[] = []
  return values.map((series) =>
    series.map((value, i) => {
      sums[i] = (sums[i] ?? 0) + (value ?? 0)
      return typeof value === 'number' ? sums[i] : value
    }),
  )
}
