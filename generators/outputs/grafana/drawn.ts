/** Dashboards with what each of their panels asks, before they become JSON. */
import { once } from '../../../schemas/promql/once.ts'
import { filtersOf } from '../../facts/filters.ts'
import type { ResolvedDashboard, System } from '../../load/system.ts'
import { askedBy, type Drawing, drawingOf } from './drawing.ts'
import { variableLabels } from './variables.ts'

/** A dashboard with what each of its panels asks, which the catalog lists too. */
export interface Drawn {
  readonly dashboard: ResolvedDashboard
  readonly variables: readonly string[]
  readonly drawings: readonly Drawing[]
}

/** All dashboards of a system; worked out once for all that is made of them. */
export const dashboardsOf = once((system: System): readonly Drawn[] =>
  system.dashboards.map((dashboard) => drawn(dashboard, system)),
)

function drawn(dashboard: ResolvedDashboard, system: System): Drawn {
  const filters = filtersOf(dashboard, system)
  const asked = dashboard.panels.map((panel) => askedBy(panel, filters, system))
  const nothing = dashboard.data.variables?.length === 0
  const labels = nothing ? [] : variableLabels(filters, asked.flat(), system)
  return {
    dashboard,
    variables: labels,
    drawings: dashboard.panels.map((panel, i) => drawingOf(panel, asked[i] ?? [], labels, system)),
  }
}
