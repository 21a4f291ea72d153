/** What every system has beside its own: Prometheus and Alertmanager as targets, alerts on them, and a dashboard. */
import type { Mixin } from 'plimsoll'
import { alertmanagerServer } from '../exporters/alertmanager.ts'
import { prometheusServer } from '../exporters/prometheus.ts'
import { monitoringAlerts } from './alerts.ts'
import { monitoringItself } from './dashboards.ts'

/** `owner` is the team that runs the monitoring. */
export const monitoring = ({ owner }: { readonly owner: string }): Mixin => ({
  targets: [prometheusServer(), alertmanagerServer()],
  dashboards: [monitoringItself],
  ...monitoringAlerts({ owner }),
})
