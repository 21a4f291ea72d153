/** What each kind of panel looks like: a new kind is a file and a line here. */
import type { PanelType } from '../../../../schemas/model/panel.ts'
import type { Drawing } from '../drawing.ts'
import type { Visualization } from '../sdk.ts'
import { heatmap } from './heatmap.ts'
import { barGauge, gauge, stat } from './single.ts'
import { stateTimeline } from './state-timeline.ts'
import { table } from './table.ts'
import { text } from './text.ts'
import { timeSeries } from './time-series.ts'

export const panels = {
  timeSeries,
  stat,
  gauge,
  barGauge,
  heatmap,
  table,
  stateTimeline,
  text,
} as const satisfies Readonly<Record<PanelType, (drawing: Drawing) => Visualization>>
