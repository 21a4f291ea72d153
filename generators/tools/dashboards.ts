/** Our own judgement of the generated dashboards, as JSON: see generators/lint. */
import type { Rendered } from '../pipeline.ts'
import type { Finding } from './promtool.ts'

export async function dashboardFindings({ systems, files }: Rendered): Promise<Finding> {
  const { lintFolder } = await import('../lint/index.ts')
  const findings = systems.flatMap((system) => {
    const boards = files.filter(({ path, schema }) => schema === 'dashboard' && path.startsWith(`${system.name}/`))
    const alerts = new Set(system.alerts.map(({ data }) => data.name))
    return lintFolder(
      boards.map(({ value }) => value),
      { series: system.series, alerts },
    ).map(
      ({ id, dashboard, where, message, excerpt }) =>
        `${system.name}, dashboard ${dashboard}: ${where} ${message} [${id}]${excerpt === undefined ? '' : `\n${excerpt}`}`,
    )
  })
  return { ran: true, findings }
}
