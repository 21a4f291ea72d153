/** A dashboard as Grafana reads it, with every type of panel; small, and nothing is wrong with it. */
import { histogramQuantile, type Metric, minutes, rate, record, sum } from 'plimsoll'
import type { Context } from '../../generators/lint/index.ts'
import { seriesOfMetric } from '../../schemas/model/metric.ts'
import type { VectorSelector } from '../../schemas/promql/ast.ts'
import { connections, latency, requests, up } from './system.ts'

const p95 = record(
  'endpoint:http_request_duration_seconds:p95_rate5m',
  histogramQuantile(0.95, sum(rate(latency.bucket, minutes(5)), { by: ['le', 'endpoint'] })),
  { help: 'Time in which 95 % of the requests are answered, by endpoint.' },
)
const recorded = (p95.node as VectorSelector).series
const scraped = [up, requests, latency, connections].flatMap((metric: Metric) => seriesOfMetric(metric))

/** What the queries of `goodDashboard` may ask for. */
export const context: Context = {
  series: new Map([...scraped, ...(recorded ? [recorded] : [])].map((series) => [series.name, series])),
  alerts: new Set(['Trouble']),
}

const datasource = { type: 'prometheus', uid: `\${datasource}` }
export const filter = 'job=~"$job",instance=~"$instance"'

const target = (refId: string, expr: string, legendFormat: string, more: object = {}) => ({
  datasource,
  refId,
  editorMode: 'code',
  expr,
  legendFormat,
  instant: false,
  range: true,
  ...more,
})
const instantly = { instant: true, range: false }

const choice = (name: string, label: string, query: string) => ({
  type: 'query',
  name,
  label,
  datasource,
  query,
  definition: query,
  refresh: 2,
  sort: 1,
  multi: true,
  includeAll: true,
  allValue: '.+',
  hide: 0,
  regex: '',
  options: [],
  current: { selected: true, text: ['All'], value: ['$__all'] },
})

const grid = (x: number, y: number, w: number, h: number) => ({ x, y, w, h })
const reduceOptions = { calcs: ['lastNotNull'], fields: '', values: false }
const legend = { displayMode: 'list', placement: 'bottom', showLegend: true, calcs: [] }
const byWorth = { mode: 'thresholds' }
const steps = (...values: readonly (readonly [number | null, string])[]) => ({
  mode: 'absolute',
  steps: values.map(([value, color]) => ({ value, color })),
})
const calm = { color: byWorth, mappings: [], thresholds: steps([null, 'green']) }
const linkFlags = {
  icon: 'doc',
  tooltip: '',
  asDropdown: false,
  targetBlank: true,
  includeVars: false,
  keepTime: false,
}

const requestRate = {
  type: 'timeseries',
  id: 3,
  title: 'Requests',
  description: 'Requests answered in each second, by endpoint.',
  datasource,
  gridPos: grid(0, 1, 12, 8),
  targets: [
    target('A', `sum by (endpoint) (rate(http_requests_total{${filter}}[$__rate_interval]))`, '{{endpoint}}'),
    target('B', 'endpoint:http_request_duration_seconds:p95_rate5m', 'p95 {{endpoint}}'),
  ],
  fieldConfig: {
    defaults: {
      unit: 'reqps',
      min: 0,
      max: 1000,
      color: { mode: 'palette-classic' },
      mappings: [],
      thresholds: steps([null, 'transparent'], [100, 'orange'], [200, 'red']),
      custom: {
        drawStyle: 'line',
        fillOpacity: 8,
        showPoints: 'auto',
        lineWidth: 1,
        lineInterpolation: 'linear',
        gradientMode: 'none',
        pointSize: 4,
        spanNulls: 300_000,
        stacking: { mode: 'none', group: 'A' },
        scaleDistribution: { type: 'linear' },
        axisPlacement: 'auto',
        axisSoftMax: 200,
        thresholdsStyle: { mode: 'dashed' },
      },
    },
    overrides: [
      {
        matcher: { id: 'byFrameRefID', options: 'B' },
        properties: [
          { id: 'custom.axisPlacement', value: 'right' },
          { id: 'unit', value: 's' },
        ],
      },
    ],
  },
  options: { legend, tooltip: { mode: 'multi', sort: 'desc', hideZeros: false } },
  links: [{ ...linkFlags, type: 'link', title: 'Connections', url: '/d/demo-overview?viewPanel=5', tags: [] }],
}

