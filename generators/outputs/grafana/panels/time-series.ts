import type { Drawing } from '../drawing.ts'
import type { Visualization } from '../sdk.ts'

/** Gaps up to Prometheus' own lookback are bridged; a longer one is an outage, and stays a gap. */
const bridged = 300_000

const styles = {
  lines: { drawStyle: 'line', fillOpacity: 8, showPoints: 'auto' },
  area: { drawStyle: 'line', fillOpacity: 25, showPoints: 'never' },
  bars: { drawStyle: 'bars', fillOpacity: 60, showPoints: 'never' },
  points: { drawStyle: 'points', fillOpacity: 0, showPoints: 'always' },
} as const

export function timeSeries(drawing: Drawing): Visualization<'timeseries'> {
  const { panel, many, scale, bounds } = drawing
  const { data } = panel
  const lined = panel.lines.length > 0 || (data.marks ?? []).length > 0
  return {
    type: 'timeseries',
    options: {
      legend: legendOf(drawing),
      tooltip: { mode: many ? 'multi' : 'single', sort: many ? 'desc' : 'none', hideZeros: false },
    },
    custom: {
      ...styles[data.draw ?? (data.stacked ? 'area' : 'lines')],
      lineWidth: 1,
      lineInterpolation: 'linear',
      gradientMode: 'none',
      pointSize: 4,
      spanNulls: bridged,
      stacking: { mode: data.stacked ? 'normal' : 'none', group: 'A' },
      scaleDistribution: data.logarithmic ? { type: 'log', log: 10 } : { type: 'linear' },
      axisPlacement: 'auto',
      // so that the line can be seen, however far away it is
      ...(bounds.softMax !== undefined && { axisSoftMax: bounds.softMax * scale }),
      thresholdsStyle: { mode: lined ? 'dashed' : 'off' },
    },
  }
}

function legendOf({ panel, many }: Drawing): Visualization<'timeseries'>['options']['legend'] {
  const kind = panel.data.legend ?? (many ? 'table' : 'list')
  return {
    displayMode: kind,
    placement: 'bottom',
    showLegend: kind !== 'hidden',
    calcs: kind === 'table' ? ['lastNotNull', 'mean', 'max'] : [],
  }
}
