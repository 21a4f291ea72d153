/** Panels that show one value of each series: stat, gauge and bar gauge. */
import type { PanelData } from '../../../../schemas/model/panel.ts'
import type { Drawing } from '../drawing.ts'
import type { Calculation, Visualization } from '../sdk.ts'

const calculations = { last: 'lastNotNull', mean: 'mean', max: 'max', min: 'min', sum: 'sum' } as const

const reduced = ({ calculation = 'last' }: PanelData): Calculation => ({
  calcs: [calculations[calculation]],
  fields: '',
  values: false,
})

/** Whether the course of a value is drawn behind it. */
export const hasCourse = ({ sparkline, values }: PanelData): boolean => sparkline !== false && !values

export const stat = ({ panel: { data }, many }: Drawing): Visualization<'stat'> => ({
  type: 'stat',
  options: {
    colorMode: 'value',
    graphMode: hasCourse(data) ? 'area' : 'none',
    justifyMode: 'auto',
    orientation: 'auto',
    percentChangeColorMode: 'standard',
    reduceOptions: reduced(data),
    showPercentChange: false,
    textMode: many ? 'value_and_name' : 'value',
    wideLayout: true,
  },
})

export const gauge = ({ panel: { data } }: Drawing): Visualization<'gauge'> => ({
  type: 'gauge',
  options: {
    minVizHeight: 75,
    minVizWidth: 75,
    orientation: 'auto',
    reduceOptions: reduced(data),
    showThresholdLabels: false,
    showThresholdMarkers: true,
    sizing: 'auto',
  },
})

export const barGauge = ({ panel: { data } }: Drawing): Visualization<'bargauge'> => ({
  type: 'bargauge',
  options: {
    displayMode: 'gradient',
    legend: { calcs: [], displayMode: 'list', placement: 'bottom', showLegend: false },
    maxVizHeight: 300,
    minVizHeight: 16,
    minVizWidth: 8,
    namePlacement: 'auto',
    orientation: 'horizontal',
    reduceOptions: reduced(data),
    showUnfilled: true,
    sizing: 'auto',
    valueMode: 'color',
  },
})
