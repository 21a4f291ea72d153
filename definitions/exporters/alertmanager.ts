/** Alertmanager about itself (:9093). https://github.com/prometheus/alertmanager */
import { counter, gauge, histogram, oneOf, open, summary, type TargetDefinition, target } from 'plimsoll'
import { goRuntime } from './go.ts'
import { fromZero, goBuckets } from './shared.ts'

const integration = open({ atMost: 20, like: ['webhook', 'email', 'slack'] })

/** The feature flag receiver-name-in-metrics adds `receiver_name` to those with `integration`. */
export const alertmanager = {
  alerts: gauge('alertmanager_alerts', {
    help: 'Alerts by state.',
    range: fromZero,
    labels: { state: oneOf('active', 'suppressed', 'unprocessed') },
  }),
  alertsReceived: counter('alertmanager_alerts_received_total', {
    help: 'Alerts received; Prometheus sends each again and again.',
    labels: { status: oneOf('firing', 'resolved'), version: oneOf('v2') },
  }),
  alertsInvalid: counter('alertmanager_alerts_invalid_total', {
    help: 'Alerts that were refused as malformed.',
    labels: { version: oneOf('v2') },
  }),
  notifications: counter('alertmanager_notifications_total', {
    help: 'Notifications attempted, by the kind of receiver.',
    labels: { integration },
  }),
  notificationsFailed: counter('alertmanager_notifications_failed_total', {
    help: 'Notifications given up after all attempts.',
    labels: {
      integration,
      reason: oneOf('other', 'clientError', 'serverError', 'contextCanceled', 'contextDeadlineExceeded'),
    },
  }),
  notificationRequests: counter('alertmanager_notification_requests_total', {
    help: 'Requests for notifications, attempts counted singly.',
    labels: { integration },
  }),
  notificationRequestsFailed: counter('alertmanager_notification_requests_failed_total', {
    help: 'Requests for notifications that failed; some succeed when tried again.',
    labels: { integration },
  }),
  notificationLatency: histogram('alertmanager_notification_latency_seconds', {
    help: 'Time of a request for a notification, in seconds.',
    labels: { integration },
    buckets: [1, 5, 10, 15, 20],
  }),
  notificationsSuppressed: counter('alertmanager_notifications_suppressed_total', {
    help: 'Alerts that were kept from notifications, by reason.',
    labels: { reason: oneOf('silence', 'inhibition', 'mute_time_interval', 'active_time_interval') },
  }),
  silences: gauge('alertmanager_silences', {
    help: 'Silences by state.',
    range: fromZero,
    labels: { state: oneOf('active', 'pending', 'expired') },
  }),
  configLastReloadSuccessful: gauge('alertmanager_config_last_reload_successful', {
    help: 'Whether the configuration was last loaded without an error: 1, or 0, and the one before is kept.',
    unit: 'boolean',
  }),
  configLastReloadSuccessTime: gauge('alertmanager_config_last_reload_success_timestamp_seconds', {
    help: 'When the configuration was last loaded without an error, as a Unix time.',
    unit: 'timestamp',
  }),
  configHash: gauge('alertmanager_config_hash', {
    help: 'Hash of the configuration; members of a cluster should agree.',
    unit: 'none',
  }),
  clusterMembers: gauge('alertmanager_cluster_members', {
    help: 'Members of the cluster, this one included; absent without clustering.',
    range: fromZero,
  }),
  clusterFailedPeers: gauge('alertmanager_cluster_failed_peers', {
    help: 'Members of the cluster that are lost; absent without clustering.',
    range: fromZero,
  }),
  clusterHealthScore: gauge('alertmanager_cluster_health_score', {
    help: 'Health of this member: 0 is good, and more is worse; absent without clustering.',
    unit: 'none',
    range: fromZero,
  }),
  clusterEnabled: gauge('alertmanager_cluster_enabled', {
    help: 'Whether clustering is on: 1, or 0.',
    unit: 'boolean',
  }),
  dispatcherAggregationGroups: gauge('alertmanager_dispatcher_aggregation_groups', {
    help: 'Groups of alerts that exist now.',
    range: fromZero,
  }),
  dispatcherAlertProcessingDuration: summary('alertmanager_dispatcher_alert_processing_duration_seconds', {
    help: 'Time to sort an alert into its groups, in seconds; count and sum only.',
  }),
  receivers: gauge('alertmanager_receivers', { help: 'Receivers in the configuration.', range: fromZero }),
  integrations: gauge('alertmanager_integrations', {
    help: 'Integrations in the configuration, over all receivers.',
    range: fromZero,
  }),
  inhibitionRules: gauge('alertmanager_inhibition_rules', {
    help: 'Inhibition rules in the configuration.',
    range: fromZero,
  }),
  httpRequestDuration: histogram('alertmanager_http_request_duration_seconds', {
    help: 'Time to answer a request to Alertmanager, in seconds.',
    labels: {
      handler: open({ atMost: 20, like: ['/alerts', '/metrics'] }),
      method: open({ atMost: 6, like: ['get', 'post'] }),
      code: open({ atMost: 8, like: ['200'] }),
    },
    atMost: 60,
    buckets: goBuckets,
  }),
  nflogSnapshotSize: gauge('alertmanager_nflog_snapshot_size_bytes', {
    help: 'Size of the notification log when last written to disk, in bytes.',
    unit: 'bytes',
    range: fromZero,
  }),
  silencesSnapshotSize: gauge('alertmanager_silences_snapshot_size_bytes', {
    help: 'Size of the silences when last written to disk, in bytes.',
    unit: 'bytes',
    range: fromZero,
  }),
  nflogQueryErrors: counter('alertmanager_nflog_query_errors_total', {
    help: 'Look-ups in the notification log that failed.',
  }),
  silencesQueryErrors: counter('alertmanager_silences_query_errors_total', {
    help: 'Look-ups of silences that failed.',
  }),
} as const

/** Scraped as the job `alertmanager`. */
export const alertmanagerServer = (options: Partial<TargetDefinition> = {}) =>
  target('alertmanager', {
    service: 'alertmanager',
    port: 9093,
    exposes: [...Object.values(alertmanager), ...goRuntime],
    beside: { series: 600, labels: 8 },
    ...options,
  })
