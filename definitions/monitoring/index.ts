/** What every system has beside its own: Prometheus and Alertmanager as targets, alerts on them, and a dashboard. */
import type { Mixin } from 'plimsoll'
import { alertmanagerServer } from '../exporters/alertmanager.ts'
import { prometheusServer } from '../exporters/prometheus.ts'
import { monitoringAlerts, type Watched } from './alerts.ts'
import { monitoringItself } from './dashboards.ts'

export const monitoring = (watched: Watched): Mixin => ({
  targets: [prometheusServer(), alertmanagerServer()],
  dashboards: [monitoringItself],
  ...monitoringAlerts(watched),
})
