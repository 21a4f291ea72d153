/** Where panels stand on Grafana's grid of 24 columns: no overlap, no gap, in the order in which they are defined. */
import type { PanelType } from '../../../schemas/model/panel.ts'

export interface Box {
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}

interface Wanted {
  readonly type: PanelType
  readonly width?: number | undefined
  readonly height?: number | undefined
}

const columns = 24

/** What a kind of panel takes by itself. */
const sizes: Readonly<Record<PanelType, readonly [width: number, height: number]>> = {
  timeSeries: [12, 8],
  stat: [4, 4],
  gauge: [6, 8],
  barGauge: [12, 8],
  heatmap: [12, 8],
  table: [12, 8],
  stateTimeline: [24, 8],
  text: [24, 3],
}

/** Boxes below `top`; each line is filled up to its end, and as high as its highest panel. */
export function pack(
  panels: readonly Wanted[],
  top: number,
): { readonly boxes: readonly Box[]; readonly bottom: number } {
  const boxes: Box[] = []
  let y = top
  for (const line of linesOf(panels)) {
    const h = Math.max(...line.map(heightOf))
    let x = 0
    for (const w of stretched(line.map(widthOf))) {
      boxes.push({ x, y, w, h })
      x += w
    }
    y += h
  }
  return { boxes, bottom: y }
}

const widthOf = ({ type, width }: Wanted): number => width ?? sizes[type][0]
const heightOf = ({ type, height }: Wanted): number => height ?? sizes[type][1]

/** As many panels in a line as there is room for. */
function linesOf(panels: readonly Wanted[]): Wanted[][] {
  const lines: Wanted[][] = []
  let left = 0
  for (const panel of panels) {
    const width = widthOf(panel)
    if (width > left) {
      lines.push([])
      left = columns
    }
    lines.at(-1)?.push(panel)
    left -= width
  }
  return lines
}

/** Widths that add up to the whole line, each at least what it was, in proportion. */
function stretched(widths: readonly number[]): number[] {
  const sum = widths.reduce((a, b) => a + b, 0)
  const ends = widths.map((_, i) => Math.round((widths.slice(0, i + 1).reduce((a, b) => a + b, 0) * columns) / sum))
  return ends.map((end, i) => end - (ends[i - 1] ?? 0))
}
