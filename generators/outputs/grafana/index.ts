/** Dashboards, and what Grafana needs to find them: `grafana/dashboards/*.json` and `grafana/provisioning/`. */
import { type Output, plainJsonFile } from '../file.ts'
import { dashboardJson } from './dashboard.ts'
import { dashboardsOf } from './drawn.ts'
import { provisioning } from './provisioning.ts'

export const grafana: Output = (system) =>
  system.dashboards.length === 0
    ? []
    : [
        ...dashboardsOf(system).map((one) =>
          plainJsonFile({
            path: `${system.name}/grafana/dashboards/${one.dashboard.data.name}.json`,
            schema: 'dashboard',
            value: dashboardJson(one, system),
          }),
        ),
        ...provisioning(system),
      ]
