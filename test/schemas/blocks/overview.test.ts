/** A dozen lines make an overview that nobody has to correct. */
import { expect, test } from 'vitest'
import { lintDashboard } from '../../../generators/lint/index.ts'
import { dashboardJson } from '../../../generators/outputs/grafana/dashboard.ts'
import { dashboardsOf } from '../../../generators/outputs/grafana/drawn.ts'
import { overview } from '../../support/overview.ts'
import { problemsOf, systemFrom } from '../../support/system.ts'

test('the overview that README shows is well-formed, and clean as Grafana gets it', async () => {
  const parts = { dashboards: [overview] }
  expect(await problemsOf(parts)).toEqual([])
  const system = await systemFrom(parts)
  const [drawn] = dashboardsOf(system)
  if (!drawn) throw new Error('there is no dashboard')
  expect(drawn.drawings.map(({ panel, display }) => `${panel.data.title}, ${display.unit}`)).toEqual([
    'API: rate, reqps',
    'API: errors, percentunit',
    'API: duration, s',
    'Response times, s',
    'Slowest endpoints, s',
    'Connections: utilisation, short',
  ])
  expect(lintDashboard(dashboardJson(drawn, system), { series: system.series })).toEqual([])
})
