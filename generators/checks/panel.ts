import { needsBuckets, needsValue } from '../../schemas/promql/messages.ts'
import { unknownLabel } from '../../schemas/promql/shape.ts'
import { displayOf } from '../facts/display.ts'
import { legendsOf, telling } from '../facts/legend.ts'
import type { ResolvedDashboard, ResolvedPanel, System } from '../load/system.ts'
import { type Check, type Found, found, foundIn } from './check.ts'

/** A check of each panel by itself. */
function ofPanels(check: (panel: ResolvedPanel, system: System) => readonly Found[]): Check['run'] {
  return (system) => system.dashboards.flatMap(({ panels }) => panels.flatMap((panel) => check(panel, system)))
}

const named = (dashboard: ResolvedDashboard, { data }: ResolvedPanel) => ({
  file: data.file,
  name: `${dashboard.data.name}: ${data.title}`,
})

export const panelShape: Check = {
  id: 'panel/shape',
  doc: `A panel draws values: not a counter, which only ever grows, and not a whole histogram. A heatmap draws buckets, so that its
expression keeps the label le, or is a native histogram.`,
  run: ofPanels(({ data, queries }) =>
    queries.flatMap((query) => {
      const { shape, expr } = query
      if (data.type === 'heatmap') {
        const buckets = shape.kind === 'histogram' || Object.hasOwn(shape.labels, 'le')
        return buckets ? [] : [foundIn(query, expr, needsBuckets())]
      }
      const drawable = /^(gauge|vector|condition|scalar)$/.test(shape.kind)
      return drawable ? [] : [foundIn(query, expr, needsValue(`panel.${data.type}()`, shape.kind))]
    }),
  ),
}

export const panelUnit: Check = {
  id: 'panel/unit',
  doc: `Two queries on one axis are read by one scale: seconds beside bytes say nothing. Give the second an axis of its own
(axis: 'right'), or make two panels. In a table each column has a unit of its own. A line is in the unit of what is shown.`,
  run: ofPanels(({ data, queries }) => {
    const [first, ...rest] = queries
    const unitOf = ({ shape, expr }: (typeof queries)[number]) => displayOf(shape.unit, expr).unit
    const lines = [...(data.limits ?? []).map((limit) => limit.data), ...(data.marks ?? [])]
    const foreign = lines.find(({ unit }) => first && unit !== first.shape.unit)
    if (first && foreign) {
      const message = `shows ${first.shape.unit}, and one of its lines is in ${foreign.unit}; give the line in ${first.shape.unit}`
      return [foundIn(first, first.expr, message)]
    }
    if (data.type === 'table' || data.unit !== undefined) return []
    const other = rest.find(
      (query) => query.options.axis !== 'right' && first && unitOf(query) !== unitOf(first) && !alike(query, first),
    )
    return first && other
      ? [
          foundIn(
            other,
            other.expr,
            `is in ${other.shape.unit}, and the panel shows ${first.shape.unit}; give it an axis of its own with query(…, { axis: 'right' }), or make two panels`,
          ),
        ]
      : []
  }),
}

/** Counts of different things are on one scale, whatever they are called. */
const alike = (a: ResolvedPanel['queries'][number], b: typeof a): boolean => a.shape.unit === b.shape.unit

export const panelLegend: Check = {
  id: 'panel/legend',
  doc: `A legend refers to labels that the expression still has, since Grafana prints nothing for others; and two series of a
panel have different names, or nobody can tell them apart.`,
  run: (system) =>
    system.dashboards.flatMap((dashboard) =>
      dashboard.panels.flatMap((panel) => [
        ...panel.queries.flatMap(({ unknownLabels, shape }) =>
          unknownLabels.map((label) => found(named(dashboard, panel), unknownLabel(label, 'the legend', shape))),
        ),
        ...sameLegend(dashboard, panel, system),
        ...oneNameForMany(dashboard, panel, system),
      ]),
    ),
}

function sameLegend(dashboard: ResolvedDashboard, panel: ResolvedPanel, system: System): Found[] {
  const legends = legendsOf(panel, system)
  const twice = legends.find((legend, i) => legends.indexOf(legend) !== i)
  if (twice === undefined || panel.data.type === 'heatmap') return []
  const message = `two of its queries are called ${JSON.stringify(twice)}; name them with query(…, { legend })`
  return [found(named(dashboard, panel), message)]
}

/** Panels that write the name of each series. */
const naming = /^(timeSeries|barGauge|stateTimeline)$/

function oneNameForMany(dashboard: ResolvedDashboard, panel: ResolvedPanel, system: System): Found[] {
  if (!naming.test(panel.data.type)) return []
  return panel.queries.flatMap((query) => {
    const { legend } = query
    const differ = telling(query, system)
    if (legend === undefined || legend.includes('{{') || differ.length === 0) return []
    return [
      found(
        named(dashboard, panel),
        `all series of a query are called ${JSON.stringify(legend)}, and they differ in ${differ.join(', ')}; write a legend of labels`,
      ),
    ]
  })
}
