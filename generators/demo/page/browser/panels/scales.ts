/** Scales and axes of a graph: one of each for each unit and side. */
import type uPlot from 'uplot'
import type { Field } from '../../preview/board.ts'
import { format } from '../../preview/units.ts'
import { painted } from '../colours.ts'
import { tickOf } from '../times.ts'

export const scaleOf = ({ unit = 'none', custom }: Field): string =>
  custom?.axisPlacement === 'right' ? `right ${unit}` : `left ${unit}`

const font = '12px system-ui, sans-serif'

export function timeAxis(length: number): uPlot.Axis {
  return {
    stroke: painted('var(--muted)'),
    font,
    size: 24,
    gap: 4,
    space: 76,
    grid: { stroke: painted('var(--grid)'), width: 1 },
    ticks: { show: false },
    values: (_, splits) => splits.map((at) => tickOf(at, length)),
  }
}

/** Fields that share a scale share an axis; the first says how it looks. */
export function valueAxes(fields: readonly Field[]): uPlot.Axis[] {
  const first = new Map(fields.toReversed().map((field) => [scaleOf(field), field]))
  return [...first].toReversed().map(([scale, { unit }]) => ({
    scale,
    side: scale.startsWith('right') ? 1 : 3,
    stroke: painted('var(--muted)'),
    font,
    size: (_, values) => Math.max(36, ...(values ?? []).map((text) => text.length * 6.6 + 14)),
    gap: 4,
    space: 28,
    grid: { stroke: painted('var(--grid)'), width: 1, show: !scale.startsWith('right') },
    ticks: { show: false },
    values: (_, splits) => splits.map((value) => worded(value, unit)),
  }))
}

/** With as few decimals as say the same as three. */
function worded(value: number, unit: string | undefined): string {
  const exact = format(value, unit, 3)
  return (
    [0, 1, 2].map((places) => format(value, unit, places)).find((text) => numberIn(text) === numberIn(exact)) ?? exact
  )
}

const numberIn = (text: string): number => Number(/-?[\d.]+/.exec(text)?.[0])

export function valueScales(fields: readonly Field[], stacked: boolean): Record<string, uPlot.Scale> {
  const scales = fields.map((field): [string, uPlot.Scale] => {
    const { min, max, custom } = field
    const log = custom?.scaleDistribution?.type === 'log'
    const range: uPlot.Scale.Range = (_, low, high) => {
      const [bottom, top] = [low ?? 0, Math.max(high ?? 0, custom?.axisSoftMax ?? Number.NEGATIVE_INFINITY)]
      const least = min ?? bottom
      const room = top > least ? (top - least) * 0.08 : Math.abs(top) || 1
      return [min ?? bottom - room, max !== undefined && !stacked ? max : top + room]
    }
    return [scaleOf(field), log ? { distr: 3 } : { range }]
  })
  return Object.fromEntries(scales)
}
