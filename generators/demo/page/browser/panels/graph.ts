/** A uPlot that is as large as its place, and is made anew when what it shows is of another make. */
import uPlot from 'uplot'
import type { Range } from '../../preview/interval.ts'
import { onScheme } from '../colours.ts'
import { h } from '../dom.ts'

export interface Graph {
  readonly element: HTMLElement
  /** Draws the data; `make` is asked for the rest whenever `key` is not the one before. */
  readonly draw: (key: string, data: uPlot.AlignedData, range: Range, make: () => Partial<uPlot.Options>) => void
  readonly plot: () => uPlot | undefined
}

const common = {
  legend: { show: false },
  // all graphs of a dashboard share their crosshair
  cursor: { sync: { key: 'dashboard', setSeries: false }, drag: { x: false, y: false }, y: false },
  padding: [8, 26, 0, 0],
  series: [{}],
} satisfies Partial<uPlot.Options>

export function graphOf(): Graph {
  const element = h('div', { class: 'graph', role: 'img' })
  let plot: uPlot | undefined
  let made = ''
  let times: Range = { from: 0, to: 1 }
  const size = (): { width: number; height: number } => ({ width: element.clientWidth, height: element.clientHeight })
  new ResizeObserver(() => {
    const { width, height } = size()
    if (plot && (plot.width !== width || plot.height !== height)) plot.setSize({ width, height })
  }).observe(element)
  const draw: Graph['draw'] = (key, data, range, make) => {
    times = range
    again = () => draw(key, data, range, make)
    if (plot && made === key) {
      plot.setData(data)
      return
    }
    plot?.destroy()
    const { scales, ...options } = make()
    const x = { range: (): [number, number] => [times.from, times.to] }
    plot = new uPlot({ ...size(), ...common, ...options, scales: { ...scales, x } }, data, element)
    made = key
  }
  let again = (): void => {}
  onScheme(() => {
    made = ''
    again()
  })
  return { element, plot: () => plot, draw }
}
