/** A dashboard as Grafana provisions it from a file: classic JSON, schema version 42. */
import type { ResolvedDashboard, ResolvedRow, System } from '../../load/system.ts'
import { annotations } from './annotations.ts'
import { askedBy, type Drawing, drawingOf } from './drawing.ts'
import { filtersOf } from './filters.ts'
import { pack } from './layout.ts'
import { panelJson } from './panel.ts'
import type { Dashboard, Link } from './sdk.ts'
import { spanText } from './span.ts'
import { variableLabels, variables } from './variables.ts'

/** Of Grafana 12 and 13; older ones are migrated when they are loaded. */
const schemaVersion = 42

/** A dashboard with what each of its panels asks, which the catalog lists too. */
export interface Drawn {
  readonly dashboard: ResolvedDashboard
  readonly variables: readonly string[]
  readonly drawings: readonly Drawing[]
}

const known = new WeakMap<System, readonly Drawn[]>()

/** All dashboards of a system; worked out once for all that is made of them. */
export function dashboardsOf(system: System): readonly Drawn[] {
  const all = known.get(system) ?? system.dashboards.map((dashboard) => drawn(dashboard, system))
  known.set(system, all)
  return all
}

function drawn(dashboard: ResolvedDashboard, system: System): Drawn {
  const filters = filtersOf(dashboard, system)
  const asked = dashboard.panels.map((panel) => askedBy(panel, filters, system))
  const labels = variableLabels(filters, asked.flat(), system)
  return {
    dashboard,
    variables: labels,
    drawings: dashboard.panels.map((panel, i) => drawingOf(panel, asked[i] ?? [], labels, system)),
  }
}

export function dashboardJson({ dashboard, variables: labels, drawings }: Drawn, system: System): Dashboard & object {
  const { data, uid } = dashboard
  const asked = drawings.flatMap(({ exprs }) => exprs)
  return {
    uid,
    title: data.title,
    description: data.description,
    tags: [system.name, ...data.tags],
    editable: false,
    schemaVersion,
    timezone: 'browser',
    time: { from: `now-${spanText(data.range)}`, to: 'now' },
    refresh: spanText(data.refresh),
    timepicker: {},
    // one crosshair for all panels
    graphTooltip: 1,
    links: siblings(system),
    templating: { list: variables(labels, asked, system) },
    annotations: { list: annotations(dashboard, labels, system) },
    panels: grid(dashboard.rows, drawings, system),
  } as Dashboard & object
}

/** The other dashboards of the system, with the same choices and time range. */
const siblings = (system: System): Link[] => [
  {
    title: system.data.title,
    type: 'dashboards',
    tags: [system.name],
    asDropdown: true,
    icon: 'external link',
    tooltip: '',
    url: '',
    targetBlank: false,
    includeVars: true,
    keepTime: true,
  },
]

function grid(rows: readonly ResolvedRow[], drawings: readonly Drawing[], system: System): object[] {
  let y = 0
  return rows.flatMap((row) => {
    const { boxes, bottom } = pack(
      row.panels.map(({ data }) => data),
      y + 1,
    )
    const panels = row.panels.flatMap((panel, i) => {
      const drawing = drawings.find((one) => one.panel === panel)
      const box = boxes[i]
      return drawing && box ? [panelJson(drawing, box, system)] : []
    })
    const heading = {
      id: row.id,
      type: 'row',
      title: row.title,
      collapsed: row.collapsed,
      gridPos: { h: 1, w: 24, x: 0, y },
    }
    y = row.collapsed ? y + 1 : bottom
    return row.collapsed ? [{ ...heading, panels }] : [{ ...heading, panels: [] }, ...panels]
  })
}