const availability = {
  type: 'stat',
  id: 4,
  title: 'Targets that are up',
  description: 'A part of all; 100 % is normal.',
  datasource,
  gridPos: grid(12, 1, 6, 8),
  targets: [target('A', `avg(up{${filter}})`, 'up')],
  fieldConfig: {
    defaults: { ...calm, unit: 'percentunit', decimals: 1, thresholds: steps([null, 'red'], [1, 'green']) },
    overrides: [{ matcher: { id: 'byName', options: 'up' }, properties: [{ id: 'decimals', value: 0 }] }],
  },
  options: {
    reduceOptions,
    graphMode: 'area',
    colorMode: 'value',
    justifyMode: 'auto',
    textMode: 'value',
    orientation: 'auto',
    wideLayout: true,
    showPercentChange: false,
    percentChangeColorMode: 'standard',
  },
}

const open = {
  type: 'gauge',
  id: 5,
  title: 'Connections',
  description: 'Connections that are open, of at most 100.',
  datasource,
  gridPos: grid(18, 1, 6, 8),
  targets: [target('A', `sum(open_connections{${filter}})`, 'open')],
  fieldConfig: {
    defaults: { ...calm, unit: 'short', min: 0, max: 100, thresholds: steps([null, 'green'], [80, 'red']) },
    overrides: [],
  },
  options: {
    reduceOptions,
    showThresholdLabels: false,
    showThresholdMarkers: true,
    sizing: 'auto',
    minVizWidth: 75,
    minVizHeight: 75,
    orientation: 'auto',
  },
}

const busiest = {
  type: 'bargauge',
  id: 6,
  title: 'Busiest endpoints',
  description: 'The endpoints with the most requests in the time that is shown.',
  datasource,
  gridPos: grid(0, 9, 12, 8),
  targets: [
    target(
      'A',
      `topk(5, sum by (endpoint) (increase(http_requests_total{${filter}}[$__range])))`,
      '{{endpoint}}',
      instantly,
    ),
  ],
  fieldConfig: { defaults: { ...calm, unit: 'short' }, overrides: [] },
  options: {
    reduceOptions,
    displayMode: 'gradient',
    valueMode: 'color',
    namePlacement: 'auto',
    showUnfilled: true,
    sizing: 'auto',
    minVizWidth: 8,
    minVizHeight: 16,
    maxVizHeight: 300,
    orientation: 'horizontal',
    legend: { ...legend, showLegend: false },
  },
}

const spread = {
  type: 'heatmap',
  id: 7,
  title: 'How long requests take',
  description: 'How many requests took how long.',
  datasource,
  gridPos: grid(12, 9, 12, 8),
  targets: [
    target('A', `sum by (le) (rate(http_request_duration_seconds_bucket{${filter}}[$__rate_interval]))`, '{{le}}', {
      format: 'heatmap',
    }),
  ],
  fieldConfig: {
    defaults: { ...calm, unit: 's', custom: { scaleDistribution: { type: 'log', log: 10 } } },
    overrides: [],
  },
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
    tooltip: { mode: 'single', yHistogram: true, showColorScale: false },
    yAxis: { axisPlacement: 'left', reverse: false, unit: 's' },
  },
}

const alerts = {
  type: 'table',
  id: 8,
  title: 'Alerts',
  description: 'Alerts that fire; none is normal.',
  datasource,
  gridPos: grid(0, 18, 12, 8),
  targets: [target('A', 'ALERTS{alertstate="firing",alertname!="Watchdog"}', '', { ...instantly, format: 'table' })],
  fieldConfig: {
    defaults: {
      ...calm,
      unit: 'none',
      custom: { align: 'auto', cellOptions: { type: 'auto' }, inspect: false, filterable: false },
    },
    overrides: [],
  },
  options: { frameIndex: 0, showHeader: true, cellHeight: 'sm', sortBy: [] },
  transformations: [
    {
      id: 'organize',
      options: { excludeByName: { Time: true }, indexByName: {}, renameByName: { alertname: 'Alert' } },
    },
  ],
}

