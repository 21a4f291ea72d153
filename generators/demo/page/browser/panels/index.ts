/** What draws each kind of panel: a new kind is a file and a line here, and its options in `preview/undrawn.ts`. */
import { barGauge } from './bar-gauge.ts'
import type { Drawer } from './drawer.ts'
import { gauge } from './gauge.ts'
import { heatmap } from './heatmap.ts'
import { stat } from './stat.ts'
import { stateTimeline } from './state-timeline.ts'
import { table } from './table.ts'
import { timeSeries } from './time-series.ts'

/** All but texts, which ask for nothing. */
export const drawers: Readonly<Record<string, Drawer>> = {
  timeseries: timeSeries,
  stat,
  gauge,
  bargauge: barGauge,
  heatmap,
  table,
  'state-timeline': stateTimeline,
}
