/** A dashboard as Grafana provisions it from a file: classic JSON, schema version 42. */
import type { ResolvedRow, System } from '../../load/system.ts'
import { annotations } from './annotations.ts'
import type { Drawing } from './drawing.ts'
import { type Drawn, dashboardsOf } from './drawn.ts'
import { pack } from './layout.ts'
import { panelJson } from './panel.ts'
import type { Dashboard, Link } from './sdk.ts'
import { spanText } from './span.ts'
import { variables } from './variables.ts'

/** Of Grafana 12 and 13; older ones are migrated when they are loaded. */
const schemaVersion = 42

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
    templating: { list: variables(labels, data.fixed, asked, system) },
    annotations: { list: annotations(dashboard, labels, system) },
    panels: grid(dashboard.rows, drawings, system),
  } as Dashboard & object
}

/** A job or an instance that one dashboard shows may be unknown to another, which would be empty then. */
const local = new Set(['job', 'instance'])

/** Whether something that is chosen on one dashboard can be chosen on all others that let choose at all. */
function shareChoices(system: System): boolean {
  const choices = dashboardsOf(system).map(({ variables: labels }) => labels.filter((label) => !local.has(label)))
  const [first = [], ...others] = choices.filter((labels) => labels.length > 0)
  return first.some((label) => others.every((labels) => labels.includes(label)))
}

/** The other dashboards of the system, in the same time range. */
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
    includeVars: shareChoices(system),
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
