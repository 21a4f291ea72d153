/** A panel as Grafana reads it. */
import type { PanelData } from '../../../schemas/model/panel.ts'
import { type Matcher, selectorsOf } from '../../../schemas/promql/ast.ts'
import { print } from '../../../schemas/promql/print.ts'
import { intervalOf } from '../../facts/jobs.ts'
import type { ResolvedPanel, System } from '../../load/system.ts'
import { runbookUrl } from '../rules/links.ts'
import { colouredBy } from './colours.ts'
import type { Drawing } from './drawing.ts'
import type { Box } from './layout.ts'
import { panels } from './panels/index.ts'
import { hasCourse } from './panels/single.ts'
import { datasource, type FieldDefaults, type Link, type Override, type Target, type ValueMapping } from './sdk.ts'
import { spanText } from './span.ts'
import { stepsOf } from './thresholds.ts'

export function panelJson(drawing: Drawing, { x, y, w, h }: Box, system: System): object {
  const { panel } = drawing
  const { data } = panel
  const look = panels[data.type](drawing)
  const head = { id: panel.id, type: look.type, title: data.title }
  const gridPos = { h, w, x, y }
  if (data.type === 'text') return { ...head, ...describe(drawing), gridPos, options: look.options }
  const interval = slowest(drawing, system)
  return {
    ...head,
    ...describe(drawing),
    datasource,
    gridPos,
    ...(interval && { interval }),
    targets: drawing.exprs.map((_, i) => target(drawing, i)),
    fieldConfig: {
      defaults: { ...defaults(drawing), ...(look.custom && { custom: look.custom }) },
      overrides: [...(look.overrides ?? []), ...seriesOverrides(drawing)],
    },
    options: look.options,
    ...(look.transformations && { transformations: look.transformations }),
    ...(panel.watchedBy.length > 0 && system.data.runbooks && { links: runbooks(panel, system) }),
  }
}

/** What the panel says of itself, and which of the dashboard's choices do not touch it. */
function describe({ panel: { data }, exprs, variables }: Drawing): object {
  if (data.description === undefined) return {}
  const used = new Set(exprs.flatMap(selectorsOf).flatMap(({ matchers }) => matchers.filter(isVariable).map(nameOf)))
  const idle = exprs.length > 0 ? variables.filter((label) => !used.has(label)) : []
  return { description: [data.description, ...(idle.length > 0 ? [`Not narrowed by ${listed(idle)}.`] : [])].join(' ') }
}

const isVariable = ({ variable }: Matcher): boolean => variable === true
const nameOf = ({ name }: Matcher): string => name
const listed = (names: readonly string[]): string =>
  names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : names.join('')

/** Kinds that show one moment, and need no history. */
const momentary = new Set(['gauge', 'barGauge', 'table'])

/** So is a number without its course, which would else be the last one that there was, however long ago. */
const isMomentary = (data: PanelData): boolean => momentary.has(data.type) || (data.type === 'stat' && !hasCourse(data))

function target(
  { panel, exprs, legends, refIds }: Drawing,
  i: number,
): Omit<Target, 'expr'> & { readonly expr: string } {
  const { type } = panel.data
  const expr = exprs[i]
  const instant = isMomentary(panel.data) && (panel.data.calculation ?? 'last') === 'last'
  const buckets = type === 'heatmap' && panel.queries[i]?.shape.labels.le !== undefined
  return {
    refId: refIds[i] ?? 'A',
    datasource,
    editorMode: 'code',
    expr: expr ? print(expr, 100) : '',
    legendFormat: buckets ? '{{le}}' : (legends[i] ?? ''),
    ...(instant ? { instant: true, range: false } : { instant: false, range: true }),
    ...(type === 'table' && { format: 'table' as const }),
    ...(buckets && { format: 'heatmap' as const }),
  }
}

function defaults(drawing: Drawing): FieldDefaults {
  const { panel, display, scale } = drawing
  const { data, lines } = panel
  const { min, max } = drawing.bounds
  const quiet = lines.length === 0 && (data.marks ?? []).length === 0
  const base = data.type === 'timeSeries' && !quiet ? 'transparent' : quiet ? (data.color ?? 'blue') : 'green'
  return {
    unit: display.unit,
    ...(display.decimals !== undefined && { decimals: display.decimals }),
    ...(min !== undefined && { min: min * scale }),
    ...(max !== undefined && { max: max * scale }),
    color: colourMode(drawing),
    mappings: mappings(panel),
    thresholds: { mode: 'absolute', steps: stepsOf(panel, base, scale) },
  }
}

/** Charts by series, single values by what they are worth. */
function colourMode({ panel: { data } }: Drawing): FieldDefaults['color'] & object {
  if (data.type !== 'timeSeries') return { mode: 'thresholds' }
  return data.color ? { mode: 'fixed', fixedColor: data.color } : { mode: 'palette-classic' }
}

const yesOrNo = { 0: { text: 'no', color: 'red' }, 1: { text: 'yes', color: 'green' } }

/** What values are called; a boolean is yes or no where a state is shown. */
function mappings({ data, queries }: ResolvedPanel): ValueMapping[] {
  const state = /^(stat|stateTimeline)$/.test(data.type) && queries.every(({ shape }) => shape.unit === 'boolean')
  const values = data.values ?? (state ? yesOrNo : undefined)
  if (!values) return []
  const options = Object.entries(values).map(([value, { text, color }], index) => [
    value,
    { text, ...(color && { color }), index },
  ])
  return [{ type: 'value', options: Object.fromEntries(options) }]
}

/** Colours of known meaning, and the second axis. */
function seriesOverrides({ panel, legends, displays, refIds }: Drawing): Override[] {
  const named = panel.queries.map((query, i) => ({ query, legend: legends[i] ?? '', refId: refIds[i] ?? 'A' }))
  const right = panel.queries.flatMap(({ options }, i) =>
    options.axis === 'right'
      ? [
          {
            matcher: { id: 'byFrameRefID', options: refIds[i] },
            properties: [
              { id: 'custom.axisPlacement', value: 'right' },
              { id: 'unit', value: displays[i]?.unit },
            ],
          },
        ]
      : [],
  )
  return [...(panel.data.type === 'timeSeries' ? colouredBy(named) : []), ...right]
}

/** The interval of a job that is scraped less often than others: `$__rate_interval` must not be shorter than four of them. */
function slowest({ exprs }: Drawing, system: System): string | undefined {
  const longest = Math.max(0, ...exprs.flatMap(selectorsOf).map((selector) => intervalOf(system, selector)))
  return longest > system.data.scrapeInterval ? spanText(longest) : undefined
}

/** What to do about each alert that watches the panel. */
function runbooks({ watchedBy }: ResolvedPanel, system: System): Link[] {
  return watchedBy.flatMap((alert) => {
    const url = runbookUrl(system, alert)
    if (url === undefined) return []
    return [
      {
        title: `Runbook: ${alert}`,
        type: 'link',
        url,
        icon: 'doc',
        tooltip: '',
        tags: [],
        asDropdown: false,
        targetBlank: true,
        includeVars: false,
        keepTime: false,
      },
    ]
  })
}
