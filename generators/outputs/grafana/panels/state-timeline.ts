import type { Visualization } from '../sdk.ts'

export const stateTimeline = (): Visualization<'state-timeline'> => ({
  type: 'state-timeline',
  options: {
    alignValue: 'left',
    legend: { calcs: [], displayMode: 'list', placement: 'bottom', showLegend: false },
    mergeValues: true,
    rowHeight: 0.9,
    showValue: 'auto',
    tooltip: { mode: 'single', sort: 'none' },
  },
  custom: { fillOpacity: 80, lineWidth: 0, spanNulls: false },
})
