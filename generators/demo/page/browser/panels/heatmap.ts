/** How many observations fell into each bucket at each time: the more, the stronger the colour. */
import type uPlot from 'uplot'
import { type Heatmap, heatmapOf } from '../../preview/heatmap.ts'
import { fieldOf } from '../../preview/look.ts'
import { format } from '../../preview/units.ts'
import { painted } from '../colours.ts'
import { h } from '../dom.ts'
import type { Answer, Drawer } from './drawer.ts'
import { graphOf } from './graph.ts'
import { type Line, tooltip } from './overlay.ts'
import { timeAxis } from './scales.ts'

interface Options {
  readonly cellValues?: { readonly unit?: string }
  readonly color: { readonly exponent: number; readonly steps: number }
  readonly filterValues?: { readonly le?: number }
  readonly legend: { readonly show: boolean }
  readonly yAxis: { readonly unit?: string }
}

export const heatmap: Drawer = (panel, body) => {
  const { cellValues, color, filterValues, legend, yAxis } = panel.options as Options
  const unit = yAxis.unit ?? fieldOf(panel, { name: '', refId: '' }).unit
  const graph = graphOf()
  const least = h('span')
  const most = h('span')
  const scale = h(
    'p',
    { class: 'scale', hidden: !legend.show },
    least,
    h('span', { class: 'ramp', 'aria-hidden': 'true' }),
    most,
  )
  let [map, now]: [Heatmap, Answer | undefined] = [heatmapOf([]), undefined]

  const rowsOf = (index: number): Line[] =>
    map.cells
      .filter(({ time }) => time === map.times[index])
      .map(({ row, count }) => ({
        name: `${format(map.bounds[row - 1] ?? 0, unit)} to ${format(map.bounds[row] ?? 0, unit)}`,
        value: count,
        text: format(count, cellValues?.unit),
        colour: strength(count),
      }))
      .toReversed()
  const strength = (count: number): string => {
    const share = Math.ceil((count / map.most) ** color.exponent * color.steps) / color.steps
    return `color-mix(in oklab, var(--hot) ${Math.round(share * 100)}%, var(--cold))`
  }
  const cells = (u: uPlot): void => {
    const step = now?.step ?? 1
    for (const { row, time, count } of map.cells) {
      const [left, right] = [time - step / 2, time + step / 2].map((at) => u.valToPos(at, 'x', true))
      const [bottom, top] = [row, row + 1].map((at) => u.valToPos(at, 'y', true))
      u.ctx.fillStyle = painted(strength(count))
      u.ctx.fillRect(
        left ?? 0,
        (top ?? 0) + 0.5,
        Math.max((right ?? 0) - (left ?? 0) - 1, 1),
        (bottom ?? 0) - (top ?? 0) - 1,
      )
    }
  }
  const make = (): Partial<uPlot.Options> => ({
    scales: { y: { range: [0, Math.max(map.bounds.length, 1)] } },
    series: [{}, { scale: 'y', show: true, points: { show: false }, stroke: 'transparent' }],
    axes: [timeAxis((now?.range.to ?? 1) - (now?.range.from ?? 0)), bucketAxis(map.bounds, unit)],
    hooks: { drawClear: [clipped(cells)] },
    plugins: [tooltip(rowsOf)],
  })
  return (answer) => {
    now = answer
    map = heatmapOf(answer.series, filterValues?.le)
    if (!graph.element.isConnected) body.replaceChildren(graph.element, scale)
    const key = [answer.range.to - answer.range.from, ...map.bounds].join(' ')
    graph.draw(key, [[...map.times], map.times.map(() => null)], answer.range, make)
    least.textContent = format(0, cellValues?.unit)
    most.textContent = format(map.most, cellValues?.unit)
    graph.element.setAttribute(
      'aria-label',
      `${panel.title}: heatmap of ${map.bounds.length} buckets, ${busiest(map, unit)}`,
    )
  }
}

/** The bucket that most fell into, for those who do not see the colours. */
function busiest({ bounds, cells }: Heatmap, unit: string | undefined): string {
  const sums = bounds.map((_, row) => cells.reduce((sum, cell) => sum + (cell.row === row ? cell.count : 0), 0))
  const row = sums.indexOf(Math.max(...sums, 0))
  return `most of them up to ${format(bounds[row] ?? 0, unit)}`
}

function clipped(draw: (u: uPlot) => void): (u: uPlot) => void {
  return (u) => {
    const { left, top, width, height } = u.bbox
    u.ctx.save()
    u.ctx.beginPath()
    u.ctx.rect(left, top, width, height)
    u.ctx.clip()
    draw(u)
    u.ctx.restore()
  }
}

/** The bound of a bucket stands at its upper edge. */
const bucketAxis = (bounds: readonly number[], unit: string | undefined): uPlot.Axis => ({
  scale: 'y',
  stroke: painted('var(--muted)'),
  font: '12px system-ui, sans-serif',
  size: 68,
  gap: 4,
  grid: { show: false },
  ticks: { show: false },
  splits: (u) => {
    const every = Math.ceil(bounds.length / Math.max(Math.floor(u.height / 26), 1))
    return bounds.map((_, row) => row + 1).filter((row) => (bounds.length - row) % every === 0)
  },
  values: (_, rows) => rows.map((row) => format(bounds[row - 1] ?? 0, unit)),
})
