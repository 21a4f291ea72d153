/** Lines, areas, bars or points over time. */
import uPlot from 'uplot'
import type { Field, Panel } from '../../preview/board.ts'
import { align, stack } from '../../preview/graph.ts'
import { fieldOf, shown } from '../../preview/look.ts'
import type { Series } from '../../preview/series.ts'
import { named, nth, painted, shade } from '../colours.ts'
import type { Answer, Drawer } from './drawer.ts'
import { graphOf } from './graph.ts'
import { keyOf, type LegendOptions, legendOf } from './legend.ts'
import { eventBands, type Line, thresholdLines, tooltip } from './overlay.ts'
import { scaleOf, timeAxis, valueAxes, valueScales } from './scales.ts'

interface Options {
  readonly legend: LegendOptions
  readonly tooltip: { readonly mode: string; readonly sort: string }
}

export const timeSeries: Drawer = (panel, body) => {
  const { legend: legendOptions, tooltip: tips } = panel.options as Options
  const defaults = fieldOf(panel, { name: '', refId: '' })
  const stacked = defaults.custom?.stacking?.mode === 'normal'
  let now: Answer = { series: [], range: { from: 0, to: 1 }, step: 1, events: [] }
  const graph = graphOf()
  let alone: string | undefined
  const isShown = (one: Series): boolean => alone === undefined || keyOf(one) === alone
  const legend = legendOf(panel, legendOptions, (key) => {
    alone = key
    for (const [i, one] of now.series.entries()) graph.plot()?.setSeries(i + 1, { show: isShown(one) })
  })

  const linesAt = (index: number): Line[] => {
    const time = (graph.plot()?.data[0][index] ?? 0) as number
    const lines = now.series.flatMap((one, i) => {
      const value = one.points.find(([at]) => Math.abs(at - time) < now.step / 2)?.[1]
      return value === undefined || !isShown(one)
        ? []
        : [
            {
              name: one.name,
              value,
              text: shown(value, fieldOf(panel, one)).text,
              colour: colourOf(panel, now.series, i),
            },
          ]
    })
    return tips.sort === 'desc' ? lines.toSorted((a, b) => b.value - a.value) : lines
  }
  const make = (): Partial<uPlot.Options> => {
    const fields = now.series.map((one) => fieldOf(panel, one))
    return {
      scales: valueScales(fields, stacked),
      axes: [timeAxis(now.range.to - now.range.from), ...valueAxes(fields)],
      series: [
        {},
        ...now.series.map((one, i) => ({
          ...lineOf(fieldOf(panel, one), colourOf(panel, now.series, i)),
          show: isShown(one),
        })),
      ],
      ...(stacked && { bands: now.series.slice(1).map((_, i) => ({ series: [i + 2, i + 1] as [number, number] })) }),
      hooks: {
        drawClear: [(u) => eventBands(u, now.events)],
        draw: [(u) => thresholdLines(u, defaults)],
      },
      plugins: [tooltip(linesAt)],
    }
  }
  return (answer) => {
    now = answer
    const { series, range, step } = answer
    if (!graph.element.isConnected) body.replaceChildren(graph.element, legend.element)
    legend.update(series, (i) => colourOf(panel, series, i))
    const { times, values } = align(series, range, step, bridgedBy(defaults))
    const data = [times, ...(stacked ? stack(values) : values)] as uPlot.AlignedData
    const key = [range.to - range.from, ...series.map(keyOf)].join('\n')
    graph.draw(key, data, range, make)
    graph.element.setAttribute('aria-label', `${panel.title}: graph of ${series.length} series, which are named below`)
  }
}

const bridgedBy = ({ custom }: Field): number => {
  const { spanNulls = false } = custom ?? {}
  return typeof spanNulls === 'number' ? spanNulls / 1000 : spanNulls ? Number.MAX_SAFE_INTEGER : 0
}

/** Its own colour where it has one; else the next of the palette. */
function colourOf(panel: Panel, series: readonly Series[], i: number): string {
  const one = series[i]
  const { color } = one ? fieldOf(panel, one) : {}
  if (color?.mode === 'fixed') return named(color.fixedColor ?? 'text')
  if (color?.mode !== 'shades') return nth(i)
  const alike = series.filter(({ refId }) => refId === one?.refId)
  return shade(color.fixedColor ?? 'text', one ? alike.indexOf(one) : 0, alike.length)
}

function lineOf(field: Field, colour: string): uPlot.Series {
  const { drawStyle = 'line', fillOpacity = 0, lineWidth = 1, showPoints = 'auto', pointSize = 4 } = field.custom ?? {}
  const points = showPoints === 'auto' ? {} : { show: showPoints === 'always' || drawStyle === 'points' }
  return {
    scale: scaleOf(field),
    stroke: painted(colour),
    width: drawStyle === 'points' ? 0 : Math.max(lineWidth, 1.5),
    ...(fillOpacity > 0 && { fill: painted(colour, fillOpacity / 100) }),
    points: { size: pointSize + 1, ...points },
    ...(drawStyle === 'bars' && uPlot.paths.bars && { paths: uPlot.paths.bars({ size: [0.8, 40] }) }),
  }
}
