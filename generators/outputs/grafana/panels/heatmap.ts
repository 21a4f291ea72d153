import type { Drawing } from '../drawing.ts'
import type { Visualization } from '../sdk.ts'

/** Cells are coloured by how many observations fell into them; empty ones stay empty. */
export const heatmap = ({ panel: { data }, display }: Drawing): Visualization<'heatmap'> => ({
  type: 'heatmap',
  options: {
    calculate: false,
    cellGap: 1,
    cellValues: { unit: 'cps' },
    color: { mode: 'scheme', scheme: 'Oranges', fill: 'dark-orange', exponent: 0.5, steps: 64, reverse: false },
    exemplars: { color: 'rgba(255,0,255,0.7)' },
    filterValues: { le: 1e-9 },
    legend: { show: true },
    rowsFrame: { layout: 'auto' },
    showValue: 'never',
    tooltip: { mode: 'single', showColorScale: false, yHistogram: true },
    yAxis: { axisPlacement: 'left', reverse: false, unit: display.unit },
  },
  custom: { scaleDistribution: data.logarithmic ? { type: 'log', log: 10 } : { type: 'linear' } },
})