const states = {
  type: 'state-timeline',
  id: 9,
  title: 'Targets',
  description: 'Which targets were up, and when.',
  datasource,
  gridPos: grid(12, 18, 12, 8),
  targets: [target('A', `up{${filter}}`, '{{job}} {{instance}}')],
  fieldConfig: {
    defaults: {
      ...calm,
      unit: 'short',
      mappings: [{ type: 'value', options: { 0: { text: 'down', color: 'red', index: 0 } } }],
      custom: { fillOpacity: 80, lineWidth: 0, spanNulls: false },
    },
    overrides: [],
  },
  options: {
    showValue: 'auto',
    rowHeight: 0.9,
    mergeValues: true,
    alignValue: 'left',
    legend,
    tooltip: { mode: 'single', sort: 'none' },
  },
}

const note = {
  type: 'text',
  id: 10,
  title: 'What to do',
  gridPos: grid(0, 26, 24, 3),
  options: { mode: 'markdown', content: 'Each alert has a runbook.' },
}

const dashboard = {
  uid: 'demo-overview',
  title: 'Demo overview',
  description: 'Traffic and connections of the demo.',
  tags: ['demo'],
  schemaVersion: 42,
  editable: false,
  graphTooltip: 1,
  timezone: 'browser',
  refresh: '30s',
  time: { from: 'now-6h', to: 'now' },
  timepicker: {},
  links: [{ ...linkFlags, type: 'dashboards', title: 'Demo', url: '', tags: ['demo'] }],
  annotations: {
    list: [
      {
        name: 'Restarts',
        datasource,
        enable: true,
        hide: false,
        iconColor: 'blue',
        expr: `changes(up{${filter}}[$__rate_interval]) > 0`,
        step: '60s',
        useValueForTime: false,
        titleFormat: '{{instance}}',
        textFormat: 'Started anew',
        tagKeys: 'job',
      },
    ],
  },
  templating: {
    list: [
      {
        type: 'datasource',
        name: 'datasource',
        label: 'Data source',
        query: 'prometheus',
        hide: 0,
        regex: '',
        options: [],
        includeAll: false,
        multi: false,
        refresh: 1,
        current: { selected: true, text: 'Prometheus', value: 'prometheus' },
      },
      choice('job', 'Job', 'label_values(up, job)'),
      choice('instance', 'Instance', 'label_values(up{job=~"$job"}, instance)'),
    ],
  },
  panels: [
    { type: 'row', id: 1, title: 'Traffic', collapsed: false, gridPos: grid(0, 0, 24, 1), panels: [] },
    requestRate,
    availability,
    open,
    busiest,
    spread,
    {
      type: 'row',
      id: 2,
      title: 'Details',
      collapsed: true,
      gridPos: grid(0, 17, 24, 1),
      panels: [alerts, states, note],
    },
  ],
}

/** A path such as `panels.3.title`, and what is put there; `undefined` takes away what is there. */
export type Change = readonly [path: string, value: unknown]

export const goodDashboard = (...changes: readonly Change[]): unknown => changed(dashboard, ...changes)

/** A copy with another value at the end of each path. */
export function changed(value: unknown, ...changes: readonly Change[]): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(value))
  for (const [path, replacement] of changes) put(copy, path.split('.'), replacement)
  return copy
}

function put(within: unknown, [key = '', ...rest]: readonly string[], value: unknown): void {
  const object = within as Record<string, unknown>
  if (!(key in object) && rest.length > 0) throw new Error(`there is no ${key} to change`)
  if (rest.length > 0) put(object[key], rest, value)
  else if (value !== undefined) object[key] = value
  else if (Array.isArray(object)) object.splice(Number(key), 1)
  else delete object[key]
}
