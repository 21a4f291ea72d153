/** What the preview leaves out of a panel, so that it says so and does not pretend. */
import type { Panel } from './board.ts'

/** Values that are drawn, or do not show, by their path; `any` is all of them, and all that is below. Lists have no path of their own. */
type Drawn = Readonly<Record<string, readonly unknown[] | 'any'>>

const any = 'any'

const always: Drawn = {
  id: any,
  type: any,
  title: any,
  description: any,
  datasource: any,
  gridPos: any,
  interval: any,
  links: any,
  targets: any,
  'fieldConfig.defaults.unit': any,
  'fieldConfig.defaults.decimals': any,
  'fieldConfig.defaults.min': any,
  'fieldConfig.defaults.max': any,
  'fieldConfig.defaults.color.mode': ['thresholds', 'palette-classic', 'fixed'],
  'fieldConfig.defaults.color.fixedColor': any,
  'fieldConfig.defaults.mappings.type': ['value'],
  'fieldConfig.defaults.mappings.options': any,
  'fieldConfig.defaults.thresholds.mode': ['absolute'],
  'fieldConfig.defaults.thresholds.steps': any,
  'fieldConfig.overrides.matcher.id': ['byName', 'byFrameRefID'],
  'fieldConfig.overrides.matcher.options': any,
  'fieldConfig.overrides.properties.id': ['unit', 'decimals', 'color', 'custom.axisPlacement'],
  'fieldConfig.overrides.properties.value': any,
}

const reduces: Drawn = {
  'options.reduceOptions.calcs': ['lastNotNull', 'mean', 'max', 'min', 'sum'],
  'options.reduceOptions.fields': [''],
  'options.reduceOptions.values': [false],
  'options.orientation': ['auto', 'horizontal'],
  'options.sizing': ['auto'],
  'options.minVizHeight': any,
  'options.minVizWidth': any,
  'options.maxVizHeight': any,
}

const kinds: Readonly<Record<string, Drawn>> = Object.freeze({
  timeseries: {
    'options.legend.displayMode': ['list', 'table'],
    'options.legend.placement': ['bottom'],
    'options.legend.showLegend': any,
    'options.legend.calcs': ['lastNotNull', 'mean', 'max', 'min', 'sum'],
    'options.tooltip': any,
    'fieldConfig.defaults.custom.drawStyle': ['line', 'bars', 'points'],
    'fieldConfig.defaults.custom.fillOpacity': any,
    'fieldConfig.defaults.custom.lineWidth': any,
    'fieldConfig.defaults.custom.lineInterpolation': ['linear'],
    'fieldConfig.defaults.custom.gradientMode': ['none'],
    'fieldConfig.defaults.custom.showPoints': ['auto', 'never', 'always'],
    'fieldConfig.defaults.custom.pointSize': any,
    'fieldConfig.defaults.custom.spanNulls': any,
    'fieldConfig.defaults.custom.stacking.mode': ['none', 'normal'],
    'fieldConfig.defaults.custom.stacking.group': ['A'],
    'fieldConfig.defaults.custom.scaleDistribution': any,
    'fieldConfig.defaults.custom.axisPlacement': ['auto', 'left', 'right'],
    'fieldConfig.defaults.custom.axisSoftMax': any,
    'fieldConfig.defaults.custom.thresholdsStyle.mode': ['off', 'dashed'],
  },
  stat: {
    ...reduces,
    'options.colorMode': ['value'],
    'options.graphMode': ['area', 'none'],
    'options.justifyMode': ['auto'],
    'options.percentChangeColorMode': any,
    'options.showPercentChange': [false],
    'options.textMode': ['value', 'value_and_name'],
    'options.wideLayout': any,
  },
  gauge: { ...reduces, 'options.showThresholdLabels': [false], 'options.showThresholdMarkers': [true] },
  bargauge: {
    ...reduces,
    'options.displayMode': ['gradient', 'basic'],
    'options.legend.showLegend': [false],
    'options.legend.displayMode': any,
    'options.legend.placement': any,
    'options.legend.calcs': any,
    'options.namePlacement': ['auto'],
    'options.showUnfilled': [true],
    'options.valueMode': ['color'],
  },
  heatmap: {
    'options.calculate': [false],
    'options.cellGap': any,
    'options.cellValues': any,
    'options.color.mode': ['scheme'],
    'options.color.scheme': ['Oranges'],
    'options.color.fill': any,
    'options.color.exponent': any,
    'options.color.steps': any,
    'options.color.reverse': [false],
    // no query asks for any
    'options.exemplars': any,
    'options.filterValues': any,
    'options.legend.show': any,
    'options.rowsFrame': any,
    'options.showValue': ['never'],
    'options.tooltip.mode': ['single', 'none'],
    'options.tooltip.showColorScale': [false],
    'options.tooltip.yHistogram': [false],
    'options.yAxis.axisPlacement': ['left'],
    'options.yAxis.reverse': [false],
    'options.yAxis.unit': any,
    'fieldConfig.defaults.custom.scaleDistribution.type': ['linear'],
  },
  table: {
    'options.cellHeight': any,
    'options.frameIndex': [0],
    'options.showHeader': [true],
    'options.sortBy': any,
    'fieldConfig.defaults.custom.align': ['auto'],
    'fieldConfig.defaults.custom.cellOptions.type': ['auto'],
    'fieldConfig.defaults.custom.filterable': [false],
    'fieldConfig.defaults.custom.inspect': [false],
    'transformations.id': ['merge', 'organize'],
    'transformations.options': any,
  },
  'state-timeline': {
    'options.alignValue': ['left'],
    'options.legend.showLegend': [false],
    'options.legend.displayMode': any,
    'options.legend.placement': any,
    'options.legend.calcs': any,
    'options.mergeValues': [true],
    'options.rowHeight': any,
    'options.showValue': ['auto'],
    'options.tooltip': any,
    'fieldConfig.defaults.custom.fillOpacity': any,
    'fieldConfig.defaults.custom.lineWidth': [0],
    'fieldConfig.defaults.custom.spanNulls': [false],
  },
  text: { 'options.mode': ['markdown'], 'options.content': any },
})

/** The words of what is left out most; anything else is named by its path. */
const names: Readonly<Record<string, string>> = {
  'options.tooltip.yHistogram': 'the histogram in the tooltip',
}

/** Each thing that the panel asks for and the preview does not draw; the panel's kind, where that is it. */
export function undrawn(panel: Panel): string[] {
  const own = kinds[panel.type]
  if (!own) return [`panels of the kind ${panel.type}`]
  const drawn = { ...always, ...own }
  const left = leavesOf(panel, '').filter(([path, value]) => !isDrawn(drawn, path, value))
  return [...new Set(left.map(([path, value]) => names[path] ?? `${path} ${JSON.stringify(value)}`))]
}

type Leaf = readonly [path: string, value: unknown]

function leavesOf(value: unknown, path: string): Leaf[] {
  if (Array.isArray(value)) return value.flatMap((item) => leavesOf(item, path))
  if (typeof value !== 'object' || value === null) return [[path, value]]
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, path === '' ? key : `${path}.${key}`))
}

function isDrawn(drawn: Drawn, path: string, value: unknown): boolean {
  const allowed = drawn[path]
  if (allowed !== undefined) return allowed === any || allowed.includes(value)
  const keys = path.split('.')
  return keys.some((_, i) => drawn[keys.slice(0, i).join('.')] === any)
}
